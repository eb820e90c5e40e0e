"""Lights: 蓝 on schedule, 黄 late or behind but still feasible, 红 not feasible.

After the rule of 广元, which asks for both a date and an assessed forecast: the figures reported
so far give what is left, the rate that is needed, and the day the work ends at the present rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from rules.policy.items import Item, Milestone, is_open, is_overdue
from rules.policy.projects import YearTarget
from rules.policy.year_targets import due_by

DAY = timedelta(days=1)
WHOLE = Decimal(100)
RATE_WINDOW = timedelta(days=30)
"""The present rate is that of the last thirty days."""

LONGEST_FORECAST = 36_525
"""Days; work that would take longer counts as standing still."""


class Light(StrEnum):
    """The light of an item."""

    BLUE = "蓝"
    YELLOW = "黄"
    RED = "红"


class LightReason(StrEnum):
    """What a light is given for."""

    CLOSED = "closed"
    DONE = "done"
    NO_DEADLINE = "no_deadline"
    OVERDUE = "overdue"
    PROMISED_LATE = "promised_late"
    MILESTONE_MISSED = "milestone_missed"
    YEAR_MISSED = "year_missed"
    YEAR_BEHIND = "year_behind"
    IN_TIME = "in_time"
    BEHIND = "behind"
    TOO_SLOW = "too_slow"
    STANDING_STILL = "standing_still"
    NO_FIGURES = "no_figures"
    NOTHING_AGAINST_IT = "nothing_against_it"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A city's thresholds. `steeper`: how many times faster work may still become."""

    steeper: Decimal = Decimal(3)
    figures_by: int = 14
    """Days before the deadline from which an item without any figure is yellow."""


