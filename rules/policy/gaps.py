"""What an item still lacks before it may be called done: derived from figures, never declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.policy.items import Item, Milestone

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Gap:
    """`left` is counted in `unit`, the item's measure or percent; `steps` are not reached yet.

    `denied`: the last words about the whole item say that it is not done.
    """

    left: Decimal = Decimal(0)
    unit: str = ""
    steps: tuple[Milestone, ...] = ()
    denied: bool = False


NO_GAP = Gap()


def find_gap(item: Item, steps: Sequence[Milestone], *, denied: bool = False) -> Gap:
    """Return what is missing; `NO_GAP` where nothing is, or nothing tells."""
    left, unit = _left(item)
    missing = tuple(step for step in steps if not is_reached(step, item))
    return Gap(left, unit, missing, denied)


def _left(item: Item) -> tuple[Decimal, str]:
    """A share stands for what is not counted, until words say that all is done."""
    if item.left:
        return item.left, item.measure
    counted = item.total is not None
    if counted or item.percent is None or item.finished_on is not None:
        return Decimal(0), ""
    return max(WHOLE - item.percent, Decimal(0)), "%"


def is_reached(step: Milestone, item: Item) -> bool:
    """Follow the figures where the milestone counts what the item counts, else what was said."""
    if step.target is None or not is_counted(step, item):
        return step.reached_on is not None
    return (item.done or Decimal(0)) >= step.target


def is_counted(step: Milestone, item: Item) -> bool:
    """Whether reports of the item's figure reach the milestone: no target lies beyond the total."""
    if step.target is None:
        return False
    return bool(item.measure) if item.total is None else step.target <= item.total
