"""Calendar arithmetic: last days of periods, and days some months or days away."""

import calendar as months
from datetime import date, timedelta


def day(year: int, month: int, number: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, months.monthrange(year, month)[1])


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


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a quarter (1 to 4)."""
    return month_end(year, quarter * 3)


def quarter_of(today: date) -> int:
    """Return the quarter (1 to 4) of a day."""
    return (today.month + 2) // 3


def monday(today: date) -> date:
    """Return the Monday of a day's week."""
    return today - timedelta(days=today.weekday())


def part_of_month(year: int, month: int, part: str) -> date:
    """Return the last day of a part of a month: 上旬 ends on the 10th, 中旬 on the 20th."""
    last = {"上旬": 10, "初": 10, "上": 10, "中旬": 20, "上中旬": 20, "中": 20, "上半月": 15}.get(
        part
    )
    return date(year, month, last) if last else month_end(year, month)


def part_start(year: int, month: int, part: str) -> date:
    """Return the first day of the part of a month that `part_of_month` ends."""
    first = {"中旬": 11, "中下旬": 11, "中": 11, "下旬": 21, "下半月": 16}.get(part, 1)
    return date(year, month, first)
