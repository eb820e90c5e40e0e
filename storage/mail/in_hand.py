"""Which worker has which update in hand: noted before the work, so that its end leaves a trace.

A worker writes its number into the rows it takes up and commits that before it begins. Rows that
stand under the number of a worker that is gone were never brought to an end: each such end is
counted. After the first one a row is taken up by itself, so that only the row that ends workers
comes to `LIVES`; those that were merely taken up with it are done.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from rules.policy.chats import ChatAddress
from rules.policy.delivery import InboxState
from storage.db.engine import Tx
from storage.mail import inbox
from storage.mail.inbox import InboxRow
from storage.mail.tables import inbox as rows

LIVES = 3
"""How many workers may end with a row in hand; then it is parked."""

WORKERS = 728
"""PostgreSQL's advisory locks may be known by two numbers: ours, and the worker's."""


def claim(
    tx: Tx, worker: int, messengers: Collection[str], now: datetime, limit: int
) -> list[InboxRow]:
    """The next updates for this worker, with the ends counted; the chats of living ones left out."""
    claimed = inbox.claim(tx, messengers, now, limit)
    others = {one.taken_by for one in claimed if one.taken_by not in (None, worker)}
    live_key = {other for other in others if other is not None and _lives(tx, other)}
    taken = {one.chat for one in claimed if one.taken_by in live_key}
    return [
        replace(one, unended=one.unended + (one.taken_by in others))
        for one in claimed
        if one.chat not in taken
    ]


def together(claimed: Iterable[InboxRow]) -> list[InboxRow]:
    """Those that no worker ended with, as far as nothing in their chat stands before them."""
    mine: list[InboxRow] = []
    behind: set[ChatAddress] = set()
    for one in claimed:
        if one.unended:
            behind.add(one.chat)
        elif one.chat not in behind:
            mine.append(one)
    return mine


def suspect(claimed: Iterable[InboxRow]) -> InboxRow | None:
    """The row to be taken up by itself: of those first in their chats the one that ended fewest."""
    first: dict[ChatAddress, InboxRow] = {}
    for one in claimed:
        first.setdefault(one.chat, one)
    ended = [one for one in first.values() if one.unended]
    return min(ended, key=lambda one: (one.unended, one.seq), default=None)


_NOTE = (
    update(rows)
    .where(rows.c.seq.in_(bindparam("seqs", expanding=True)))
    .values(taken_by=bindparam("worker"), unended=bindparam("ends"))
)


def note(tx: Tx, worker: int, taken: Sequence[InboxRow]) -> None:
    """Write down that this worker has these in hand; all of them ended equally many."""
    if taken:
        _show_life(tx, worker)
        seqs = [one.seq for one in taken]
        tx.execute(_NOTE, {"seqs": seqs, "worker": worker, "ends": taken[0].unended})


_STILL = (
    select(rows.c.seq)
    .where(
        rows.c.seq.in_(bindparam("seqs", expanding=True)),
        rows.c.state == InboxState.WAITING,
        rows.c.taken_by == bindparam("worker"),
    )
    .with_for_update()
)


def still(tx: Tx, worker: int, taken: Sequence[InboxRow]) -> list[InboxRow]:
    """Those that are still this worker's, now locked: one that seemed gone may have lost some."""
    given = {"seqs": [one.seq for one in taken], "worker": worker}
    mine = frozenset(tx.execute(_STILL, given).scalars())
    return [one for one in taken if one.seq in mine]


def put_back(tx: Tx, seqs: Sequence[int]) -> None:
    """These were taken up, but not begun."""
    tx.execute(update(rows).where(rows.c.seq.in_(seqs)).values(taken_by=None))


def _show_life(tx: Tx, worker: int) -> None:
    """Hold a lock that falls when this connection does, as it does when the process ends.

    On SQLite one process has the ledger to itself: every other worker is gone.
    """
    if tx.dialect.name == "postgresql" and tx.info.get("worker") != worker:
        tx.execute(select(func.pg_advisory_lock_shared(WORKERS, worker)))
        tx.info["worker"] = worker


def _lives(tx: Tx, worker: int) -> bool:
    if tx.dialect.name != "postgresql":
        return False
    free = select(func.pg_try_advisory_xact_lock(WORKERS, worker))
    return not tx.execute(free).scalar()
