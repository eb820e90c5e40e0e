"""Problems that need somebody else: raised, routed, tracked until answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from rules.policy.requests import Blocker, RequestState
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.follow_up.tables import blockers
from storage.ledger import journal
from storage.ledger.tables import items, persons, reports, units

leader, helping = persons.alias("leader"), units.alias("helping")


@dataclass(frozen=True, slots=True)
class NewBlocker:
    """`unit` or `leader` is whose help is asked for; neither: the office finds out."""

    item: int
    person: int
    words: str
    unit: int | None = None
    leader: int | None = None
    report: int | None = None


def enter(tx: Tx, blocker: NewBlocker, now: datetime) -> int:
    """Enter a blocker; its number."""
    number = tx.execute(
        insert(blockers)
        .values(
            item_id=blocker.item,
            person_id=blocker.person,
            at=now,
            words=blocker.words,
            report_id=blocker.report,
            unit_id=blocker.unit,
            leader_id=blocker.leader,
            state=RequestState.OPEN,
            answer="",
        )
        .returning(blockers.c.id)
    ).scalar_one()
    body = {
        "blocker": number,
        "words": blocker.words,
        "unit": blocker.unit,
        "leader": blocker.leader,
        "report": blocker.report,
    }
    journal.write(tx, "BlockerRaised", body, now=now, person=blocker.person, item=blocker.item)
    return int(number)


def _select() -> Select[Any]:
    return (
        select(
            blockers,
            items.c.code,
            items.c.title,
            persons.c.name.label("person"),
            units.c.name.label("person_unit"),
            helping.c.name.label("unit"),
            leader.c.name.label("leader"),
        )
        .join(items, blockers.c.item_id == items.c.id)
        .join(persons, blockers.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .outerjoin(helping, blockers.c.unit_id == helping.c.id)
        .outerjoin(leader, blockers.c.leader_id == leader.c.id)
    )


def by_id(tx: Tx, number: int) -> Blocker | None:
    return fetch_one(tx, Blocker, _select().where(blockers.c.id == number))


def unanswered(tx: Tx) -> list[Blocker]:
    """What the next dispatch meeting has to settle, oldest first."""
    query = _select().where(blockers.c.state == RequestState.OPEN)
    return fetch_all(tx, Blocker, query.order_by(blockers.c.id))


def answer(tx: Tx, blocker: Blocker, by: int, words: str, now: datetime) -> bool:
    """False when it was answered meanwhile."""
    changed = tx.execute(
        update(blockers)
        .where(blockers.c.id == blocker.id, blockers.c.state == RequestState.OPEN)
        .values(state=RequestState.ANSWERED, answer=words, answered_by=by, answered_at=now)
    )
    if changed.rowcount == 0:
        return False
    body = {"blocker": blocker.id, "words": words}
    journal.write(tx, "BlockerAnswered", body, now=now, person=by, item=blocker.item_id)
    return True


def written_in_reports(tx: Tx, after: int) -> list[NewBlocker]:
    """Confirmed reports beyond this number whose words held a blocker, oldest first."""
    query = select(reports).where(reports.c.id > after, reports.c.blocker != "")
    return [
        NewBlocker(row.item_id, row.person_id, row.blocker, report=row.id)
        for row in tx.execute(query.order_by(reports.c.id))
    ]
