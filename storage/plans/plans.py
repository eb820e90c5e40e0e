"""Plans: handed in, agreed to, sent back or withdrawn; every version is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from rules.policy.items import Item
from rules.policy.plans import Plan, PlanState, PlanStep
from storage.db.column_types import JsonObject, plain
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.follow_up import prompts
from storage.ledger import item_store, journal, milestones
from storage.ledger.tables import items, persons, units
from storage.plans.tables import plan_steps, plans

decider = persons.alias("decider")


def _select() -> Select[Any]:
    return (
        select(
            plans,
            items.c.code,
            items.c.title,
            items.c.measure,
            persons.c.name.label("person"),
            units.c.name.label("unit"),
            decider.c.name.label("decider"),
        )
        .join(items, plans.c.item_id == items.c.id)
        .join(persons, plans.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .outerjoin(decider, plans.c.decided_by == decider.c.id)
    )


def by_id(tx: Tx, number: int) -> Plan | None:
    """Return a plan as it stands, None when there is none of that number."""
    return fetch_one(tx, Plan, _select().where(plans.c.id == number))


def waiting(tx: Tx) -> list[Plan]:
    """Return everything the office has still to decide, oldest first."""
    query = _select().where(plans.c.state == PlanState.ASKED)
    return fetch_all(tx, Plan, query.order_by(plans.c.id))


def of_item(tx: Tx, item: int) -> list[Plan]:
    """Return every version of an item's plan, oldest first."""
    query = _select().where(plans.c.item_id == item)
    return fetch_all(tx, Plan, query.order_by(plans.c.id))


def waiting_for(tx: Tx, item: int) -> Plan | None:
    """Return the plan of an item that is not yet decided."""
    query = _select().where(plans.c.item_id == item, plans.c.state == PlanState.ASKED)
    return fetch_one(tx, Plan, query)


def steps(tx: Tx, numbers: Iterable[int]) -> dict[int, list[PlanStep]]:
    """Return the steps of plans by the number of the plan."""
    found: dict[int, list[PlanStep]] = {number: [] for number in numbers}
    query = select(plan_steps).where(plan_steps.c.plan_id.in_(list(found)))
    for row in tx.execute(query.order_by(plan_steps.c.plan_id, plan_steps.c.number)):
        found[row.plan_id].append(PlanStep(row.name, row.due, row.target))
    return found


def hand_in(
    tx: Tx, item: Item, by: int, words: str, planned: Sequence[PlanStep], now: datetime
) -> int:
    """Enter a plan as the item's next version; its number."""
    last = select(func.max(plans.c.version)).where(plans.c.item_id == item.id)
    version = (tx.execute(last).scalar() or 0) + 1
    row = insert(plans).values(
        item_id=item.id,
        version=version,
        person_id=by,
        asked_at=now,
        words=words,
        state=PlanState.ASKED,
        decision="",
    )
    number = int(tx.execute(row.returning(plans.c.id)).scalar_one())
    rows = [
        {"plan_id": number, "number": place, "name": s.name, "due": s.due, "target": s.target}
        for place, s in enumerate(planned, 1)
    ]
    tx.execute(insert(plan_steps), rows)
    body = {
        "plan": number,
        "version": version,
        "words": words,
        "steps": [[r["number"], r["name"], plain(r["due"]), plain(r["target"])] for r in rows],
        "for": item.owner.id,
    }
    journal.write(tx, "PlanHandedIn", body, now=now, person=by, item=item.id)
    return number


def agree(tx: Tx, plan: Plan, by: int, now: datetime) -> bool:
    """Let its steps become milestones of the item; False when it was decided meanwhile.

    What an earlier plan added and this one has no more goes, unless it was reached.
    """
    if not _move(tx, plan, PlanState.AGREED, by, "", now):
        return False
    planned = steps(tx, [plan.id])[plan.id]
    adopted = milestones.adopt(tx, plan.item_id, planned, _made_before(tx, plan.item_id))
    prompts.leave_steps(tx, adopted.gone)
    prompts.lapse_moved(tx, plan.item_id)
    for place, made in enumerate(adopted.made, 1):
        here = (plan_steps.c.plan_id == plan.id) & (plan_steps.c.number == place)
        tx.execute(update(plan_steps).where(here).values(milestone_id=made))
    for gone in adopted.gone:
        milestones.take_away(tx, gone)
    body = {
        "plan": plan.id,
        "words": "",
        "made": list(adopted.made),
        "milestones": [
            _told(number, s, is_new=number in adopted.new)
            for number, s in zip(adopted.numbers, planned, strict=True)
        ],
        "gone": list(adopted.gone),
        "before": {str(s.id): [plain(s.due), s.due_words, plain(s.target)] for s in adopted.before},
    }
    journal.write(tx, "PlanAgreed", body, now=now, person=by, item=plan.item_id)
    return True


def left_out(tx: Tx, item: int, planned: Sequence[PlanStep]) -> list[str]:
    """Return the milestones of earlier plans that are not reached and that these steps leave out."""
    made, kept = _made_before(tx, item), {step.name for step in planned}
    steps_now = item_store.steps_of_one(tx, item)
    return [
        step.name
        for step in steps_now
        if step.id in made and step.reached_on is None and step.name not in kept
    ]


def _told(number: int, step: PlanStep, *, is_new: bool) -> JsonObject:
    day, target = plain(step.due), plain(step.target)
    return {"id": number, "name": step.name, "due": day, "target": target, "new": is_new}


def _made_before(tx: Tx, item: int) -> list[int]:
    query = (
        select(plan_steps.c.milestone_id)
        .join(plans)
        .where(plans.c.item_id == item, plan_steps.c.milestone_id.is_not(None))
    )
    return list(tx.execute(query).scalars())


def end(tx: Tx, plan: Plan, state: PlanState, by: int, words: str, now: datetime) -> bool:
    """Send a plan back, or withdraw it; False when it was decided meanwhile."""
    if not _move(tx, plan, state, by, words, now):
        return False
    fact = "PlanReturned" if state is PlanState.RETURNED else "PlanWithdrawn"
    body = {"plan": plan.id, "words": words}
    journal.write(tx, fact, body, now=now, person=by, item=plan.item_id)
    return True


def _move(tx: Tx, plan: Plan, state: PlanState, by: int, words: str, now: datetime) -> bool:
    still = update(plans).where(plans.c.id == plan.id, plans.c.state == PlanState.ASKED)
    decided = {"state": state, "decided_by": by, "decided_at": now, "decision": words}
    return tx.execute(still.values(**decided)).rowcount == 1
