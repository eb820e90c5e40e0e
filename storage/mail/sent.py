"""What messages of ours speak of: a reply to one is about the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, Urgency
from rules.policy.live_keys import LiveKey
from rules.policy.refs import Ref, RefKind
from storage.db.column_types import refers_to
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.db.query import Expression
from storage.mail.tables import outbox


def about(tx: Tx, chat: ChatAddress, message_id: int | None) -> Ref | None:
    """Return what a message of ours is about; None when that is nothing, unknown or forgotten."""
    about: Ref | None = _of_message(tx, outbox.c.about, chat, message_id)
    return about


def by_live_key(tx: Tx, chat: ChatAddress, message_id: int | None) -> LiveKey | None:
    """Return the name of a live message of ours; None when it has none."""
    live_key: LiveKey | None = _of_message(tx, outbox.c.live_key, chat, message_id)
    return live_key


def is_ours(tx: Tx, chat: ChatAddress, message_id: int | None) -> bool:
    """Whether a message of a chat is one of ours."""
    return _of_message(tx, outbox.c.id, chat, message_id) is not None


def holds_picture(tx: Tx, chat: ChatAddress, message_id: int) -> bool:
    """Whether a message of ours was sent as a picture, whatever stands below it by now."""
    query = select(outbox.c.id).where(
        outbox.c.chat == chat,
        outbox.c.message_id == message_id,
        outbox.c.content["picture"].as_string().is_not(None),
    )
    return tx.execute(query.limit(1)).first() is not None


def _of_message(tx: Tx, column: Expression, chat: ChatAddress, message_id: int | None) -> Any:
    if message_id is None:
        return None
    query = select(column).where(outbox.c.chat == chat, outbox.c.message_id == message_id)
    return tx.execute(query.order_by(outbox.c.id.desc()).limit(1)).scalar()


def last_about(tx: Tx, chat: ChatAddress, since: datetime) -> Ref | None:
    """Return what the last message that asked or showed something is about; None when old."""
    row = _LAST_ABOUT.first(tx, {"chat": chat, "since": since})
    return None if row is None else row.about


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of ours, and what it is about."""

    content: Content
    about: Ref | None


def last_shown(tx: Tx, chat: ChatAddress) -> Shown | None:
    """Return the last message that was written for a chat; answers to presses are none."""
    row = _LAST_SHOWN.first(tx, {"chat": chat})
    return None if row is None else Shown(row.content, row.about)


_LAST_SHOWN = Prepared(
    select(outbox.c.content, outbox.c.about)
    .where(outbox.c.chat == bindparam("chat"))
    .where(outbox.c.urgency.between(Urgency.REPLY, Urgency.BROADCAST))
    .order_by(outbox.c.id.desc())
    .limit(1)
)


_LAST_ABOUT = Prepared(
    select(outbox.c.about)
    .where(outbox.c.chat == bindparam("chat"), outbox.c.made_at >= bindparam("since"))
    .where(refers_to(outbox.c.about, RefKind.ITEM, RefKind.SHEET, RefKind.DRAFT))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
