"""Urgent notices: sent, received, settled or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from rules.policy.urgent import UNSETTLED, UrgentNotice, UrgentState, with_details
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.ledger.tables import items, persons, units
from storage.urgent.tables import urgent_notices

_kept = urgent_notices.c
receiver = persons.alias("receiver")


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be sent; `details`: where, how many. `report`: the confirmed one it was written in."""

    item: int
    person: int
    words: str
    details: str = ""
    report: int | None = None


def _select() -> Select[Any]:
    return (
        select(
            _kept.id,
            _kept.item_id,
            items.c.code,
            items.c.title,
            _kept.person_id,
            persons.c.name.label("person"),
            units.c.name.label("unit"),
            persons.c.phone,
            *(_kept.at, _kept.words, _kept.details, _kept.state, _kept.repeats),
            *(_kept.received_by, receiver.c.name.label("receiver"), _kept.received_at),
            *(_kept.ended_by, _kept.ended_at, _kept.ending),
        )
        .join(items, _kept.item_id == items.c.id)
        .join(persons, _kept.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .outerjoin(receiver, _kept.received_by == receiver.c.id)
    )


def by_id(tx: Tx, number: int) -> UrgentNotice | None:
    """Return a notice as it stands now, None when there is none of that number."""
    return fetch_one(tx, UrgentNotice, _select().where(_kept.id == number))


def there(tx: Tx, number: int) -> UrgentNotice:
    """Return a notice that is known to be there."""
    notice = by_id(tx, number)
    assert notice is not None
    return notice


def unsettled(tx: Tx) -> list[UrgentNotice]:
    """Return what is not over, oldest first."""
    query = _select().where(_kept.state.in_(sorted(UNSETTLED)))
    return fetch_all(tx, UrgentNotice, query.order_by(_kept.id))


def last_unsettled(tx: Tx, item: int, person: int) -> UrgentNotice | None:
    """Return the last notice of this person on an item that is not over."""
    mine = _select().where(_kept.item_id == item, _kept.person_id == person)
    query = mine.where(_kept.state.in_(sorted(UNSETTLED))).order_by(_kept.id.desc()).limit(1)
    return fetch_one(tx, UrgentNotice, query)


def enter(tx: Tx, new: NewNotice, now: datetime) -> UrgentNotice:
    """Enter a notice that is sent now, with its journal entry."""
    said = {"words": new.words, "details": new.details}
    row = insert(urgent_notices).values(
        item_id=new.item,
        person_id=new.person,
        at=now,
        report_id=new.report,
        state=UrgentState.OPEN,
        repeats=0,
        ending="",
        **said,
    )
    number = int(tx.execute(row.returning(_kept.id)).scalar_one())
    body = {"urgent": number, "report": new.report, **said}
    journal.write(tx, "UrgentSent", body, now=now, person=new.person, item=new.item)
    return there(tx, number)


def add(tx: Tx, notice: UrgentNotice, by: int, words: str, now: datetime) -> bool:
    """Add words to a notice, with their journal entry; False when it moved on meanwhile."""
    details = with_details(notice.details, words)
    if not _move(tx, notice, notice.state, {"details": details}):
        return False
    body = {"urgent": notice.id, "words": words, "details": details}
    journal.write(tx, "UrgentDetailed", body, now=now, person=by, item=notice.item_id)
    return True


def sent_again(tx: Tx, notice: UrgentNotice, repeats: int) -> bool:
    """Note how often a notice was sent again; False when it was received meanwhile."""
    return _move(tx, notice, UrgentState.OPEN, {"repeats": repeats})


def receive(tx: Tx, notice: UrgentNotice, by: int, now: datetime) -> bool:
    """Enter that somebody has received a notice; False when another was faster."""
    values = {"state": UrgentState.RECEIVED, "received_by": by, "received_at": now}
    if not _move(tx, notice, UrgentState.OPEN, values):
        return False
    body = {"urgent": notice.id}
    journal.write(tx, "UrgentReceived", body, now=now, person=by, item=notice.item_id)
    return True


def end(
    tx: Tx, notice: UrgentNotice, state: UrgentState, by: int, words: str, now: datetime
) -> bool:
    """Enter how it was settled or why it was withdrawn; False when it moved on meanwhile."""
    over = {"state": state, "ended_by": by, "ended_at": now, "ending": words}
    if not _move(tx, notice, notice.state, over):
        return False
    body = {"urgent": notice.id, "state": state, "words": words}
    journal.write(tx, "UrgentEnded", body, now=now, person=by, item=notice.item_id)
    return True


def _move(
    tx: Tx, notice: UrgentNotice, standing: UrgentState, values: Mapping[str, object]
) -> bool:
    """Change a notice where it still stands so; return whether it did."""
    still = update(urgent_notices).where(_kept.id == notice.id, _kept.state == standing)
    return tx.execute(still.values(**values)).rowcount == 1
