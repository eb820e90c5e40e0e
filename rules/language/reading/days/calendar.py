"""Calendar arithmetic on stretches of days: months, parts of months, quarters, weeks."""

import calendar as months
from collections.abc import Callable
from datetime import date, timedelta

Stretch = tuple[date, date]
"""First and last day, both included."""
Yearly = Callable[[int], Stretch | None]
"""What comes back every year: its days in a year; None where it has none."""
_PARTS = {
    "初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20), "上中旬": (1, 20),
    "上半月": (1, 15), "下旬": (21, 31), "下半月": (16, 31), "中下旬": (11, 31),
}  # fmt: skip


def day(year: int, month: int, number: int) -> Stretch | None:
    """Return one day; None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found, found


def last_of_month(some: date) -> date:
    """Return the last day of a day's month."""
    return some.replace(day=months.monthrange(some.year, some.month)[1])


def months_of(year: int, first: int, last: int) -> Stretch:
    """Return the months from first to last."""
    return date(year, first, 1), last_of_month(date(year, last, 1))


def part_of_month(year: int, month: int, part: str) -> Stretch:
    """Return a part of a month (中旬: the 11th to the 20th); the whole month for any other word."""
    first, last = _PARTS.get(part, (1, 31))
    end = last_of_month(date(year, month, 1))
    return date(year, month, first), min(end, end.replace(day=min(last, end.day)))


def add_months(start: date, count: int) -> date:
    """Return the same day `count` months later, or the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    year = min(max(year, 1), 9998)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def add_days(start: date, count: int) -> date | None:
    """Return the day `count` days later; None beyond the calendar."""
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def one_day(some: date | None) -> Stretch | None:
    """Return the stretch of a single day."""
    return None if some is None else (some, some)


def week_of(some: date, steps: int = 0) -> Stretch:
    """Return Monday to Sunday of the week `steps` weeks away."""
    monday = some - timedelta(days=some.weekday() - 7 * steps)
    return monday, monday + timedelta(days=6)


def month_of(some: date, steps: int = 0) -> Stretch:
    """Return the month `steps` months away."""
    first = add_months(some.replace(day=1), steps)
    return first, last_of_month(first)


def quarter_of(some: date, steps: int = 0) -> Stretch:
    """Return the quarter `steps` quarters away."""
    first = add_months(date(some.year, (some.month - 1) // 3 * 3 + 1, 1), 3 * steps)
    return first, last_of_month(add_months(first, 2))


def year_of(year: int) -> Stretch:
    """Return a whole year."""
    return date(year, 1, 1), date(year, 12, 31)
