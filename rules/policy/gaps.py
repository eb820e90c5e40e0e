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


def find_gap(item: Item, steps: Sequence[Milestone], *, denied: bool = False) -> Gap:
    """Return what is missing; `NO_GAP` where nothing is, or nothing is known."""
    left, unit = _left(item)
    missing = tuple(step for step in steps if not is_reached(step, item))
    return Gap(left, unit, missing, denied)


def _left(item: Item) -> tuple[Decimal, str]:
    """Return what is left and its unit; a percentage counts only until words report completion."""
    if item.left:
        return item.left, item.measure
    counted = item.total is not None
    if counted or item.percent is None or item.finished_on is not None:
        return Decimal(0), ""
    return max(WHOLE - item.percent, Decimal(0)), "%"


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
