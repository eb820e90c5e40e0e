"""Milestones reached, as their official says."""

from datetime import date, datetime

from sqlalchemy import update

from rules.policy.items import Milestone
from storage.db.engine import Tx
from storage.ledger import items as ledger
from storage.ledger import journal
from storage.ledger.tables import milestones


def of_item(tx: Tx, item: int) -> dict[int | None, Milestone]:
    """By number."""
    return {step.id: step for step in ledger.steps_of(tx, [item]).get(item, [])}


def reached(tx: Tx, step: Milestone, day: date, by: int, now: datetime) -> None:
    """Once: what was said before stands."""
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
