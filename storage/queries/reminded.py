"""Of the reminders of some days: whom they asked and reached, what was answered, who was never asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select

from rules.policy.delivery_proofs import DeliveryProof, Reach, Reminded
from rules.policy.prompts import PromptAnswer, PromptState
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.follow_up.delivery_proofs import PromptedOwner, proof_of, why_unreachable
from storage.follow_up.tables import prompt_lines, prompt_sheets, prompts
from storage.ledger.item_mapper import UNDONE
from storage.ledger.tables import items, persons, units


@dataclass(frozen=True, slots=True)
class _Put:
    """A reminder as put to one person; `own`: the item is still theirs."""

    for_id: int
    item_id: int
    since: date
    delivered: datetime | None
    answered: bool
    waits: bool
    own: bool
    name: str
    unit_id: int
    unit: str


def between(tx: Tx, first: date, last: date, among: Sequence[int] | None = None) -> Reminded:
    """Count the reminders that went out from one day to another; `among`: of these items only."""
    rows = _put(tx, first, last, among)
    asked = {row.for_id for row in rows}
    of_item: dict[int, list[_Put]] = defaultdict(list)
    for row in rows:
        of_item[row.item_id].append(row)
    answered = [found for found in of_item.values() if all(row.answered for row in found)]
    waiting = {row.item_id for row in rows if row.waits}
    owners = _owners(tx, among)
    blocked = _those(owners, Reach.BLOCKED)
    away = {person.id for person in blocked}
    return Reminded(
        first,
        last,
        len(asked),
        len(of_item),
        len({row.for_id for row in rows if row.delivered is not None}),
        len(answered),
        len(waiting),
        _silent(row for row in rows if row.for_id not in away),
        _those(owners, Reach.NEVER_STARTED),
        _those(owners, Reach.UNBOUND),
        blocked,
        [owner for owner in _those(owners, Reach.REACHED) if owner.id not in asked],
    )


def _put(tx: Tx, first: date, last: date, among: Sequence[int] | None) -> list[_Put]:
    """Return each reminder that a person was sent: since when, whether delivered, answered, or awaited."""
    later = prompts.alias("later")
    same = and_(later.c.subject == prompts.c.subject, later.c.id >= prompts.c.id)
    reported = func.coalesce(items.c.reported_at > prompts.c.made_at, false())
    answered = or_(exists().where(same, later.c.answer != PromptAnswer.NONE), reported)
    still = exists().where(later.c.subject == prompts.c.subject, later.c.state == PromptState.OPEN)
    query = (
        select(
            prompt_sheets.c.for_id,
            prompts.c.item_id,
            func.min(prompt_sheets.c.day).label("since"),
            func.max(prompt_sheets.c.delivered_at).label("delivered"),
            answered.label("answered"),
            and_(not_(answered), still).label("waits"),
            (items.c.owner_id == prompt_sheets.c.for_id).label("own"),
            persons.c.name,
            persons.c.unit_id,
            units.c.name.label("unit"),
        )
        .select_from(prompt_sheets)
        .join(prompt_lines, prompt_lines.c.sheet_id == prompt_sheets.c.id)
        .join(prompts, prompt_lines.c.prompt_id == prompts.c.id)
        .join(items, prompts.c.item_id == items.c.id)
        .join(persons, prompt_sheets.c.for_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .where(prompt_sheets.c.day.between(first, last), *_only(among))
        .group_by(prompt_sheets.c.for_id, prompts.c.id, items.c.id, persons.c.id, units.c.id)
        .order_by(prompt_sheets.c.for_id)
    )
    return fetch_all(tx, _Put, query)


def _only(among: Sequence[int] | None) -> list[ColumnElement[bool]]:
    return [] if among is None else [items.c.id.in_(among)]


def _silent(rows: Iterable[_Put]) -> list[DeliveryProof]:
    """Return who has not answered of what is still theirs: on how many items, since when."""
    of_person: dict[int, list[_Put]] = defaultdict(list)
    for row in rows:
        if row.waits and row.own:
            of_person[row.for_id].append(row)
    return [
        DeliveryProof(
            person,
            found[0].name,
            found[0].unit,
            found[0].unit_id,
            Reach.SILENT,
            len({row.item_id for row in found}),
            min(row.since for row in found),
        )
        for person, found in of_person.items()
    ]


def _owners(tx: Tx, among: Sequence[int] | None) -> list[DeliveryProof]:
    """Return everybody with unfinished items, and whether they can be written to."""
    query = (
        select(persons, units.c.name.label("unit"))
        .join(units)
        .where(persons.c.id.in_(select(items.c.owner_id).where(UNDONE, *_only(among))))
    )
    found = fetch_all(tx, PromptedOwner, query.order_by(persons.c.id))
    return [proof_of(owner, why_unreachable(owner)) for owner in found]


def _those(owners: Iterable[DeliveryProof], how: Reach) -> list[DeliveryProof]:
    return [owner for owner in owners if owner.how is how]
