"""Milestones reached, as their official says."""

from datetime import date, datetime

from sqlalchemy import update

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


def reached(tx: Tx, step: Milestone, day: date, by: int, now: datetime) -> None:
    """Note that a milestone was reached, once: what was said before stands."""
    changed = tx.execute(
        update(milestones)
        .where(milestones.c.id == step.id, milestones.c.reached_on.is_(None))
        .values(reached_on=day)
    )
    if changed.rowcount == 1:
        journal.write(
            tx,
            "MilestoneReached",
            {"milestone": step.id, "day": day.isoformat()},
            now=now,
            person=by,
            item=step.item_id,
        )
