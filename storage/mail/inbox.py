"""What was heard: every update as it came, kept before Telegram is told that we have it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, or_, select, update

from storage.db.column_types import storable
from storage.db.engine import Tx
from storage.mail import strangers
from storage.mail.tables import inbox

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""How long a failing update waits before each further try; after the last it is parked."""


LARGEST = 2**63
"""Numbers from here on do not fit into a database."""


def is_number(value: object) -> TypeGuard[int]:
    """Return whether a value of raw JSON is a number a database keeps: `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One update, raw."""

    seq: int
    chat_id: int
    raw: str
    attempts: int
    received_at: datetime
    taken_by: int | None
    unended: int


def store(tx: Tx, updates: Sequence[dict[str, Any]], now: datetime) -> None:
    """Keep a batch; an update that is already there stays as it was."""
    _keep(tx, [(update, _as_text(update)) for update in updates], now)


def store_escaped(tx: Tx, update: dict[str, Any], now: datetime) -> None:
    """Keep what no database takes as it came: it cannot be read again, so it will be parked."""
    _keep(tx, [(update, escaped(update))], now)


def escaped(update: dict[str, Any]) -> str:
    """Return an update in plain ASCII; empty when it is nested too deep to be written at all."""
    try:
        return ascii(update)
    except RecursionError:
        return ""


def _keep(tx: Tx, updates: Sequence[tuple[dict[str, Any], str]], now: datetime) -> None:
    welcome = strangers.welcome(tx, [update for update, _ in updates])
    rows = [
        {
            "update_id": update["update_id"],
            "chat_id": chat_of(update),
            "raw": raw,
            "received_at": now,
            "state": "waiting",
            "attempts": 0,
            "last_error": "",
            "stranger": strangers.account_of(update) not in welcome,
        }
        for update, raw in updates
    ]
    if rows:
        tx.execute(_insert_of(tx)(inbox).on_conflict_do_nothing(index_elements=["update_id"]), rows)
    if welcome:
        strangers.let_forward(tx, welcome)


def _insert_of(tx: Tx) -> Any:
    """Each dialect has its own; the other one would be loaded for nothing."""
    if tx.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as of_sqlite  # noqa: PLC0415

        return of_sqlite
    from sqlalchemy.dialects.postgresql import insert as of_postgresql  # noqa: PLC0415

    return of_postgresql


def number_of(update: object) -> int | None:
    """Telegram's number of an update, if it is one that can be kept."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if is_number(number) else None


def chat_of(update: object) -> int:
    """The chat an update belongs to, found in whatever shape it came; 0 when there is none."""
    for value in _fields(update).values():
        fields = _fields(value)
        for chat in (
            fields.get("chat"),
            _fields(fields.get("message")).get("chat"),
            fields.get("from"),
        ):
            number = _fields(chat).get("id")
            if is_number(number):
                return number
    return 0


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_text(update: dict[str, Any]) -> str:
    """Readable, and such that every database takes it."""
    return storable(json.dumps(update, ensure_ascii=False))


def claim(tx: Tx, now: datetime, limit: int = 64) -> list[InboxRow]:
    """The next updates, in order within each chat, locked for this unit of work.

    A chat belongs to whoever holds its oldest waiting update; one that waits for another try
    holds back the later ones of its chat, so that nobody is answered out of order. Strangers are
    taken up when nobody else waits; in a group, others do not wait behind them.
    """
    given: dict[str, Any] = {"now": now, "too_far": now + RETRY_AFTER[-1], "limit": limit}
    return _of(tx, given | {"stranger": False}) or _of(tx, given | {"stranger": True})


def _of(tx: Tx, given: dict[str, Any]) -> list[InboxRow]:
    mine = [row.chat_id for row in tx.execute(_HEADS, given)]
    return [InboxRow(*row) for row in tx.execute(_OF_CHATS, given | {"mine": mine})] if mine else []


def _due() -> ColumnElement[bool]:
    """A wait longer than any of ours means that the clock was set back: it is over."""
    when = inbox.c.next_try_at
    return or_(when.is_(None), when <= bindparam("now"), when > bindparam("too_far"))


def _heads() -> Select[Any]:
    earlier = inbox.alias("earlier")
    return (
        select(inbox.c.seq, inbox.c.chat_id)
        .where(
            inbox.c.state == "waiting",
            inbox.c.stranger == bindparam("stranger"),
            _due(),
            ~exists().where(
                earlier.c.chat_id == inbox.c.chat_id,
                earlier.c.state == "waiting",
                earlier.c.seq < inbox.c.seq,
                or_(inbox.c.chat_id >= 0, inbox.c.stranger, ~earlier.c.stranger),
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
        inbox.c.state == "waiting",
        inbox.c.chat_id.in_(bindparam("mine", expanding=True)),
        or_(inbox.c.chat_id >= 0, inbox.c.stranger == bindparam("stranger")),
        _due(),
    )
    .order_by(inbox.c.seq)
    .limit(bindparam("limit"))
)


_DONE = (
    update(inbox)
    .where(inbox.c.seq == bindparam("row"))
    .values(state="done", raw="", next_try_at=None, taken_by=None)
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
            state="parked" if parked else "waiting",
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
        .values(state="parked", next_try_at=None, taken_by=None, last_error=last_error)
    )


def parked(tx: Tx) -> list[Row[Any]]:
    """Updates that were given up, oldest first: somebody has to look at them."""
    query = select(inbox).where(inbox.c.state == "parked").order_by(inbox.c.seq)
    return list(tx.execute(query))
