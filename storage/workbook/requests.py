"""Lists sent in the chat and workbooks asked for there: written down, worked on afterwards, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.workbook_requests import DUE, WorkbookRequestState
from storage.db import notifications
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.db.notifications import Queue
from storage.workbook.tables import workbook_requests as table

TRIES, LONGEST_WAIT = 8, timedelta(minutes=2)
"""Some minutes: whoever asked waits for the answer."""


@dataclass(frozen=True, slots=True)
class WorkbookRequest:
    """`plain_digest` and `accepting_digest` are of all that was shown; empty: not offered."""

    id: int
    person_id: int
    chat: ChatAddress
    asked_at: datetime
    name: str
    file_id: str
    path: str
    item_ids: list[int] | None
    shown: str
    plain_digest: str
    accepting_digest: str
    accepts: bool
    state: WorkbookRequestState
    attempts: int

    @property
    def digest(self) -> str:
        """Return that of what was confirmed."""
        return self.accepting_digest if self.accepts else self.plain_digest


def note_file(
    tx: Tx, person: int, chat: ChatAddress, name: str, file_id: str, now: datetime
) -> None:
    """Write down that a list was sent; it is fetched and rehearsed soon after."""
    _note(tx, person, chat, name, now, file_id=file_id, state=WorkbookRequestState.TO_FETCH)


def ask_export(
    tx: Tx, person: int, chat: ChatAddress, words: str, item_ids: list[int] | None, now: datetime
) -> None:
    """Write down that somebody wants a workbook; one that is being made already is enough."""
    same = (table.c.chat == chat) & (table.c.name == words)
    waiting = select(table.c.id).where(same, table.c.state == WorkbookRequestState.TO_EXPORT)
    if tx.execute(waiting.limit(1)).first() is None:
        _note(tx, person, chat, words, now, item_ids=item_ids, state=WorkbookRequestState.TO_EXPORT)


def _note(
    tx: Tx, person: int, chat: ChatAddress, name: str, now: datetime, **values: object
) -> None:
    blank = dict.fromkeys(
        ("file_id", "path", "shown", "plain_digest", "accepting_digest", "last_error"), ""
    )
    row = {"person_id": person, "chat": chat, "name": name, "asked_at": now}
    tx.execute(insert(table).values(**{**blank, "accepts": False, "attempts": 0, **row, **values}))
    notifications.mark(tx, Queue.WORKBOOKS)


def by_id(tx: Tx, request: int) -> WorkbookRequest | None:
    return fetch_one(tx, WorkbookRequest, select(table).where(table.c.id == request))


def next_due(tx: Tx, now: datetime) -> WorkbookRequest | None:
    """Return the oldest request that may be worked on now."""
    when = table.c.next_try_at
    # A wait longer than any of ours means that the clock was set back: it is over.
    due = or_(when.is_(None), when <= now, when > now + LONGEST_WAIT)
    query = select(table).where(table.c.state.in_(DUE), due)
    return fetch_one(tx, WorkbookRequest, query.order_by(table.c.id).limit(1))


def next_try(tx: Tx, now: datetime) -> datetime | None:
    """Return when the next one that failed is tried again; None when there is none."""
    query = select(func.min(table.c.next_try_at)).where(table.c.state.in_(DUE))
    return tx.execute(query.where(table.c.next_try_at > now)).scalar()


def advance(
    tx: Tx,
    request: int,
    before: WorkbookRequestState,
    after: WorkbookRequestState,
    **values: object,
) -> bool:
    """Change to another state; False where somebody else has done so already."""
    here = update(table).where(table.c.id == request, table.c.state == before)
    fresh = {"state": after, "attempts": 0, "next_try_at": None}
    if after in DUE:
        notifications.mark(tx, Queue.WORKBOOKS)
    return tx.execute(here.values(**fresh, **values)).rowcount == 1


def failed(
    tx: Tx, request: WorkbookRequest, last_error: str, now: datetime, *, for_good: bool
) -> bool:
    """Count a failed try; True when it was the last."""
    attempts = request.attempts + 1
    last = for_good or attempts >= TRIES
    here = update(table).where(table.c.id == request.id, table.c.state == request.state)
    values = {
        "attempts": attempts,
        "next_try_at": now + min(timedelta(seconds=2**attempts), LONGEST_WAIT),
        "last_error": last_error,
    }
    state = WorkbookRequestState.FAILED if last else request.state
    return tx.execute(here.values(state=state, **values)).rowcount == 1 and last
