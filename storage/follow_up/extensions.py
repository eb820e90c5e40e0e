"""Requests for a later deadline: asked with a reason, decided or withdrawn, kept for ever."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select, update

from rules.policy.items import Item
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.follow_up.tables import extensions
from storage.ledger import items as ledger
from storage.ledger import journal
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
            state="asked",
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


def _select() -> Select[Any]:
    return (
        select(
            extensions,
            items.c.code,
            items.c.title,
            persons.c.name.label("person"),
            persons.c.chat_id,
            persons.c.language,
            units.c.name.label("unit"),
        )
        .join(items, extensions.c.item_id == items.c.id)
        .join(persons, extensions.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
    )


def by_id(tx: Tx, number: int) -> Row[Any] | None:
    return tx.execute(_select().where(extensions.c.id == number)).first()


def waiting_for(tx: Tx, item: int) -> Row[Any] | None:
    """The request on this item that is not yet decided."""
    query = _select().where(extensions.c.item_id == item, extensions.c.state == "asked")
    return tx.execute(query).first()


def waiting(tx: Tx) -> list[Row[Any]]:
    """Everything the office has still to decide, oldest first."""
    query = _select().where(extensions.c.state == "asked")
    return list(tx.execute(query.order_by(extensions.c.id)))


def latest_of(tx: Tx, person: int, since: datetime) -> Row[Any] | None:
    """What this person asked for last, if it is not yet decided."""
    query = _select().where(
        extensions.c.person_id == person,
        extensions.c.state == "asked",
        extensions.c.asked_at > since,
    )
    return tx.execute(query.order_by(extensions.c.id.desc()).limit(1)).first()


def waiting_of(tx: Tx, person: Person) -> Row[Any] | None:
    """The last one not yet decided that he asked for, or that is of an item he answers for."""
    his = or_(extensions.c.person_id == person.id, ledger.answered_for_by(person))
    query = _select().where(extensions.c.state == "asked", his)
    return tx.execute(query.order_by(extensions.c.id.desc()).limit(1)).first()


def of_item(tx: Tx, item: int) -> list[Row[Any]]:
    """An item's whole history of requests, oldest first."""
    query = _select().where(extensions.c.item_id == item)
    return list(tx.execute(query.order_by(extensions.c.id)))


def granted_count(tx: Tx, item: int) -> int:
    query = select(func.count()).where(
        extensions.c.item_id == item, extensions.c.state == "granted"
    )
    return tx.execute(query).scalar_one()


def grant(tx: Tx, request: Row[Any], by: int, words: str, now: datetime) -> bool:
    """The item's deadline moves; False when the request was decided meanwhile."""
    if not _decide(tx, request, "granted", by, words, now):
        return False
    day: date = request.new_deadline
    ledger.change(tx, request.item_id, deadline=day, deadline_words=day.isoformat())
    return True


def refuse(tx: Tx, request: Row[Any], by: int, words: str, now: datetime) -> bool:
    """The deadline stays; False when the request was decided meanwhile."""
    return _decide(tx, request, "refused", by, words, now)


def withdraw(tx: Tx, request: Row[Any], by: int, now: datetime) -> bool:
    """Nothing is asked any more; False when the request was decided meanwhile."""
    return _decide(tx, request, "withdrawn", by, "", now)


_FACTS = {
    "granted": "ExtensionGranted",
    "refused": "ExtensionRefused",
    "withdrawn": "ExtensionWithdrawn",
}


def _decide(tx: Tx, request: Row[Any], state: str, by: int, words: str, now: datetime) -> bool:
    changed = tx.execute(
        update(extensions)
        .where(extensions.c.id == request.id, extensions.c.state == "asked")
        .values(state=state, decided_by=by, decided_at=now, decision=words)
    )
    if changed.rowcount == 0:
        return False
    body = {"extension": request.id, "to": request.new_deadline.isoformat(), "words": words}
    journal.write(tx, _FACTS[state], body, now=now, person=by, item=request.item_id)
    return True
