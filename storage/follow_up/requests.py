"""Blockers and instructions: entered, tracked until answered. Each kind has its own table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Select, Table, false, insert, literal, select, update

from rules.policy.requests import NewRequest, RequestKind, RequestState, TrackedRequest
from storage.db.column_types import Choice, plain
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.follow_up.tables import blockers, instructions
from storage.ledger import journal
from storage.ledger.tables import items, persons, reports, units

raiser, raiser_unit = persons.alias("raiser"), units.alias("raiser_unit")
asked, asked_unit = persons.alias("asked"), units.alias("asked_unit")

Cells = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class _Record:
    """Where one kind is kept, and which facts of the journal tell of it.

    `cells` are a new row's own columns, `recorded` what its fact records beyond number and words.
    """

    table: Table
    raised: str
    answered: str
    sent_back: str
    raiser: Column[int]
    asked: Column[int]
    asked_unit: Column[int]
    cells: Callable[[NewRequest], Cells]
    recorded: Callable[[NewRequest], Cells]


_RECORDS = {
    RequestKind.BLOCKER: _Record(
        blockers,
        raised="BlockerRaised",
        answered="BlockerAnswered",
        sent_back="BlockerSentBack",
        raiser=blockers.c.person_id,
        asked=blockers.c.leader_id,
        asked_unit=blockers.c.unit_id,
        cells=lambda new: {
            "person_id": new.raiser,
            "report_id": new.report,
            "unit_id": new.asked_unit,
            "leader_id": new.asked,
        },
        recorded=lambda new: {"unit": new.asked_unit, "leader": new.asked, "report": new.report},
    ),
    RequestKind.INSTRUCTION: _Record(
        instructions,
        raised="Instructed",
        answered="InstructionAnswered",
        sent_back="InstructionSentBack",
        raiser=instructions.c.leader_id,
        asked=items.c.owner_id,
        asked_unit=asked.c.unit_id,
        cells=lambda new: {"leader_id": new.raiser, "advice": new.advice},
        recorded=lambda new: {"to": new.asked, "advice": new.advice},
    ),
}


def enter(tx: Tx, new: NewRequest, now: datetime) -> int:
    """Enter a request with its journal entry; return its number."""
    record = _RECORDS[new.kind]
    values = {
        "item_id": new.item,
        "at": now,
        "words": new.words,
        "due": new.due,
        **record.cells(new),
    }
    unanswered = {"state": RequestState.OPEN, "answer": "", "sent_back": ""}
    entered = insert(record.table).values(**values, **unanswered)
    number = int(tx.execute(entered.returning(record.table.c.id)).scalar_one())
    body = {new.kind.value: number, "words": new.words, "due": plain(new.due)}
    body |= record.recorded(new)
    journal.write(tx, record.raised, body, now=now, person=new.raiser, item=new.item)
    return number


def _select(kind: RequestKind) -> Select[Any]:
    record = _RECORDS[kind]
    kept = record.table.c
    return (
        select(
            literal(kind, Choice(RequestKind, 20)).label("kind"),
            *(kept.id, kept.item_id, kept.at, kept.words),
            *(kept.state, kept.answer, kept.answered_by, kept.due, kept.sent_back),
            (instructions.c.advice if kind is RequestKind.INSTRUCTION else false()).label("advice"),
            items.c.code,
            items.c.title,
            raiser.c.id.label("raiser_id"),
            raiser.c.name.label("raiser"),
            raiser.c.post.label("raiser_post"),
            raiser_unit.c.name.label("raiser_unit"),
            asked.c.id.label("asked_id"),
            asked.c.name.label("asked"),
            asked_unit.c.id.label("asked_unit_id"),
            asked_unit.c.name.label("asked_unit"),
        )
        .join(items, kept.item_id == items.c.id)
        .join(raiser, record.raiser == raiser.c.id)
        .join(raiser_unit, raiser.c.unit_id == raiser_unit.c.id)
        .outerjoin(asked, record.asked == asked.c.id)
        .outerjoin(asked_unit, record.asked_unit == asked_unit.c.id)
    )


def by_id(tx: Tx, kind: RequestKind, number: int) -> TrackedRequest | None:
    """Return a request as it stands now, None when there is none of that number."""
    query = _select(kind).where(_RECORDS[kind].table.c.id == number)
    return fetch_one(tx, TrackedRequest, query)


def unanswered(tx: Tx, kind: RequestKind) -> list[TrackedRequest]:
    """Return what still waits for an answer, oldest first."""
    kept = _RECORDS[kind].table.c
    query = _select(kind).where(kept.state == RequestState.OPEN).order_by(kept.id)
    return fetch_all(tx, TrackedRequest, query)


def raised(tx: Tx, kind: RequestKind, by: int | None = None) -> list[TrackedRequest]:
    """Return every request ever raised, by one person or by anybody, oldest first."""
    record = _RECORDS[kind]
    query = _select(kind) if by is None else _select(kind).where(record.raiser == by)
    return fetch_all(tx, TrackedRequest, query.order_by(record.table.c.id))


def answer(tx: Tx, request: TrackedRequest, by: int, words: str, now: datetime) -> bool:
    """Write an answer down with its journal entry; False when it was answered meanwhile."""
    record = _RECORDS[request.kind]
    waiting = update(record.table).where(
        record.table.c.id == request.id, record.table.c.state == RequestState.OPEN
    )
    given = {"answer": words, "answered_by": by, "answered_at": now}
    if tx.execute(waiting.values(state=RequestState.ANSWERED, **given)).rowcount == 0:
        return False
    body = {request.kind.value: request.id, "words": words}
    journal.write(tx, record.answered, body, now=now, person=by, item=request.item_id)
    return True


def send_back(
    tx: Tx, request: TrackedRequest, by: int, words: str, due: date, now: datetime
) -> bool:
    """Open an answered request again, with a new day; False when that was done meanwhile."""
    record = _RECORDS[request.kind]
    answered = update(record.table).where(
        record.table.c.id == request.id, record.table.c.state == RequestState.ANSWERED
    )
    again = answered.values(state=RequestState.OPEN, sent_back=words, due=due)
    if tx.execute(again).rowcount == 0:
        return False
    body = {request.kind.value: request.id, "words": words, "due": due.isoformat()}
    journal.write(tx, record.sent_back, body, now=now, person=by, item=request.item_id)
    return True


def written_in_reports(tx: Tx, after: int) -> list[NewRequest]:
    """Return the blockers written in confirmed reports beyond this number, oldest first."""
    query = select(reports).where(reports.c.id > after, reports.c.blocker != "")
    return [
        NewRequest(RequestKind.BLOCKER, row.item_id, row.person_id, row.blocker, report=row.id)
        for row in tx.execute(query.order_by(reports.c.id))
    ]
