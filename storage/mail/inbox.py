"""The inbox: every update as it came, kept before the messenger is told that we have it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, exists, func, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.delivery import InboxState
from storage.db import notifications
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.db.notifications import Queue
from storage.db.prepared import Prepared
from storage.db.query import Query, insert_unless_known
from storage.mail import strangers
from storage.mail.tables import inbox

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""How long a failing update waits before each further try; after the last it is parked."""


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """One update as a messenger delivered it; `raw` is what its parser reads later.

    The rest is what it takes to put updates in order before they are read: 0 or empty where the
    update does not say.
    """

    update_id: int
    """Unique among the updates of its messenger, which `chat` names."""
    chat: ChatAddress
    in_group: bool
    account: ChatAddress
    """Who caused it."""
    text: str
    """The words of a message: an enrolment code may be among them."""
    raw: str


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One update, raw."""

    seq: int
    chat: ChatAddress
    raw: str
    attempts: int
    received_at: datetime
    taken_by: int | None
    unended: int


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """An update that was given up, with why."""

    seq: int
    chat: ChatAddress
    raw: str
    received_at: datetime
    last_error: str


def store(tx: Tx, updates: Sequence[NewUpdate], now: datetime) -> None:
    """Keep a batch; an update that is already there stays as it was."""
    welcome = strangers.welcome(tx, [(update.account, update.text) for update in updates])
    rows = [
        {
            "messenger": update.chat.messenger,
            "update_id": update.update_id,
            "chat": update.chat,
            "in_group": update.in_group,
            "raw": update.raw,
            "received_at": now,
            "state": InboxState.WAITING,
            "attempts": 0,
            "last_error": "",
            "stranger": update.account not in welcome,
        }
        for update in updates
    ]
    if rows:
        tx.execute(insert_unless_known(tx, inbox, "messenger", "update_id"), rows)
        notifications.mark(tx, Queue.INBOX)
    if welcome:
        strangers.let_forward(tx, welcome)


def escaped(update: NewUpdate) -> NewUpdate:
    """Return an update in plain ASCII, which no parser reads: it will be parked."""
    return replace(update, raw=ascii(update.raw))


def claim(tx: Tx, messengers: Collection[str], now: datetime, limit: int = 64) -> list[InboxRow]:
    """The next updates of these messengers, in order within each chat, locked for this unit of work.

    A chat belongs to whoever holds its oldest waiting update; one that waits for another try
    holds back the later ones of its chat, so that nobody is answered out of order. Strangers are
    taken up when nobody else waits; in a group, others do not wait behind them.
    """
    given: dict[str, object] = {"now": now, "too_far": now + RETRY_AFTER[-1], "limit": limit}
    given["served"] = list(messengers)
    return _of(tx, given | {"stranger": False}) or _of(tx, given | {"stranger": True})


def _of(tx: Tx, given: Mapping[str, object]) -> list[InboxRow]:
    heads = tx.execute(_HEADS, given).all()
    if not heads:
        return []
    mine = {"heads": [row.seq for row in heads], "mine": [row.chat for row in heads]}
    claimed = [InboxRow(*row) for row in tx.execute(_OF_CHATS, {**given, **mine})]
    return sorted(claimed, key=lambda one: one.seq)


def _due() -> ColumnElement[bool]:
    """A wait longer than any of ours means that the clock was set back: it is over."""
    when = inbox.c.next_try_at
    return or_(when.is_(None), when <= bindparam("now"), when > bindparam("too_far"))


def _heads() -> Query:
    earlier = inbox.alias("earlier")
    return (
        select(inbox.c.seq, inbox.c.chat)
        .where(
            inbox.c.state == InboxState.WAITING,
            inbox.c.stranger == bindparam("stranger"),
            inbox.c.messenger.in_(bindparam("served", expanding=True)),
            _due(),
            ~exists().where(
                earlier.c.chat == inbox.c.chat,
                earlier.c.state == InboxState.WAITING,
                earlier.c.seq < inbox.c.seq,
                or_(~inbox.c.in_group, inbox.c.stranger, ~earlier.c.stranger),
            ),
        )
        .order_by(inbox.c.seq)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=inbox)
    )


_HEADS = _heads()
_OF_CHATS = (
    select(*(inbox.c[field.name] for field in fields(InboxRow)))
    .where(
        inbox.c.state == InboxState.WAITING,
        inbox.c.chat.in_(bindparam("mine", expanding=True)),
        or_(~inbox.c.in_group, inbox.c.stranger == bindparam("stranger")),
        _due(),
    )
    # First one of each chat: whoever writes a thousand messages is not before everybody else.
    .order_by(case((inbox.c.seq.in_(bindparam("heads", expanding=True)), 0), else_=1), inbox.c.seq)
    .limit(bindparam("limit"))
)


_NEXT_TRY = Prepared(
    select(func.min(inbox.c.next_try_at).label("at")).where(
        inbox.c.state == InboxState.WAITING, inbox.c.next_try_at > bindparam("now")
    )
)


def next_try(tx: Tx, now: datetime) -> datetime | None:
    """Return when the next update that failed is tried again; None when there is none."""
    row = _NEXT_TRY.first(tx, {"now": now})
    return None if row is None else row.at


_DONE = (
    update(inbox)
    .where(inbox.c.seq == bindparam("row"))
    .values(state=InboxState.DONE, raw="", next_try_at=None, taken_by=None)
)


def mark_done(tx: Tx, seqs: Iterable[int]) -> None:
    """These were dealt with."""
    rows = [{"row": seq} for seq in seqs]
    if rows:
        tx.execute(_DONE, rows)


def mark_failed(
    tx: Tx, received: InboxRow, last_error: str, now: datetime, *, at_once: bool = False
) -> bool:
    """Count a failed attempt; True when it was the last one and the update is now parked."""
    attempts = received.attempts + 1
    parked = at_once or attempts > len(RETRY_AFTER)
    tx.execute(
        update(inbox)
        .where(inbox.c.seq == received.seq)
        .values(
            state=InboxState.PARKED if parked else InboxState.WAITING,
            attempts=attempts,
            next_try_at=None if parked else now + RETRY_AFTER[attempts - 1],
            taken_by=None,
            last_error=last_error,
        )
    )
    return parked


def park(tx: Tx, seq: int, last_error: str) -> None:
    """Give an update up though it never failed: nobody lives to tell what is wrong with it."""
    tx.execute(
        update(inbox)
        .where(inbox.c.seq == seq)
        .values(state=InboxState.PARKED, next_try_at=None, taken_by=None, last_error=last_error)
    )


def parked(tx: Tx) -> list[ParkedUpdate]:
    """Return the updates that were given up, oldest first: somebody has to look at them."""
    query = select(inbox).where(inbox.c.state == InboxState.PARKED).order_by(inbox.c.seq)
    return fetch_all(tx, ParkedUpdate, query)
