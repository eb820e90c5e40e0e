"""What messages of ours speak of: a reply to one is about the same."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select

from rules.policy.chats import ChatAddress
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.db.query import Expression
from storage.mail.tables import outbox


def about(tx: Tx, chat: ChatAddress, message_id: int | None) -> str:
    """Return what a message of ours is about (`item:12`); empty when it is unknown or forgotten."""
    return _of_message(tx, outbox.c.about, chat, message_id)


def by_live_key(tx: Tx, chat: ChatAddress, message_id: int | None) -> str:
    """Return the name of a live message of ours (`extension:3`); empty when it has none."""
    return _of_message(tx, outbox.c.live_key, chat, message_id)


def _of_message(tx: Tx, column: Expression, chat: ChatAddress, message_id: int | None) -> str:
    if message_id is None:
        return ""
    query = select(column).where(outbox.c.chat == chat, outbox.c.message_id == message_id)
    return tx.execute(query.order_by(outbox.c.id.desc()).limit(1)).scalar() or ""


def last_about(tx: Tx, chat: ChatAddress, since: datetime) -> str:
    """Return what the last message that asked or showed something is about; empty when old."""
    row = _LAST_ABOUT.first(tx, {"chat": chat, "since": since})
    return "" if row is None else str(row.about)


_LAST_ABOUT = Prepared(
    select(outbox.c.about)
    .where(outbox.c.chat == bindparam("chat"), outbox.c.made_at >= bindparam("since"))
    .where(or_(*(outbox.c.about.startswith(kind) for kind in ("item:", "sheet:", "draft:"))))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
