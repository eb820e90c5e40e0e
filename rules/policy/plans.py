"""Plans (细化): an item's dated steps as its owner wrote them, what is wrong with them, what is lacking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rules.policy.closing import LONG_TERM
from rules.policy.items import Item, Milestone

MOST_STEPS = 20
"""Steps of one plan."""

WHOLE = Decimal(100)


class PlanState(StrEnum):
    """States of a plan that was handed in."""

    ASKED = "asked"
    AGREED = "agreed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A dated step. `target`: how much of the item is done by then, all of it counted."""

    name: str
    due: date
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of an item's plan. `person` and `unit` are of whoever handed it in.

    `decided_by` of a withdrawn plan is whoever withdrew it; `decision` is the office's reason.
    """

    id: int
    item_id: int
    version: int
    person_id: int
    asked_at: datetime
    words: str
    state: PlanState
    decided_by: int | None
    decided_at: datetime | None
    decision: str
    code: str
    title: str
    measure: str
    person: str
    unit: str
    decider: str | None


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step as it was read. `amount` is in the item's measure, or percent where `share`.

    `in_all`: the amount counts from the beginning (累计), and not for this step alone. `rest`: it
    is all that is left.
    """

    name: str
    due: date
    amount: Decimal | None = None
    in_all: bool = False
    share: bool = False
    rest: bool = False


class PlanFault(StrEnum):
    """Why a plan is refused."""

    TOO_MANY = "too_many"
    PAST = "past"
    AFTER_DEADLINE = "after_deadline"
    OUT_OF_ORDER = "out_of_order"
    OVER_WHOLE = "over_whole"
    FALLS = "falls"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Faulty:
    """What is wrong with which step; `amount`: what its parts add up to, with what is done."""

    why: PlanFault
    step: WrittenStep
    amount: Decimal = Decimal(0)


def steps_of(
    written: Sequence[WrittenStep], item: Item, known: Iterable[Milestone], today: date
) -> tuple[PlanStep, ...] | Faulty:
    """Return the steps with what is done by each, or what is first wrong with them."""
    reached = {step.name for step in known if step.reached_on is not None}
    wrong = _wrong_days(written, item, today) or _wrong_names(written, reached)
    if wrong is not None:
        return wrong
    named = list(_named_apart(written))
    steps: list[PlanStep] = []
    so_far = item.done or Decimal(0)
    for name, step in zip(named, written, strict=True):
        target = _target(step, item, so_far)
        if target is not None and item.total is not None and target > item.total:
            return Faulty(PlanFault.OVER_WHOLE, step, target)
        if target is not None and target < so_far:
            return Faulty(PlanFault.FALLS, step, so_far)
        so_far = so_far if target is None else target
        steps.append(PlanStep(name, step.due, target))
    return tuple(steps)


def _wrong_days(written: Sequence[WrittenStep], item: Item, today: date) -> Faulty | None:
    if len(written) > MOST_STEPS:
        return Faulty(PlanFault.TOO_MANY, written[MOST_STEPS])
    before = today
    for step in written:
        if step.due < today:
            return Faulty(PlanFault.PAST, step)
        if item.deadline is not None and step.due > item.deadline:
            return Faulty(PlanFault.AFTER_DEADLINE, step)
        if step.due < before:
            return Faulty(PlanFault.OUT_OF_ORDER, step)
        before = step.due
    return None


def _wrong_names(written: Sequence[WrittenStep], reached: set[str]) -> Faulty | None:
    return next((Faulty(PlanFault.REACHED, each) for each in written if each.name in reached), None)


def _named_apart(written: Sequence[WrittenStep]) -> Iterator[str]:
    """Yield the names; one that comes again is told apart by its day, then by its place."""
    taken: set[str] = set()
    for place, step in enumerate(written, 1):
        dated = f"{step.name}（{step.due.isoformat()}）"
        name = next(n for n in (step.name, dated, f"{dated}{place}") if n not in taken)
        taken.add(name)
        yield name


def _target(step: WrittenStep, item: Item, so_far: Decimal) -> Decimal | None:
    if step.amount is None:
        return item.total if step.rest else None
    if step.share:
        return None if item.total is None else item.total * step.amount / WHOLE
    return step.amount if step.in_all else so_far + step.amount


class PlanLack(StrEnum):
    """What an item's plan lacks."""

    OWNER = "owner"
    GOAL = "goal"
    MEASURES = "measures"
    QUANTITY = "quantity"
    MILESTONES = "milestones"
    FUNDING = "funding"


LASTING = frozenset({PlanLack.QUANTITY, PlanLack.MILESTONES})
"""What an item of 长期坚持 may lack: it has no end."""


def lacks(item: Item, steps: Iterable[Milestone], *, vacant: bool) -> tuple[PlanLack, ...]:
    """Return what is lacking. `vacant`: its owner holds no office any more."""
    missing = {
        PlanLack.OWNER: vacant,
        PlanLack.GOAL: not item.goal.strip(),
        PlanLack.MEASURES: not item.measures.strip(),
        PlanLack.QUANTITY: item.total is None,
        PlanLack.MILESTONES: all(step.due is None for step in steps),
        PlanLack.FUNDING: not item.funding.strip(),
    }
    excused = LASTING if item.kind == LONG_TERM else frozenset()
    return tuple(lack for lack, is_so in missing.items() if is_so and lack not in excused)


@dataclass(frozen=True, slots=True)
class UnitPlans:
    """Of a lead unit's items that are not done: how many there are, and what how many lack."""

    unit: str
    items: int
    incomplete: int
    lacking: tuple[tuple[PlanLack, int], ...]
