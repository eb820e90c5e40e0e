"""Spans of days: what was asked of the calculator of working days, and what is left of one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rules.policy.calendar import WorkCalendar

DAY_WRITTEN = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
NUMBER = re.compile(r"\d{1,4}")
MOST = 1000
"""Working days in one question: four years."""

YEARS = range(1950, 2101)
"""Before them there is no calendar to count by, and after them nobody asks."""

DAY = timedelta(days=1)
Days = tuple[date, date]
"""From the first to the last, both counted."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both counted; `number` working days lie in it."""

    start: date
    end: date
    number: int
    by_number: bool


def parse_span(words: str, calendar: WorkCalendar) -> Span | None:
    """None when the words name no start that can be counted from, or neither a number nor an end."""
    days = [found for m in DAY_WRITTEN.finditer(words) if (found := _day(m))]
    rest = NUMBER.search(DAY_WRITTEN.sub(" ", words))
    if len(days) == 1 and rest and 1 <= int(rest.group()) <= MOST:
        number = int(rest.group())
        return Span(days[0], calendar.span_end(days[0], number), number, by_number=True)
    if len(days) == 2:
        first, last = sorted(days)
        within = calendar.working_days_between(first, last)
        return Span(first, last, within, by_number=False)
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def unpublished_years(calendar: WorkCalendar, first: date, last: date) -> list[int]:
    """Years between two days whose make-up workdays nobody knows yet."""
    return [y for y in range(first.year, last.year + 1) if not calendar.is_published(y)]


def day_count(days: Days) -> int:
    return (days[1] - days[0]).days + 1


def subtract_days(days: Days, taken: Days) -> list[Days]:
    """What is left of some days when others are taken out of their midst."""
    before = (days[0], min(days[1], taken[0] - DAY))
    after = (max(days[0], taken[1] + DAY), days[1])
    return [part for part in (before, after) if part[0] <= part[1]]
