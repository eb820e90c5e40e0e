"""Assignments: made by imports, put to the owners, signed for; the trail of an item's owners."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, insert, select, update

from rules.policy.assignments import Assignment, OwnerSpan
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.follow_up.tables import assignments
from storage.ledger import journal
from storage.ledger.item_mapper import UP_TO_OWNER
from storage.ledger.tables import items, persons, units
from storage.ledger.tables import journal as entries

_given = assignments.c
_later = assignments.alias("later")
_AT_ONCE = 1000
"""Rows of one statement."""


def give(tx: Tx, owners: Sequence[tuple[int, int]], now: datetime) -> list[int]:
    """Enter that items were given to owners, as (item, owner); their numbers in the same order."""
    query = insert(assignments).returning(_given.id, sort_by_parameter_order=True)
    numbers: list[int] = []
    for start in range(0, len(owners), _AT_ONCE):
        part = owners[start : start + _AT_ONCE]
        rows = [{"item_id": item, "owner_id": owner, "since": now} for item, owner in part]
        numbers += tx.execute(query, rows).scalars()
    return numbers


def _stands() -> ColumnElement[bool]:
    """Select what was not given to anybody else since, and still is up to its owner."""
    since = exists().where(_later.c.item_id == _given.item_id, _later.c.id > _given.id)
    return ~since & (_given.owner_id == items.c.owner_id) & UP_TO_OWNER


def _select() -> Select[Any]:
    return (
        select(
            *(_given.id, _given.item_id, items.c.code, items.c.title, items.c.deadline),
            *(_given.owner_id, persons.c.name.label("owner"), persons.c.account),
            *(items.c.lead_unit_id.label("unit_id"), units.c.name.label("unit")),
            *(_given.since, _given.told_at),
        )
        .join(items, _given.item_id == items.c.id)
        .join(persons, _given.owner_id == persons.c.id)
        .join(units, items.c.lead_unit_id == units.c.id)
    )


def unsigned(tx: Tx, owner: int | None = None) -> list[Assignment]:
    """Return what nobody has signed for, or this owner, in the ledger's order."""
    query = _select().where(_given.signed_at.is_(None), _stands())
    if owner is not None:
        query = query.where(_given.owner_id == owner)
    return fetch_all(tx, Assignment, query.order_by(items.c.position))


def owner_of(tx: Tx, number: int) -> int | None:
    """Return to whom an item was given; None where there is no assignment of that number."""
    query = select(_given.owner_id).where(_given.id == number)
    return tx.execute(query).scalar()


def are_any(tx: Tx, item: int | None = None) -> bool:
    """Return whether anything, or this item, was ever given to anybody to be signed for."""
    query = select(_given.id).limit(1)
    if item is not None:
        query = query.where(_given.item_id == item)
    return tx.execute(query).first() is not None


def owners_to_tell(tx: Tx, since: datetime) -> list[int]:
    """Return who can be told of something they were not told of, and were told nothing since."""
    lately = select(_given.owner_id).where(_given.told_at >= since)
    query = (
        select(_given.owner_id)
        .join(items, _given.item_id == items.c.id)
        .join(persons, _given.owner_id == persons.c.id)
        .where(_given.told_at.is_(None), _given.signed_at.is_(None), _stands())
        .where(persons.c.account.is_not(None), _given.owner_id.not_in(lately))
    )
    return list(tx.execute(query.distinct().order_by(_given.owner_id)).scalars())


def told(tx: Tx, numbers: Iterable[int], now: datetime) -> None:
    """Note that assignments were put to their owner."""
    tx.execute(update(assignments).where(_given.id.in_(list(numbers))).values(told_at=now))


def sign(tx: Tx, owner: int, last: int, now: datetime) -> list[Assignment]:
    """Enter that an owner signed for what they were asked about, up to an assignment; return it."""
    asked = [a for a in unsigned(tx, owner) if a.id <= last and a.told_at is not None]
    numbers = sorted(a.id for a in asked)
    still = update(assignments).where(_given.id.in_(numbers), _given.signed_at.is_(None))
    signed = still.values(signed_at=now, signed_by=owner).returning(_given.id)
    done = set(tx.execute(signed).scalars()) if numbers else set()
    if done:
        journal.write(tx, "DutySigned", {"assignments": sorted(done)}, now=now, person=owner)
    return [a for a in asked if a.id in done]


def trail(tx: Tx, item: int) -> list[OwnerSpan]:
    """Return an item's owners by the journal, the first one first."""
    query = select(entries.c.at, entries.c.body).where(
        entries.c.item_id == item, entries.c.fact.in_(("ItemEntered", "ItemAmended"))
    )
    found = [
        (row.at, row.body["row"]["owner_id"], row.body.get("assignment"))
        for row in tx.execute(query.order_by(entries.c.seq))
        if "owner_id" in row.body.get("row", {})
    ]
    named = select(persons.c.id, persons.c.name).where(persons.c.id.in_([o for _, o, _ in found]))
    names = {row.id: row.name for row in tx.execute(named)}
    kept = select(_given.id, _given.signed_at).where(_given.item_id == item)
    signed = {row.id: row.signed_at for row in tx.execute(kept)}
    return [
        OwnerSpan(at, names[owner], asked=number is not None, signed_at=signed.get(number))
        for at, owner, number in found
    ]
