"""AB角: who stands in for whom, and when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update

from rules.policy.spans import Days, subtract_days
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.prepared import Prepared
from storage.db.query import Query
from storage.follow_up.tables import deputies
from storage.ledger import journal
from storage.ledger.tables import persons


@dataclass(frozen=True, slots=True)
class Appointment:
    """`deputy_id` stands in for `person_id` from the first to the last day, both counted."""

    id: int
    person_id: int
    deputy_id: int
    first: date
    last: date


def appoint(
    tx: Tx, person: int, deputy: int, days: Days, by: int, now: datetime
) -> list[tuple[int, list[Days]]]:
    """Appoint a deputy from the first to the last day, both counted.

    Earlier appointments of others give way on these days: whose, and the days each has left.
    """
    _hold(tx, person)
    given_way = []
    for before in _overlapping(tx, person, days):
        end(tx, before, by, now)
        left = subtract_days((before.first, before.last), days)
        for part in left:
            _enter(tx, person, before.deputy_id, part, by, now)
        given_way.append((before.deputy_id, left))
    _enter(tx, person, deputy, days, by, now)
    return [(before, left) for before, left in given_way if before != deputy]


def _hold(tx: Tx, person: int) -> None:
    """Let nobody else appoint or end a deputy of theirs until the unit of work ends."""
    tx.execute(select(persons.c.id).where(persons.c.id == person).with_for_update())


def _overlapping(tx: Tx, person: int, days: Days) -> list[Appointment]:
    query = _standing(person).where(deputies.c.first <= days[1], deputies.c.last >= days[0])
    return fetch_all(tx, Appointment, query)


def _standing(person: int) -> Query:
    """Ask for a person's appointments that were not ended, the earliest day first."""
    mine = select(deputies).where(deputies.c.person_id == person, deputies.c.ended_at.is_(None))
    return mine.order_by(deputies.c.first, deputies.c.id)


def _enter(tx: Tx, person: int, deputy: int, days: Days, by: int, now: datetime) -> None:
    first, last = days
    row = insert(deputies).values(
        person_id=person, deputy_id=deputy, first=first, last=last, made_by=by, made_at=now
    )
    body = {
        "appointment": tx.execute(row.returning(deputies.c.id)).scalar_one(),
        "person": person,
        "deputy": deputy,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    journal.write(tx, "DeputyAppointed", body, now=now, person=by)


def next_of(tx: Tx, person: int, day: date) -> Appointment | None:
    """Return the appointment that runs on a day, or else the next to begin; locked to be ended."""
    _hold(tx, person)
    return fetch_one(tx, Appointment, _standing(person).where(deputies.c.last >= day).limit(1))


def end(tx: Tx, appointment: Appointment, by: int | None, now: datetime) -> None:
    """End an appointment at once, before its last day."""
    tx.execute(update(deputies).where(deputies.c.id == appointment.id).values(ended_at=now))
    body = {
        "appointment": appointment.id,
        "person": appointment.person_id,
        "deputy": appointment.deputy_id,
    }
    journal.write(tx, "DeputyEnded", body, now=now, person=by)


def end_all_of(tx: Tx, deputy: int, day: date, by: int | None, now: datetime) -> None:
    """End every appointment by which somebody stands in for others, now or later."""
    standing = select(deputies).where(
        deputies.c.deputy_id == deputy, deputies.c.last >= day, deputies.c.ended_at.is_(None)
    )
    for appointment in fetch_all(tx, Appointment, standing.order_by(deputies.c.id)):
        end(tx, appointment, by, now)


def on_duty(tx: Tx, day: date) -> dict[int, list[int]]:
    """Return for everybody who is away on a day who stands in for them."""
    query = select(deputies.c.person_id, deputies.c.deputy_id).where(
        deputies.c.first <= day, deputies.c.last >= day, deputies.c.ended_at.is_(None)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for row in tx.execute(query.order_by(deputies.c.id)):
        found[row.person_id].append(row.deputy_id)
    return dict(found)


_COVERED = Prepared(
    select(deputies.c.person_id).where(
        deputies.c.deputy_id == bindparam("deputy"),
        deputies.c.first <= bindparam("day"),
        deputies.c.last >= bindparam("day"),
        deputies.c.ended_at.is_(None),
    )
)


def covered_by(tx: Tx, deputy: int, day: date) -> frozenset[int]:
    """Return whom this person stands in for on a day."""
    return frozenset(row.person_id for row in _COVERED.rows(tx, {"deputy": deputy, "day": day}))
