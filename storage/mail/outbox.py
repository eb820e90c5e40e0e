"""Messages to be sent: claimed, sent, tried again, given up; only bot/sender carries them out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, OutboxState, Urgency
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.db.query import Query, RawRow
from storage.ledger.tables import groups
from storage.mail.tables import outbox

PRESSES_AT_ONCE = 16

LONGEST_WAIT = timedelta(minutes=15)
"""Who has to wait longer than this waits because the clock was set back, and no longer.

If the messenger asks for more, the sender still keeps it (bot/rate_limits).
"""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row that is due. `edits` is the message it takes the place of, where there is one."""

    id: int
    chat: ChatAddress
    urgency: Urgency
    content: Content
    edits: int | None
    attempts: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ChatLimits:
    """Chats that must be left alone: `busy` with a message under way, `resting` by the pace."""

    busy: frozenset[ChatAddress] = frozenset()
    resting: frozenset[ChatAddress] = frozenset()
    resting_from_answers: frozenset[ChatAddress] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may leave now; `for_strangers` of them may go to unknown accounts."""

    messages: int
    for_strangers: int


def claim_due(
    tx: Tx, messenger: str, now: datetime, room: Room, chats: ChatLimits
) -> list[OutboxRow]:
    """Take what this messenger may be sent now, most urgent first; mark it SENDING.

    In order within a chat, and at most one message each: the next one leaves when this one has
    been answered. Answers to pressed buttons are no messages: they need no room.
    """
    given: dict[str, object] = {"messenger": messenger, "now": now, "too_far": now + LONGEST_WAIT}
    rows = list(tx.execute(_PRESSES, given))
    if room.messages > 0:
        silent, resting = list(chats.busy | chats.resting_from_answers), list(chats.resting)
        given |= {"silent": silent, "resting": resting, "room": room.messages}
        rows += [
            row
            for place, row in enumerate(tx.execute(_MESSAGES, given))
            if row.urgency < Urgency.STRANGER or place < room.for_strangers
        ]
    mine = _mark_sending(tx, [row.id for row in rows]) if rows else frozenset()
    return [_claimed(tx, row) for row in rows if row.id in mine]


def _claimed(tx: Tx, row: RawRow) -> OutboxRow:
    """Return a claimed row; an edit written before its message was sent learns its number.

    Where there is none (it was given up), the words are said as a new message.
    """
    edits = row.message_id
    if edits is None and row.edits_row is not None:
        edits = message_of(tx, row.edits_row)
    urgency = Urgency(row.urgency)
    return OutboxRow(row.id, row.chat, urgency, row.content, edits, row.attempts, row.made_at)


def _mark_sending(tx: Tx, rows: list[int]) -> frozenset[int]:
    """Mark those still waiting: a sender may be a moment late to notice that it lost its lease."""
    waiting = outbox.c.id.in_(rows) & (outbox.c.state == OutboxState.WAITING)
    marked = update(outbox).where(waiting).values(state=OutboxState.SENDING).returning(outbox.c.id)
    return frozenset(tx.execute(marked).scalars())


def _due() -> Query:
    """Select the first row of every chat, where its time has come."""
    when = outbox.c.next_try_at
    earlier = outbox.alias("earlier")
    first_of_chat = (
        ~select(earlier.c.id)
        .where(
            earlier.c.chat == outbox.c.chat,
            earlier.c.state.in_((OutboxState.WAITING, OutboxState.SENDING)),
            or_(
                earlier.c.urgency < outbox.c.urgency,
                and_(earlier.c.urgency == outbox.c.urgency, earlier.c.id < outbox.c.id),
            ),
        )
        .exists()
    )
    return (
        select(outbox)
        .where(outbox.c.state == OutboxState.WAITING, first_of_chat)
        .where(outbox.c.messenger == bindparam("messenger"))
        .where(or_(when.is_(None), when <= bindparam("now"), when > bindparam("too_far")))
        .order_by(outbox.c.id)
    )


def _messages() -> Query:
    """Select messages; among equals bound groups go first: they take fewest, so need the longest."""
    not_to_group = outbox.c.chat.not_in(select(groups.c.chat))
    answers = outbox.c.urgency <= Urgency.REPLY
    free = outbox.c.chat.not_in(bindparam("silent", expanding=True))
    rested = outbox.c.chat.not_in(bindparam("resting", expanding=True))
    return (
        _due()
        .where(outbox.c.urgency > Urgency.PRESS, free, or_(answers, rested))
        .order_by(None)
        .order_by(outbox.c.urgency, not_to_group, outbox.c.id)
        .limit(bindparam("room"))
    )


_PRESSES = _due().where(outbox.c.urgency == Urgency.PRESS).limit(PRESSES_AT_ONCE)
_MESSAGES = _messages()


_NEXT_TRY = Prepared(
    select(func.min(outbox.c.next_try_at).label("at")).where(
        outbox.c.state == OutboxState.WAITING,
        outbox.c.messenger == bindparam("messenger"),
        outbox.c.next_try_at > bindparam("now"),
    )
)


def next_try(tx: Tx, messenger: str, now: datetime) -> datetime | None:
    """Return when its next message that failed is tried again; None when there is none."""
    row = _NEXT_TRY.first(tx, {"messenger": messenger, "now": now})
    return None if row is None else row.at


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