@dataclass(frozen=True, slots=True)
class Point:
    """A reported figure: in the item's measure, or percent where it is not counted."""

    day: date
    done: Decimal
    reported: bool = True
    """False for the beginning of the campaign, when nothing was done."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """`left`, `needed` (a day) and `rate` (a day) in the item's measure, or percent.

    `days` is how late it is, or how long is left.
    """

    light: Light
    why: LightReason
    days: int = 0
    left: Decimal | None = None
    needed: Decimal | None = None
    rate: Decimal | None = None
    ends_on: date | None = None
    milestone: str = ""


def needs_figures(item: Item, today: date) -> bool:
    """Return whether the light depends on reported figures and milestones."""
    return _settled(item, today) is None and not _promised_late(item)


def forecast(
    item: Item,
    steps: Sequence[Milestone],
    points: Sequence[Point],
    today: date,
    how: Assessment | None = None,
    targets: Sequence[YearTarget] = (),
) -> Forecast:
    """Return the light of an item on a day. `points` are its reported figures, oldest first.

    `how` is the city's assessment, the default one when None; `targets` are yearly.
    """
    settled = _settled(item, today)
    if settled is not None:
        return settled
    assert item.deadline is not None
    if item.promised_on is not None and _promised_late(item):
        late = (item.promised_on - item.deadline).days
        return Forecast(Light.RED, LightReason.PROMISED_LATE, days=late, ends_on=item.promised_on)
    by_rate = _by_rate(item, points, today, how or Assessment())
    missed = _missed(item, steps, today)
    if missed is None and by_rate.light is Light.BLUE:
        missed = _behind_the_year(item, targets, by_rate, today)
    if missed is not None and by_rate.light is Light.BLUE:
        return missed
    return by_rate


def _behind_the_year(
    item: Item, targets: Sequence[YearTarget], by_rate: Forecast, today: date
) -> Forecast | None:
    """Return yellow where an earlier year left something undone, or this one will at the present rate.

    None where targets are kept, or too little is known to tell.
    """
    done = item.done or Decimal(0)
    owed = due_by(targets, today.year - 1) - done
    if owed > 0:
        return Forecast(Light.YELLOW, LightReason.YEAR_MISSED, left=owed)
    left, end = due_by(targets, today.year) - done, date(today.year, 12, 31)
    if left <= 0 or not by_rate.rate or item.total is None:
        return None
    days = (left / by_rate.rate).to_integral_value(ROUND_CEILING)
    if today + int(min(days, Decimal(LONGEST_FORECAST))) * DAY <= end:
        return None
    needed = left / ((end - today).days + 1)
    return Forecast(
        Light.YELLOW, LightReason.YEAR_BEHIND, left=left, needed=needed, rate=by_rate.rate
    )


_WILL = frozenset({LightReason.CLOSED, LightReason.DONE, LightReason.IN_TIME})
_WILL_NOT = frozenset(
    {
        LightReason.OVERDUE,
        LightReason.PROMISED_LATE,
        LightReason.BEHIND,
        LightReason.TOO_SLOW,
        LightReason.STANDING_STILL,
    }
)


def expected_by(found: Forecast) -> bool | None:
    """Return whether the deadline will be kept at the present rate; None where figures are missing."""
    if found.why in _WILL:
        return True
    return False if found.why in _WILL_NOT else None


def _promised_late(item: Item) -> bool:
    dates = item.promised_on, item.deadline
    return dates[0] is not None and dates[1] is not None and dates[0] > dates[1]


def _settled(item: Item, today: date) -> Forecast | None:
    """Return the light where it does not depend on figures, None where it does."""
    if not is_open(item):
        return Forecast(Light.BLUE, LightReason.CLOSED)
    if item.finished_on is not None:
        return Forecast(Light.BLUE, LightReason.DONE)
    if item.deadline is not None and is_overdue(item, today):
        return Forecast(Light.RED, LightReason.OVERDUE, (today - item.deadline).days, _left(item))
    if _left(item) == 0:
        return Forecast(Light.BLUE, LightReason.DONE)
    return Forecast(Light.BLUE, LightReason.NO_DEADLINE) if item.deadline is None else None


def _left(item: Item) -> Decimal | None:
    if item.total is not None:
        return item.left
    return None if item.percent is None else WHOLE - item.percent


def _by_rate(item: Item, points: Sequence[Point], today: date, how: Assessment) -> Forecast:
    """Return the light by the rate so far, and by how much faster the work must become.

    While there is time, one report alone gives no red: reporting early must not be worse than not
    reporting.
    """
    assert item.deadline is not None
    days, left = (item.deadline - today).days, _left(item)
    rate = _rate(points, today)
    if left is None or rate is None:
        return _without_rate(days, left, how)
    needed = left / (days + 1)
    early = days > how.figures_by and sum(point.reported for point in points) < 2
    if rate == 0 or left > rate * LONGEST_FORECAST:
        return Forecast(Light.RED, LightReason.STANDING_STILL, days, left, needed, rate)
    ends_on = today + int((left / rate).to_integral_value(ROUND_CEILING)) * DAY
    if ends_on <= item.deadline:
        return Forecast(Light.BLUE, LightReason.IN_TIME, days, left, needed, rate, ends_on)
    reachable = needed <= rate * how.steeper or early
    light, why = (
        (Light.YELLOW, LightReason.BEHIND) if reachable else (Light.RED, LightReason.TOO_SLOW)
    )
    return Forecast(light, why, days, left, needed, rate, ends_on)


def _without_rate(days: int, left: Decimal | None, how: Assessment) -> Forecast:
    """Return the light when there are too few figures: yellow when the deadline is near."""
    if days <= how.figures_by:
        return Forecast(Light.YELLOW, LightReason.NO_FIGURES, days, left)
    return Forecast(Light.BLUE, LightReason.NOTHING_AGAINST_IT, days, left)


def _rate(points: Sequence[Point], today: date) -> Decimal | None:
    """Return the work per day over RATE_WINDOW; None before there are figures of two days."""
    if not points or points[-1].day <= points[0].day or today <= points[0].day:
        return None
    since = max(points[0].day, today - RATE_WINDOW)
    base = [point for point in points if point.day <= since][-1]
    grown = max(points[-1].done - base.done, Decimal(0))
    return grown / (today - base.day).days


def _missed(item: Item, steps: Sequence[Milestone], today: date) -> Forecast | None:
    """Return the light of the first milestone that is past its day; None when none is missed."""
    for step in steps:
        if step.due is None or step.due >= today or step.reached_on is not None:
            continue
        if step.target is None or (item.done or Decimal(0)) < step.target:
            days = (today - step.due).days
            return Forecast(Light.YELLOW, LightReason.MILESTONE_MISSED, days, milestone=step.name)
    return None
