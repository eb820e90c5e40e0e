"""Proof of being told: per person what was queued, delivered and answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true

from storage.db.engine import Tx
from storage.follow_up.tables import prompt_lines, prompt_sheets, prompts
from storage.ledger.tables import items, persons, units


@dataclass(frozen=True, slots=True)
class DeliveryProof:
    """`how`: never_started, unbound, blocked or silent.

    Of the silent, on how many items and since when.
    """

    id: int
    name: str
    unit: str
    unit_id: int
    how: str
    items: int = 0
    since: date | None = None


def delivery_of(tx: Tx, today: date, silent_after: int) -> list[DeliveryProof]:
    """Owners with open calls whom they did not reach, or who answer nothing."""
    days = _days_told_in_vain(tx, today)
    return [
        DeliveryProof(row.id, row.name, row.unit, row.unit_id, how)
        for row in tx.execute(_owners_asked())
        if (how := _how(row, days.get(row.id, 0) >= silent_after))
    ]


def _owners_asked() -> Select[Any]:
    asked = (
        select(items.c.owner_id)
        .join(prompts, prompts.c.item_id == items.c.id)
        .where(prompts.c.state == "open")
    )
    return (
        select(persons, units.c.name.label("unit"))
        .join(units)
        .where(persons.c.id.in_(asked))
        .order_by(persons.c.id)
    )


def _how(person: Row[Any], silent: bool) -> str:
    return cannot_be_asked(person) or ("silent" if silent else "")


def cannot_be_asked(person: Row[Any]) -> str:
    """never_started, unbound or blocked; empty where they can be written to."""
    if person.chat_id is None:
        return "never_started" if person.lost_at is None else "unbound"
    return "blocked" if person.lost_at is not None else ""


def _days_told_in_vain(tx: Tx, before: date) -> dict[int, int]:
    """On how many days each owner was told of what he has still not answered."""
    query = (
        select(prompt_sheets.c.for_id, func.count(prompt_sheets.c.day.distinct()))
        .join(prompt_lines, prompt_lines.c.sheet_id == prompt_sheets.c.id)
        .join(prompts, prompt_lines.c.prompt_id == prompts.c.id)
        .where(_in_vain(), prompt_sheets.c.day < before)
        .group_by(prompt_sheets.c.for_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def _in_vain() -> ColumnElement[bool]:
    """A call that is open, or one of the same deadline before it that was not answered either."""
    still, answered = prompts.alias("still"), prompts.alias("answered")
    asked_now = select(still.c.subject).where(still.c.state == "open")
    last_answer = (
        select(func.coalesce(func.max(answered.c.id), 0))
        .where(answered.c.subject == prompts.c.subject, answered.c.answer != "")
        .scalar_subquery()
    )
    return and_(
        prompts.c.subject.in_(asked_now), prompts.c.answer == "", prompts.c.id > last_answer
    )


def not_answered(tx: Tx, before: date) -> list[DeliveryProof]:
    """Who was told before a day and has not answered: of how many items, first told when."""
    query = (
        select(
            persons.c.id,
            persons.c.name,
            persons.c.unit_id,
            prompt_sheets.c.for_id,
            units.c.name.label("unit"),
            func.count(prompts.c.item_id.distinct()).label("items"),
            func.min(prompt_sheets.c.day).label("since"),
        )
        .join(items, items.c.owner_id == persons.c.id)
        .join(prompts, prompts.c.item_id == items.c.id)
        .join(prompt_lines, prompt_lines.c.prompt_id == prompts.c.id)
        .join(prompt_sheets, prompt_lines.c.sheet_id == prompt_sheets.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .where(_in_vain(), prompt_sheets.c.day < before)
        .where(func.coalesce(items.c.reported_at <= prompts.c.made_at, true()))
        .group_by(
            persons.c.id, persons.c.name, persons.c.unit_id, prompt_sheets.c.for_id, units.c.name
        )
        .order_by(persons.c.id)
    )
    return [
        DeliveryProof(r.id, r.name, r.unit, r.unit_id, "silent", r.items, r.since)
        for r in tx.execute(query)
        if r.for_id == r.id  # not whoever had the item before
    ]


def of_person(tx: Tx, person: int) -> list[Row[Any]]:
    """Every call put to a person, newest first: queued, delivered, answered, each a moment."""
    query = (
        select(
            items.c.code,
            prompts.c.kind,
            prompts.c.due,
            prompt_sheets.c.made_at.label("queued_at"),
            prompt_sheets.c.delivered_at,
            prompt_sheets.c.last_error,
            prompts.c.answer,
            prompts.c.answered_at,
        )
        .join(prompt_lines, prompt_lines.c.prompt_id == prompts.c.id)
        .join(prompt_sheets, prompt_lines.c.sheet_id == prompt_sheets.c.id)
        .join(items, prompts.c.item_id == items.c.id)
        .where(prompt_sheets.c.to_id == person)
    )
    return list(tx.execute(query.order_by(prompt_sheets.c.id.desc(), prompt_lines.c.position)))
