"""Milestones: reached, as their official says, or set by a plan that was agreed to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from rules.policy.gaps import is_done_after
from rules.policy.items import Item, Milestone
from rules.policy.plans import PlanStep
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


@dataclass(frozen=True, slots=True)
class Adopted:
    """Milestones by number: of each step, with those that are `new`, and those to go.

    `made`: of each step again, None where no plan made its milestone. `before`: those that were
    moved, as they stood.
    """

    numbers: tuple[int, ...]
    new: frozenset[int]
    made: tuple[int | None, ...]
    gone: tuple[int, ...]
    before: tuple[Milestone, ...]


def adopt(tx: Tx, item: int, steps: Sequence[PlanStep], made_before: Collection[int]) -> Adopted:
    """Set an item's milestones by a plan: one of the same name moves, the others are added.

    `made_before`: those that earlier plans made; where the plan has them no more and they are not
    reached, they go.
    """
    known = {step.name: step for step in item_store.steps_of_one(tx, item)}
    place = tx.execute(select(func.max(milestones.c.position))).scalar() or 0
    numbers = [
        _move(tx, known[step.name], step)
        if step.name in known
        else _add(tx, item, step, place + at)
        for at, step in enumerate(steps, 1)
    ]
    new = frozenset(numbers) - {step.id for step in known.values()}
    by_plan = new.union(made_before)
    gone = [s.id for s in known.values() if s.id in made_before and s.reached_on is None]
    return Adopted(
        tuple(numbers),
        new,
        tuple(number if number in by_plan else None for number in numbers),
        tuple(number for number in gone if number not in numbers),
        tuple(step for step in known.values() if step.id in numbers),
    )


def _add(tx: Tx, item: int, step: PlanStep, position: int) -> int:
    row = insert(milestones).values(
        item_id=item,
        position=position,
        name=step.name,
        due=step.due,
        due_words="",
        target=step.target,
    )
    return int(tx.execute(row.returning(milestones.c.id)).scalar_one())


def _move(tx: Tx, there: Milestone, step: PlanStep) -> int:
    moved = update(milestones).where(milestones.c.id == there.id)
    tx.execute(moved.values(due=step.due, due_words="", target=step.target))
    return there.id


def take_away(tx: Tx, number: int) -> None:
    """Take away a milestone that a plan had made and nobody has reached."""
    tx.execute(
        delete(milestones).where(milestones.c.id == number, milestones.c.reached_on.is_(None))
    )
