"""What figures are asked for, and the order in which a ranking puts what it counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rules.policy.items import Item
from rules.policy.tallies import Tally


class FigureKind(StrEnum):
    """Questions that figures answer. OLDEST: what is overdue longest; UNCHANGED: zero reports.

    PLANS: whether plans are complete.
    """

    SUM = "sum"
    RANKING = "ranking"
    OLDEST = "oldest"
    CHANGE = "change"
    FORECAST = "forecast"
    REPORTED = "reported"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    PLANS = "plans"


class RankingOf(StrEnum):
    """What a ranking is of."""

    UNIT = "unit"
    COUNTY = "county"
    DEPARTMENT = "department"
    CATEGORY = "category"
    ASPECT = "aspect"
    OWNER = "owner"
    GUARANTOR = "guarantor"


class RankOrder(StrEnum):
    """By which number, and from which end. Rates are of items done."""

    MOST_OVERDUE = "most_overdue"
    FEWEST_OVERDUE = "fewest_overdue"
    LOWEST_RATE = "lowest_rate"
    HIGHEST_RATE = "highest_rate"
    MOST = "most"
    FEWEST = "fewest"


def rate(row: Tally) -> Decimal:
    """Return the share of items done, from 0 to 1."""
    return Decimal(row.done) / row.total if row.total else Decimal(0)


_NUMBERS: dict[RankOrder, Callable[[Tally], Decimal]] = {
    RankOrder.MOST_OVERDUE: lambda row: Decimal(-row.overdue),
    RankOrder.FEWEST_OVERDUE: lambda row: Decimal(row.overdue),
    RankOrder.LOWEST_RATE: rate,
    RankOrder.HIGHEST_RATE: lambda row: -rate(row),
    RankOrder.MOST: lambda row: Decimal(-row.total),
    RankOrder.FEWEST: lambda row: Decimal(row.total),
}


def rank(rows: Iterable[Tally], order: RankOrder) -> list[tuple[int, Tally]]:
    """Return rows with their places, first place first; those that are equal share a place."""
    number = _NUMBERS[order]
    ordered = sorted(rows, key=lambda row: (number(row), row.name))
    values = [number(row) for row in ordered]
    return [(values.index(value) + 1, row) for value, row in zip(values, ordered, strict=True)]


@dataclass(frozen=True, slots=True)
class MeasureSum:
    """The figures of items counted in one measure; `silent` items have no figure yet."""

    measure: str
    done: Decimal
    total: Decimal
    items: int
    silent: int


def sum_figures(items: Iterable[Item]) -> list[MeasureSum]:
    """Add up by measure what was done, in the order in which the measures come."""
    by_measure: dict[str, list[Item]] = {}
    for item in items:
        if item.total is not None and item.measure:
            by_measure.setdefault(item.measure, []).append(item)
    return [_sum(measure, counted) for measure, counted in by_measure.items()]


def _sum(measure: str, items: list[Item]) -> MeasureSum:
    return MeasureSum(
        measure,
        sum((item.done for item in items if item.done is not None), Decimal(0)),
        sum((item.total for item in items if item.total is not None), Decimal(0)),
        len(items),
        sum(item.done is None for item in items),
    )
