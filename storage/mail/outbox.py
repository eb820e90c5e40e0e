"""What is still to be told: rows with states; only bot/sender carries them out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    bindparam,
    func,
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
from storage.mail.causes import update_answered
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
        "update_seq": update_answered(),
        "content": new.content,
        "edits_row": after,
        "made_at": now,
        "state": OutboxState.WAITING,
        "attempts": 0,
        "message_id": edits,
        "last_error": "",
    }


def message_of(tx: Tx, row: int) -> int | None:
    """Return the message that an earlier row became, for an edit written before it was sent."""
    return tx.execute(select(outbox.c.message_id).where(outbox.c.id == row)).scalar()


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state=OutboxState.SENT,
        sent_at=bindparam("now"),
        message_id=func.coalesce(bindparam("became", type_=BigInteger), outbox.c.message_id),
    )
)


def mark_sent(tx: Tx, rows: Mapping[int, int | None], now: datetime) -> None:
    """Mark rows that arrived, with the messages they became where that was told."""
    given = [{"row": row, "became": became, "now": now} for row, became in rows.items()]
    if given:
        tx.execute(_SENT, given)


def reschedule(
    tx: Tx, row: int, last_error: str, next_try_at: datetime, *, counts: bool = True
) -> None:
    """Let a row wait again. `counts`: False when nobody was at fault (a limit, a lost line)."""
    attempts = outbox.c.attempts + (1 if counts else 0)
    tx.execute(
        update(outbox)
        .where(outbox.c.id == row)
        .values(
            state=OutboxState.WAITING,
            attempts=attempts,
            next_try_at=next_try_at,
            last_error=last_error,
        )
    )


def send_as_new(tx: Tx, row: int) -> None:
    """Say it as a new message: the one it should have edited is gone."""
    anew = update(outbox).where(outbox.c.id == row)
    tx.execute(anew.values(state=OutboxState.WAITING, message_id=None, edits_row=None))


def mark_failed(tx: Tx, row: int, last_error: str) -> None:
    tx.execute(
        update(outbox)
        .where(outbox.c.id == row)
        .values(state=OutboxState.FAILED, last_error=last_error)
    )


def failed_since(tx: Tx, moment: datetime) -> int:
    """Count the messages written since then that were given up."""
    given_up = select(func.count()).where(
        outbox.c.state == OutboxState.FAILED, outbox.c.made_at >= moment
    )
    return tx.execute(given_up).scalar_one()


def requeue_interrupted(tx: Tx, messenger: str, but_not: Collection[int] = ()) -> int:
    """Send again what a dead process was sending (at least once), when the sender starts."""
    stuck = outbox.c.id.not_in(but_not) & (outbox.c.state == OutboxState.SENDING)
    again = update(outbox).where(outbox.c.messenger == messenger, stuck)
    return tx.execute(again.values(state=OutboxState.WAITING)).rowcount
