"""Inconsistencies between a report and the ledger, to be confirmed before it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.policy.figures import Figure
from rules.policy.items import Item
from rules.policy.measures import convert_to
from rules.policy.progress import progress_of


class DoubtReason(StrEnum):
    """Why a figure needs confirmation."""

    FALLS = "falls"
    OTHER_TOTAL = "other_total"
    BEYOND_TOTAL = "beyond_total"
    DOES_NOT_ADD_UP = "does_not_add_up"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`stated` is the reported figure, `known` the ledger's, both in the item's measure."""

    why: DoubtReason
    stated: Decimal
    known: Decimal


def find_doubts(
    figures: Iterable[Figure], item: Item, *, correcting: bool = False
) -> tuple[Doubt, ...]:
    """Return every inconsistency with the item's total and its last report.

    A correction may lower a figure.
    """
    stated = tuple(figures)
    progress = progress_of(stated, item)
    found = [*_about_total(stated, item), *_about_sum(progress.done, progress.remaining, item)]
    if progress.done is not None and item.done is not None and falls(progress.done, item.done):
        found += [] if correcting else [Doubt(DoubtReason.FALLS, progress.done, item.done)]
    return tuple(found)


def falls(said: Decimal | None, known: Decimal | None) -> bool:
    """Return whether a figure is below the one known; False where either is missing."""
    return said is not None and known is not None and said < known


def _about_total(figures: tuple[Figure, ...], item: Item) -> list[Doubt]:
    if item.total is None:
        return []
    totals = [convert_to(f.value, f.unit, item.measure) for f in figures if f.role == "total"]
    return [
        Doubt(DoubtReason.OTHER_TOTAL, t, item.total) for t in totals if t not in (None, item.total)
    ]


def _about_sum(done: Decimal | None, remaining: Decimal | None, item: Item) -> list[Doubt]:
    if item.total is None:
        return []
    if done is None:
        more = remaining is not None and remaining > item.total
        return (
            [Doubt(DoubtReason.DOES_NOT_ADD_UP, remaining, item.total)]
            if remaining and more
            else []
        )
    if done > item.total:
        return [Doubt(DoubtReason.BEYOND_TOTAL, done, item.total)]
    if remaining is not None and done + remaining != item.total:
        return [Doubt(DoubtReason.DOES_NOT_ADD_UP, done + remaining, item.total)]
    return []
