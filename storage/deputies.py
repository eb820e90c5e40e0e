"""AB角: who stands in for whom, and when."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update

from storage import journal
from storage.database import Tx
from storage.deadline_tables import deputies
from storage.prepared import Prepared


def appoint(
    tx: Tx, person: int, deputy: int, days: tuple[date, date], by: int, now: datetime
) -> None:
    """From the first to the last day, both counted; an earlier appointment ends."""
    tx.execute(
        update(deputies)
        .where(deputies.c.person_id == person, deputies.c.ended_at.is_(None))
        .values(ended_at=now)
    )
    first, last = days
    tx.execute(
        insert(deputies).values(
            person_id=person, deputy_id=deputy, first=first, last=last, made_by=by, made_at=now
        )
    )
    body = {
        "person": person,
        "deputy": deputy,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    journal.write(tx, "DeputyAppointed", body, now=now, person=by)


def on_duty(tx: Tx, day: date) -> dict[int, list[int]]:
    """For everybody who is away on a day, who stands in for him."""
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
    """Whom this person stands in for on a day."""
    return frozenset(row.person_id for row in _COVERED.rows(tx, {"deputy": deputy, "day": day}))
