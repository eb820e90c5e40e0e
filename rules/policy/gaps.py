"""What an item still lacks before it is done; derived from figures, never declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.policy.items import Item, Milestone

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Gap:
    """`left` is counted in `unit`, the item's measure or percent; `steps` are not reached yet.

    `denied`: the last report on the whole item says that it is not done.
    """

    left: Decimal = Decimal(0)
    unit: str = ""
    steps: tuple[Milestone, ...] = ()
    denied: bool = False


NO_GAP = Gap()
"""Nothing is missing."""


def find_gap(item: Item, steps: Sequence[Milestone], *, said: bool | None = None) -> Gap:
    """Return what is missing; `NO_GAP` where nothing is, or nothing is known.

    `said`: what its last report says of the whole item; None where none does.
    """
    left, unit = _left(item, said)
    missing = tuple(step for step in steps if not is_reached(step, item))
    return Gap(left, unit, missing, denied=said is False)


def _left(item: Item, said: bool | None) -> tuple[Decimal, str]:
    """Return what is left and its unit; a percentage counts only until words report completion."""
    if item.left:
        return item.left, item.measure
    counted = item.total is not None
    if counted or item.percent is None or item.finished_on is not None or said:
        return Decimal(0), ""
    return max(WHOLE - item.percent, Decimal(0)), "%"


def is_done_after(item: Item, steps: Sequence[Milestone], *, said: bool | None) -> bool | None:
    """Return whether an item is done as it stands after a report that says this of the whole.

    None leaves it as it was. What is counted is done at its total, what has milestones once each
    is reached; where there is neither, words and shares can only deny it: the verifier finds it.
    """
    if not said:
        return said
    if any(not is_reached(step, item) for step in steps):
        return False
    if item.total is None:
        return True if steps else None
    return item.left == 0


def is_reached(step: Milestone, item: Item) -> bool:
    """Return whether a milestone is reached: by figures where it counts what the item counts.

    Otherwise by the day it was reported.
    """
    if step.target is None or not is_counted(step, item):
        return step.reached_on is not None
    return (item.done or Decimal(0)) >= step.target


def is_counted(step: Milestone, item: Item) -> bool:
    """Return whether the item's figures can reach the milestone: its target is within the total."""
    if step.target is None:
        return False
    return bool(item.measure) if item.total is None else step.target <= item.total
