"""What came last: the newest entries of the journal with their items, and the newest messages."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from rules.policy.chats import ChatAddress
from rules.policy.delivery import OutboxState
from storage.db.engine import Tx
from storage.ledger.journal import words_of
from storage.ledger.tables import items, journal, persons
from storage.mail.tables import outbox


@dataclass(frozen=True, slots=True)
class LatestEntry:
    """An entry of the journal, with the names of the person and the item; `hash` in hex."""

    seq: int
    at: datetime
    fact: str
    who: str
    item_id: int | None
    code: str
    words: str
    hash: str


@dataclass(frozen=True, slots=True)
class LatestMessage:
    """A row of the outbox as it stands."""

    number: int
    chat: ChatAddress
    words: str
    state: OutboxState
    attempts: int
    last_error: str


_ENTRIES = (
    select(journal, persons.c.name, items.c.code)
    .outerjoin(persons, persons.c.id == journal.c.person_id)
    .outerjoin(items, items.c.id == journal.c.item_id)
    .order_by(journal.c.seq.desc())
)


def entries(tx: Tx, count: int) -> list[LatestEntry]:
    """Return the newest entries, newest first."""
    return [
        LatestEntry(
            row.seq, row.at, row.fact, row.name or "", row.item_id, row.code or "",
            words_of(row.body), row.hash,
        )
        for row in tx.execute(_ENTRIES.limit(count))
    ]  # fmt: skip


def messages(tx: Tx, count: int) -> list[LatestMessage]:
    """Return the newest messages, newest first."""
    rows = tx.execute(select(outbox).order_by(outbox.c.id.desc()).limit(count))
    return [
        LatestMessage(
            row.id, row.chat, str(row.content.get("text", "")), row.state, row.attempts,
            row.last_error,
        )
        for row in rows
    ]  # fmt: skip


def by_state(tx: Tx) -> dict[OutboxState, int]:
    """Return how many messages are in each state."""
    rows = tx.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return dict.fromkeys(OutboxState, 0) | {row[0]: row[1] for row in rows}
