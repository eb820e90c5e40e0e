"""What may be sent now: the next row of every chat, as far as limits leave room for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, OutboxState, Urgency
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.db.query import Query, RawRow
from storage.ledger.tables import groups
from storage.mail.outbox import message_of
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
    update_seq: int | None = None
    """The update that it answers."""


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
    return OutboxRow(
        row.id, row.chat, urgency, row.content, edits, row.attempts, row.made_at, row.update_seq
    )


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
