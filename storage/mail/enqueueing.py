"""Messages are written down to be sent, each once; a live one is replaced where it stands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    bindparam,
    insert,
    select,
    update,
)

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, OutboxState, Urgency
from rules.policy.live_keys import LiveKey
from rules.policy.refs import Ref
from storage.db import notifications
from storage.db.engine import Tx
from storage.db.notifications import Queue
from storage.db.prepared import Prepared
from storage.db.query import RawRow
from storage.mail.tables import outbox


@dataclass(frozen=True, slots=True)
class NewRow:
    """A message to be written down; `content` is what messages/outgoing makes of it.

    `edits` is the message that it takes the place of; `can_edit` whether it could take another's.
    """

    chat: ChatAddress
    content: Content
    urgency: Urgency
    about: Ref | None = None
    live_key: LiveKey | None = None
    dedup_key: str = ""
    edits: int | None = None
    can_edit: bool = False


def enqueue(tx: Tx, new: NewRow, now: datetime) -> None:
    """Write a message down to be sent. A twin does nothing; a live one is edited in place."""
    if new.dedup_key and _known_twin(tx, new.dedup_key):
        return
    edits, after = new.edits, None
    last = _last_live(tx, new) if new.live_key and new.can_edit and edits is None else None
    if last is not None:
        if last.state == OutboxState.WAITING and _replaced(tx, last.id, new.content):
            return
        edits, after = last.message_id, last.id
    _INSERT.do(tx, _values(new, edits, after, now))
    notifications.mark(tx, Queue.OUTBOX)


def _known_twin(tx: Tx, key: str) -> bool:
    return tx.execute(select(outbox.c.id).where(outbox.c.dedup_key == key)).first() is not None


_LIVE = Prepared(
    select(outbox.c.id, outbox.c.state, outbox.c.message_id)
    .where(outbox.c.chat == bindparam("chat"), outbox.c.live_key == bindparam("live_key"))
    .where(outbox.c.state != OutboxState.FAILED)
    .order_by(outbox.c.id.desc())
    .limit(1)
)


def _last_live(tx: Tx, new: NewRow) -> RawRow | None:
    return _LIVE.first(tx, {"chat": new.chat, "live_key": new.live_key})


def _replaced(tx: Tx, row: int, content: Content) -> bool:
    """Change a message that has not left yet; False when it was just taken up for sending."""
    waiting = update(outbox).where(outbox.c.id == row, outbox.c.state == OutboxState.WAITING)
    return tx.execute(waiting.values(content=content)).rowcount == 1


_INSERT = Prepared(
    insert(outbox),
    [c.name for c in outbox.c if c.name not in ("id", "next_try_at", "sent_at")],
)


def _values(new: NewRow, edits: int | None, after: int | None, now: datetime) -> dict[str, object]:
    return {
        "messenger": new.chat.messenger,
        "chat": new.chat,
        "dedup_key": new.dedup_key or None,
        "live_key": new.live_key,
        "about": new.about,
        "urgency": int(new.urgency),
        "content": new.content,
        "edits_row": after,
        "made_at": now,
        "state": OutboxState.WAITING,
        "attempts": 0,
        "message_id": edits,
        "last_error": "",
    }
