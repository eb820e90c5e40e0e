"""Proof of being told: per person what was queued, delivered and answered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select, true

from rules.policy.chats import ChatAddress
from rules.policy.delivery_proofs import DeliveryProof, Reach, ReminderProof
from rules.policy.prompts import PromptAnswer, PromptState
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.db.query import Query
from storage.follow_up.tables import prompt_lines, prompt_sheets, prompts
from storage.ledger.tables import items, persons, units


@dataclass(frozen=True, slots=True)
class PromptedOwner:
    """Somebody with items, and whether they can be written to."""

    id: int
    name: str
    unit: str
    unit_id: int
    account: ChatAddress | None
    lost_at: datetime | None


def proof_of(owner: PromptedOwner, how: Reach) -> DeliveryProof:
    return DeliveryProof(owner.id, owner.name, owner.unit, owner.unit_id, how)


def delivery_of(tx: Tx, today: date, silent_after: int) -> list[DeliveryProof]:
    """Return owners with open prompts whom these did not reach, or who answer nothing."""
    days = _days_told_in_vain(tx, today)
    found = (
        (owner, _how(owner, days.get(owner.id, 0) >= silent_after))
        for owner in fetch_all(tx, PromptedOwner, _owners_asked())
    )
    return [proof_of(owner, how) for owner, how in found if how is not Reach.REACHED]


def _owners_asked() -> Query:
    asked = (
        select(items.c.owner_id)
        .join(prompts, prompts.c.item_id == items.c.id)
        .where(prompts.c.state == PromptState.OPEN)
    )
    return (
        select(persons, units.c.name.label("unit"))
        .join(units)
        .where(persons.c.id.in_(asked))
        .order_by(persons.c.id)
    )


def _how(owner: PromptedOwner, silent: bool) -> Reach:
    unreachable = why_unreachable(owner)
    return Reach.SILENT if silent and unreachable is Reach.REACHED else unreachable


def why_unreachable(owner: PromptedOwner) -> Reach:
    """Return NEVER_STARTED, UNBOUND or BLOCKED; REACHED where they can be written to."""
    if owner.account is None:
        return Reach.NEVER_STARTED if owner.lost_at is None else Reach.UNBOUND
    return Reach.REACHED if owner.lost_at is None else Reach.BLOCKED


def _days_told_in_vain(tx: Tx, before: date) -> dict[int, int]:
    """Return on how many days each owner was told of what they have still not answered."""
    query = (
        select(prompt_sheets.c.for_id, func.count(prompt_sheets.c.day.distinct()))
        .join(prompt_lines, prompt_lines.c.sheet_id == prompt_sheets.c.id)
        .join(prompts, prompt_lines.c.prompt_id == prompts.c.id)
        .where(_in_vain(), prompt_sheets.c.day < before)
        .group_by(prompt_sheets.c.for_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def _in_vain() -> ColumnElement[bool]:
    """Select a prompt that is open, or one of the same deadline before it not answered either."""
    still, answered = prompts.alias("still"), prompts.alias("answered")
    asked_now = select(still.c.subject).where(still.c.state == PromptState.OPEN)
    last_answer = (
        select(func.coalesce(func.max(answered.c.id), 0))
        .where(answered.c.subject == prompts.c.subject, answered.c.answer != PromptAnswer.NONE)
        .scalar_subquery()
    )
    return and_(
        prompts.c.subject.in_(asked_now),
        prompts.c.answer == PromptAnswer.NONE,
        prompts.c.id > last_answer,
    )


def not_answered(tx: Tx, before: date) -> list[DeliveryProof]:
    """Return who was told before a day and has not answered: of how many items, first told when."""
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
        DeliveryProof(r.id, r.name, r.unit, r.unit_id, Reach.SILENT, r.items, r.since)
        for r in tx.execute(query)
        if r.for_id == r.id  # not whoever had the item before
    ]


def of_person(tx: Tx, person: int) -> list[ReminderProof]:
    """Return every prompt put to a person, newest first."""
    return _reminders(tx, prompt_sheets.c.to_id == person)


def of_item(tx: Tx, item: int) -> list[ReminderProof]:
    """Return every prompt put to anybody about an item, newest first."""
    return _reminders(tx, prompts.c.item_id == item)


def _reminders(tx: Tx, of_these: ColumnElement[bool]) -> list[ReminderProof]:
    query = (
        select(
            items.c.code,
            persons.c.name,
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
        .join(persons, prompt_sheets.c.to_id == persons.c.id)
        .where(of_these)
    )
    in_order = (prompt_sheets.c.id.desc(), prompt_lines.c.position)
    return fetch_all(tx, ReminderProof, query.order_by(*in_order))
