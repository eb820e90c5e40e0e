"""Objections to public notices: entered, answered, decided."""

from datetime import date, datetime

from sqlalchemy import insert, select, update

from rules.policy.objections import PENDING, NewObjection, Objection, ObjectionState
from storage.closing.tables import closings, objections
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.ledger.tables import items

_ALL = select(objections, items.c.code, items.c.title).join(items)
_PENDING = objections.c.state.in_(list(PENDING))


def enter(tx: Tx, new: NewObjection, now: datetime) -> int:
    """Enter an objection with its journal entry; return its number."""
    values = {
        "item_id": new.item_id,
        "closing_id": new.closing_id,
        "clerk_id": new.clerk_id,
        "at": now,
        "words": new.words,
        "days_left": new.days_left,
    }
    row = insert(objections).values(**values, state=ObjectionState.OPEN, answer="")
    number = int(tx.execute(row.returning(objections.c.id)).scalar_one())
    body = {
        "objection": number,
        "closing": new.closing_id,
        "words": new.words,
        "days_left": new.days_left,
    }
    journal.write(tx, "ObjectionEntered", body, now=now, person=new.clerk_id, item=new.item_id)
    return number


def by_id(tx: Tx, number: int) -> Objection | None:
    """Return an objection as it stands now, None when there is none of that number."""
    return fetch_one(tx, Objection, _ALL.where(objections.c.id == number))


def pending(tx: Tx, item: int) -> list[Objection]:
    """Return what keeps an item's notice stopped, oldest first."""
    query = _ALL.where(objections.c.item_id == item, _PENDING)
    return fetch_all(tx, Objection, query.order_by(objections.c.id))


def all_pending(tx: Tx) -> list[Objection]:
    """Return every objection that is not decided, oldest first."""
    return fetch_all(tx, Objection, _ALL.where(_PENDING).order_by(objections.c.id))


def answer(tx: Tx, objection: Objection, by: int, words: str, now: datetime) -> bool:
    """Write the owner's answer down; False when it was answered or decided meanwhile."""
    waiting = update(objections).where(
        objections.c.id == objection.id, objections.c.state == ObjectionState.OPEN
    )
    given = {"answer": words, "answered_by": by, "answered_at": now}
    if tx.execute(waiting.values(state=ObjectionState.ANSWERED, **given)).rowcount == 0:
        return False
    body = {"objection": objection.id, "words": words}
    journal.write(tx, "ObjectionAnswered", body, now=now, person=by, item=objection.item_id)
    return True


def dismiss(tx: Tx, objection: Objection, by: int, now: datetime) -> bool:
    """Decide that an objection does not hold; False when it was decided meanwhile."""
    return _decided(tx, objection, ObjectionState.DISMISSED, by, now)


def uphold(tx: Tx, objection: Objection, by: int, now: datetime) -> bool:
    """Decide that an objection holds; False when it was decided meanwhile."""
    return _decided(tx, objection, ObjectionState.UPHELD, by, now)


def _decided(tx: Tx, objection: Objection, state: ObjectionState, by: int, now: datetime) -> bool:
    undecided = update(objections).where(objections.c.id == objection.id, _PENDING)
    decided = {"state": state, "decided_by": by, "decided_at": now}
    if tx.execute(undecided.values(**decided)).rowcount == 0:
        return False
    fact = {
        ObjectionState.DISMISSED: "ObjectionDismissed",
        ObjectionState.UPHELD: "ObjectionUpheld",
    }[state]
    body = {"objection": objection.id}
    journal.write(tx, fact, body, now=now, person=by, item=objection.item_id)
    return True


def resume(tx: Tx, objection: Objection, until: date, by: int, now: datetime) -> None:
    """Let the notice go on until another last day."""
    moved = update(closings).where(closings.c.id == objection.closing_id)
    tx.execute(moved.values(notice_until=until))
    body = {"closing": objection.closing_id, "notice_until": until.isoformat()}
    journal.write(tx, "NoticeResumed", body, now=now, person=by, item=objection.item_id)
