"""Requests for a later deadline: asked with a reason, decided or withdrawn, kept for ever."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, or_, select, update

from rules.policy.extensions import Extension, ExtensionState
from rules.policy.items import Item
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.query import Query
from storage.follow_up.tables import extensions
from storage.ledger import item_store, journal
from storage.ledger.tables import items, persons, units


@dataclass(frozen=True, slots=True)
class Request:
    item: Item
    person: int
    new_deadline: date
    reason: str


def ask(tx: Tx, request: Request, now: datetime) -> int:
    """Enter a request; its number."""
    old = request.item.deadline
    number = tx.execute(
        insert(extensions)
        .values(
            item_id=request.item.id,
            person_id=request.person,
            asked_at=now,
            old_deadline=old,
            new_deadline=request.new_deadline,
            reason=request.reason,
            state=ExtensionState.ASKED,
            decision="",
        )
        .returning(extensions.c.id)
    ).scalar_one()
    body = {
        "extension": number,
        "from": old.isoformat() if old else None,
        "to": request.new_deadline.isoformat(),
        "reason": request.reason,
        "for": request.item.owner.id,
    }
    journal.write(tx, "ExtensionAsked", body, now=now, person=request.person, item=request.item.id)
    return int(number)


def _select() -> Query:
    return (
        select(
            extensions,
            items.c.code,
            items.c.title,
            persons.c.name.label("person"),
            persons.c.account,
            persons.c.language,
            units.c.name.label("unit"),
        )
        .join(items, extensions.c.item_id == items.c.id)
        .join(persons, extensions.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
    )


def by_id(tx: Tx, number: int) -> Extension | None:
    return fetch_one(tx, Extension, _select().where(extensions.c.id == number))


def waiting_for(tx: Tx, item: int) -> Extension | None:
    """Return the request on this item that is not yet decided."""
    query = _select().where(
        extensions.c.item_id == item, extensions.c.state == ExtensionState.ASKED
    )
    return fetch_one(tx, Extension, query)


def waiting(tx: Tx) -> list[Extension]:
    """Return everything the office has still to decide, oldest first."""
    query = _select().where(extensions.c.state == ExtensionState.ASKED)
    return fetch_all(tx, Extension, query.order_by(extensions.c.id))


def latest_of(tx: Tx, person: int, since: datetime) -> Extension | None:
    """Return what this person asked for last, if it is not yet decided."""
    query = _select().where(
        extensions.c.person_id == person,
        extensions.c.state == ExtensionState.ASKED,
        extensions.c.asked_at > since,
    )
    return fetch_one(tx, Extension, query.order_by(extensions.c.id.desc()).limit(1))


def waiting_of(tx: Tx, person: Person) -> Extension | None:
    """Return the last undecided one that they asked for, or on an item they answer for."""
    theirs = or_(extensions.c.person_id == person.id, item_store.answered_for_by(person))
    query = _select().where(extensions.c.state == ExtensionState.ASKED, theirs)
    return fetch_one(tx, Extension, query.order_by(extensions.c.id.desc()).limit(1))


def of_item(tx: Tx, item: int) -> list[Extension]:
    """Return an item's whole history of requests, oldest first."""
    query = _select().where(extensions.c.item_id == item)
    return fetch_all(tx, Extension, query.order_by(extensions.c.id))


def granted_count(tx: Tx, item: int) -> int:
    query = select(func.count()).where(
        extensions.c.item_id == item, extensions.c.state == ExtensionState.GRANTED
    )
    return tx.execute(query).scalar_one()


def grant(tx: Tx, request: Extension, by: int, words: str, now: datetime) -> bool:
    """Move the item's deadline; False when the request was decided meanwhile."""
    if not _decide(tx, request, ExtensionState.GRANTED, by, words, now):
        return False
    day: date = request.new_deadline
    item_store.change(tx, request.item_id, deadline=day, deadline_words=day.isoformat())
    return True


def refuse(tx: Tx, request: Extension, by: int, words: str, now: datetime) -> bool:
    """Leave the deadline as it is; False when the request was decided meanwhile."""
    return _decide(tx, request, ExtensionState.REFUSED, by, words, now)


def withdraw(tx: Tx, request: Extension, by: int, now: datetime) -> bool:
    """Take a request back; False when it was decided meanwhile."""
    return _decide(tx, request, ExtensionState.WITHDRAWN, by, "", now)


_FACTS = {
    ExtensionState.GRANTED: "ExtensionGranted",
    ExtensionState.REFUSED: "ExtensionRefused",
    ExtensionState.WITHDRAWN: "ExtensionWithdrawn",
}


def _decide(
    tx: Tx, request: Extension, state: ExtensionState, by: int, words: str, now: datetime
) -> bool:
    changed = tx.execute(
        update(extensions)
        .where(extensions.c.id == request.id, extensions.c.state == ExtensionState.ASKED)
        .values(state=state, decided_by=by, decided_at=now, decision=words)
    )
    if changed.rowcount == 0:
        return False
    body = {"extension": request.id, "to": request.new_deadline.isoformat(), "words": words}
    journal.write(tx, _FACTS[state], body, now=now, person=by, item=request.item_id)
    return True
