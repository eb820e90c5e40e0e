"""Messages that stay one: what they say by now, and whether they arrived."""

from collections.abc import Iterable

from sqlalchemy import or_, select, tuple_

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, OutboxState
from rules.policy.live_keys import LiveKey
from storage.db.engine import Tx
from storage.mail.tables import outbox


def latest(tx: Tx, chat: ChatAddress, live_key: LiveKey) -> Content | None:
    """Return what the live message of that name says by now; None when the chat has none."""
    query = (
        select(outbox.c.content)
        .where(outbox.c.chat == chat, outbox.c.live_key == live_key)
        .where(outbox.c.state != OutboxState.FAILED)
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    content: Content | None = tx.execute(query).scalar()
    return content


def exists(tx: Tx, chat: ChatAddress, live_key: LiveKey) -> bool:
    """Whether the chat was ever sent a live message of that name."""
    query = select(outbox.c.id).where(outbox.c.chat == chat, outbox.c.live_key == live_key)
    return tx.execute(query.limit(1)).first() is not None


def arrived(
    tx: Tx, names: Iterable[tuple[ChatAddress, LiveKey]]
) -> set[tuple[ChatAddress, LiveKey]]:
    """Return those live messages, by chat and name, that were sent at least once."""
    place = tuple_(outbox.c.chat, outbox.c.live_key)
    query = select(outbox.c.chat, outbox.c.live_key).where(
        place.in_(list(names)), outbox.c.state == OutboxState.SENT
    )
    return {(row.chat, row.live_key) for row in tx.execute(query)}


def has_key(tx: Tx, row: int, name: LiveKey) -> bool:
    query = select(outbox.c.live_key).where(outbox.c.id == row)
    return bool(tx.execute(query).scalar() == name)


def has_arrived(tx: Tx, chat: ChatAddress, *, live_key: LiveKey, dedup_key: str) -> bool:
    """Whether a chat was sent the live message of that name, or the one with that key."""
    query = select(outbox.c.id).where(
        outbox.c.chat == chat,
        or_(outbox.c.live_key == live_key, outbox.c.dedup_key == dedup_key),
        outbox.c.state == OutboxState.SENT,
    )
    return tx.execute(query.limit(1)).first() is not None
