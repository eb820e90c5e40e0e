"""Case files that were asked for in the chat: written down, made afterwards, sent once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.dossier import CaseFileState
from storage.db import notifications
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.db.notifications import Queue
from storage.dossier.tables import case_file_requests

TRIES = 5
"""A disk may come back within a minute; what fails five times fails for good."""


@dataclass(frozen=True, slots=True)
class CaseFileRequest:
    id: int
    item_id: int
    person_id: int
    chat: ChatAddress
    attempts: int


def ask(tx: Tx, item: int, person: int, chat: ChatAddress, now: datetime) -> None:
    """Write down that somebody wants a case file; one that is being made already is enough."""
    table = case_file_requests
    same = (table.c.item_id == item) & (table.c.chat == chat)
    waiting = select(table.c.id).where(same, table.c.state == CaseFileState.WAITING)
    if tx.execute(waiting.limit(1)).first() is not None:
        return
    new = {"item_id": item, "person_id": person, "chat": chat, "asked_at": now}
    state = {"state": CaseFileState.WAITING, "attempts": 0, "last_error": ""}
    tx.execute(insert(table).values(**new, **state))
    notifications.mark(tx, Queue.CASE_FILES)


def next_due(tx: Tx, now: datetime) -> CaseFileRequest | None:
    """Return the oldest request that may be worked on now."""
    table = case_file_requests
    due = or_(table.c.next_try_at.is_(None), table.c.next_try_at <= now)
    query = select(table).where(table.c.state == CaseFileState.WAITING, due)
    return fetch_one(tx, CaseFileRequest, query.order_by(table.c.id).limit(1))


def next_try(tx: Tx, now: datetime) -> datetime | None:
    """Return when the next one that was not made is tried again; None when there is none."""
    table = case_file_requests
    query = select(func.min(table.c.next_try_at)).where(table.c.state == CaseFileState.WAITING)
    return tx.execute(query.where(table.c.next_try_at > now)).scalar()


def sent(tx: Tx, request: int) -> None:
    _change(tx, request, state=CaseFileState.SENT)


def failed(tx: Tx, request: CaseFileRequest, last_error: str, now: datetime) -> bool:
    """Count a failed try; True when it was the last."""
    attempts = request.attempts + 1
    last = attempts >= TRIES
    _change(
        tx,
        request.id,
        state=CaseFileState.FAILED if last else CaseFileState.WAITING,
        attempts=attempts,
        next_try_at=now + timedelta(seconds=2**attempts),
        last_error=last_error,
    )
    return last


def _change(tx: Tx, request: int, **values: object) -> None:
    tx.execute(
        update(case_file_requests).where(case_file_requests.c.id == request).values(**values)
    )
