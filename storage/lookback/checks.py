"""Samples that were drawn, and checks of closed items: ordered, asked for, entered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, update

from rules.policy.items import CLOSED
from rules.policy.lookback import CheckOccasion, CheckState, LookBackCheck, LookBackVerdict
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.ledger.tables import items, journal_head
from storage.lookback.tables import lookback_checks, lookback_draws

_OPEN = lookback_checks.c.state == CheckState.OPEN
_TO_DO = _OPEN & items.c.state.in_(list(CLOSED))
"""A check of an item that was re-opened meanwhile is not done: there is nothing to hold."""


@dataclass(frozen=True, slots=True)
class NewCheck:
    """A check to be ordered; `asked`: its checker is written to now."""

    item_id: int
    occasion: CheckOccasion
    checker_id: int | None
    due_on: date
    draw_id: int | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class NewDraw:
    """A sample to be entered."""

    drawn_by: int
    seed: str
    size: int
    candidates: int


def head(tx: Tx) -> str:
    """Return the hash of the journal's last entry: what nobody could know beforehand."""
    return str(tx.execute(select(journal_head.c.hash)).scalar_one())


def enter_draw(tx: Tx, new: NewDraw, now: datetime) -> int:
    """Enter a sample with its journal entry; return its number."""
    values = {
        "drawn_by": new.drawn_by,
        "seed": new.seed,
        "size": new.size,
        "candidates": new.candidates,
    }
    row = insert(lookback_draws).values(**values, drawn_at=now).returning(lookback_draws.c.id)
    number = int(tx.execute(row).scalar_one())
    body = {"draw": number, **values}
    journal.write(tx, "LookBackDrawn", body, now=now, person=new.drawn_by)
    return number


def order(tx: Tx, new: NewCheck, now: datetime, by: int | None = None) -> LookBackCheck:
    """Order a check with its journal entry. `by`: who drew it; None where the clock did."""
    values = {
        "draw_id": new.draw_id,
        "item_id": new.item_id,
        "occasion": new.occasion,
        "checker_id": new.checker_id,
        "due_on": new.due_on,
    }
    row = insert(lookback_checks).values(**values, asked=new.asked, state=CheckState.OPEN, words="")
    number = int(tx.execute(row.returning(lookback_checks.c.id)).scalar_one())
    body = {
        "check": number,
        "draw": new.draw_id,
        "occasion": new.occasion,
        "checker": new.checker_id,
        "due_on": new.due_on.isoformat(),
    }
    journal.write(tx, "LookBackOrdered", body, now=now, person=by, item=new.item_id)
    ordered = by_id(tx, number)
    assert ordered is not None
    return ordered


def by_id(tx: Tx, number: int) -> LookBackCheck | None:
    """Return a check as it stands now, None when there is none of that number."""
    query = select(lookback_checks).where(lookback_checks.c.id == number)
    return fetch_one(tx, LookBackCheck, query)


def open_ones(tx: Tx) -> list[LookBackCheck]:
    """Return the checks of closed items that are not done, the first due first."""
    query = select(lookback_checks).join(items).where(_TO_DO)
    by_day = query.order_by(lookback_checks.c.due_on, lookback_checks.c.id)
    return fetch_all(tx, LookBackCheck, by_day)


def waiting_of(tx: Tx, item: int) -> LookBackCheck | None:
    """Return the check of an item that its checker was asked for and has not done."""
    asked_for = lookback_checks.c.asked & lookback_checks.c.checker_id.is_not(None)
    query = select(lookback_checks).where(_OPEN, lookback_checks.c.item_id == item, asked_for)
    return fetch_one(tx, LookBackCheck, query.order_by(lookback_checks.c.id).limit(1))


def load(tx: Tx) -> dict[int, int]:
    """Return how many checks of closed items each checker has before them."""
    query = (
        select(lookback_checks.c.checker_id, func.count())
        .join(items)
        .where(_TO_DO, lookback_checks.c.checker_id.is_not(None))
    )
    return {row[0]: row[1] for row in tx.execute(query.group_by(lookback_checks.c.checker_id))}


def to_ask(tx: Tx, today: date) -> list[LookBackCheck]:
    """Return the checks whose day has come and whose checker was not written to yet."""
    query = select(lookback_checks).where(
        _OPEN, lookback_checks.c.asked.is_(False), lookback_checks.c.due_on <= today
    )
    return fetch_all(tx, LookBackCheck, query.order_by(lookback_checks.c.id))


def asked(tx: Tx, check: int) -> None:
    """Note that the checker was written to."""
    tx.execute(update(lookback_checks).where(lookback_checks.c.id == check).values(asked=True))


def enter(
    tx: Tx, check: LookBackCheck, verdict: LookBackVerdict, words: str, by: int, now: datetime
) -> bool:
    """Enter what a check found with its journal entry; False when it was entered meanwhile."""
    undone = update(lookback_checks).where(lookback_checks.c.id == check.id, _OPEN)
    found = {"verdict": verdict, "words": words, "checked_by": by, "checked_at": now}
    if tx.execute(undone.values(state=CheckState.DONE, **found)).rowcount == 0:
        return False
    body = {"check": check.id, "verdict": verdict, "words": words}
    journal.write(tx, "LookBackChecked", body, now=now, person=by, item=check.item_id)
    return True
