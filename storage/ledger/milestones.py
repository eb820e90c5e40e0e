"""Milestones reached, as their official says."""

from datetime import date, datetime

from sqlalchemy import update

from rules.policy.gaps import is_done_after
from rules.policy.items import Item, Milestone
from storage.db.engine import Tx
from storage.ledger import item_store, journal
from storage.ledger.tables import milestones


def of_item(tx: Tx, item: int) -> dict[int, Milestone]:
    """Return an item's milestones by number."""
    return {step.id: step for step in item_store.steps_of(tx, [item]).get(item, [])}


def named(tx: Tx, item: Item, step: int | None) -> Milestone | None:
    """Return that milestone of an item, None when none is named or it is another's."""
    return None if step is None else of_item(tx, item.id).get(step)


def reached(tx: Tx, step: Milestone, day: date, by: int, now: datetime, *, denied: bool) -> None:
    """Note that a milestone was reached, once: what was said before stands.

    With the last one an item is done that stands at its total, unless its last report `denied` it;
    one that counts nothing is still to be reported done.
    """
    changed = tx.execute(
        update(milestones)
        .where(milestones.c.id == step.id, milestones.c.reached_on.is_(None))
        .values(reached_on=day)
    )
    if changed.rowcount == 0:
        return
    item, steps = item_store.by_id(tx, step.item_id), item_store.steps_of_one(tx, step.item_id)
    complete = not denied and item.total is not None and is_done_after(item, steps, said=True)
    body = {"milestone": step.id, "day": day.isoformat()} | ({"complete": True} if complete else {})
    journal.write(tx, "MilestoneReached", body, now=now, person=by, item=step.item_id)
    if complete:
        item_store.change(tx, step.item_id, finished_on=day)
