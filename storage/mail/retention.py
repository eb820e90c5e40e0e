"""What may be forgotten: mail that was dealt with, cards and questions nobody came back to.

Every row is looked at once, when its time has come: a mark tells how far that went. The newest
row of a table always stays, because SQLite would give its number to the next one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Table, delete, func, or_, select, true

from rules.policy.delivery import InboxState, OutboxState, Urgency
from storage.accountability.tables import accountability_drafts
from storage.closing.tables import closings
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.mail.tables import awaiting, drafts, inbox, outbox
from storage.queries.tables import shown_lists, unanswered_questions

HEARD_KEPT = timedelta(days=30)
"""Updates that were dealt with. Telegram repeats one for a day at most; parked ones stay."""

OUTDONE_KEPT = timedelta(days=30)
"""Answers to pressed buttons, and what a message said before it was edited."""

SAID_KEPT = timedelta(days=180)
"""Messages, cards and lists: a reply to one means its item, and one that lives on is edited in place."""

QUESTION_KEPT = timedelta(days=30)
"""After a month somebody's next words answer no question any more."""

AT_ONCE = 2000
"""Rows looked at in one unit of work: nobody's answer has to wait for a long sweep."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One pass over a table in the order of its key."""

    name: str
    table: Table
    key: Column[int]
    made: Column[datetime]
    kept: timedelta
    over: ColumnElement[bool]


def _ended() -> ColumnElement[bool]:
    return outbox.c.state.in_((OutboxState.SENT, OutboxState.FAILED))


def _outdone() -> ColumnElement[bool]:
    later = outbox.alias("later")
    edited = (
        select(later.c.id)
        .where(
            later.c.chat == outbox.c.chat,
            later.c.message_id == outbox.c.message_id,
            later.c.id > outbox.c.id,
            later.c.state == OutboxState.SENT,
        )
        .exists()
    )
    return _ended() & or_(outbox.c.urgency == Urgency.PRESS, edited)


def _loose() -> ColumnElement[bool]:
    return drafts.c.id.not_in(select(closings.c.draft_id))


SWEEPS = (
    Sweep(
        "inbox",
        inbox,
        inbox.c.seq,
        inbox.c.received_at,
        HEARD_KEPT,
        inbox.c.state == InboxState.DONE,
    ),
    Sweep("outdone", outbox, outbox.c.id, outbox.c.made_at, OUTDONE_KEPT, _outdone()),
    Sweep("outbox", outbox, outbox.c.id, outbox.c.made_at, SAID_KEPT, _ended()),
    Sweep("drafts", drafts, drafts.c.id, drafts.c.at, SAID_KEPT, _loose()),
    Sweep(
        "questions",
        unanswered_questions,
        unanswered_questions.c.id,
        unanswered_questions.c.asked_at,
        SAID_KEPT,
        true(),
    ),
    Sweep("lists", shown_lists, shown_lists.c.id, shown_lists.c.shown_at, SAID_KEPT, true()),
)


def prune(tx: Tx, now: datetime) -> int:
    """Forget old rows; return how many. The journal and what it tells of are never touched."""
    long_ago = now - QUESTION_KEPT
    questions = delete(awaiting).where(awaiting.c.since < long_ago)
    begun = delete(accountability_drafts).where(accountability_drafts.c.at < long_ago)
    gone = tx.execute(questions).rowcount + tx.execute(begun).rowcount
    return gone + sum(_swept(tx, sweep, now) for sweep in SWEEPS)


def _swept(tx: Tx, sweep: Sweep, now: datetime) -> int:
    name = f"prune:{sweep.name}"
    begun = duty_checkpoints.of(tx, name).number
    ended = _ripe_until(tx, sweep, begun, now - sweep.kept)
    if ended == begun:
        return 0
    newest = select(func.max(sweep.key)).scalar_subquery()
    gone = delete(sweep.table).where(
        sweep.key > begun, sweep.key <= ended, sweep.key < newest, sweep.over
    )
    duty_checkpoints.advance(tx, name, Checkpoint(number=ended))
    return tx.execute(gone).rowcount


def _ripe_until(tx: Tx, sweep: Sweep, begun: int, before: datetime) -> int:
    """Return the last of the next rows whose time has come."""
    query = select(sweep.key, sweep.made).where(sweep.key > begun).order_by(sweep.key)
    ended = begun
    for key, made in tx.execute(query.limit(AT_ONCE)):
        if made >= before:
            break
        ended = key
    return ended
