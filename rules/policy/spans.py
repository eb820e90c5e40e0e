"""Spans of days: a question to the working-day calculator, and arithmetic on spans."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rules.policy.calendar import WorkCalendar

DAY_WRITTEN = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
NUMBER = re.compile(r"\d{1,4}")
MOST = 1000
"""Largest number of working days in one question: four years."""

YEARS = range(1950, 2101)
"""Years with a usable calendar."""

DAY = timedelta(days=1)
Days = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both included; `number` working days lie in it.

    `by_number`: the number was given and the end computed, not the other way round.
    """

    start: date
    end: date
    number: int
    by_number: bool


def parse_span(words: str, calendar: WorkCalendar) -> Span | None:
    """Return the span asked for; None without a usable start and either a number or an end."""
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
    """Return the years between two days whose make-up workdays are not published yet."""
    return [y for y in range(first.year, last.year + 1) if not calendar.is_published(y)]


def day_count(days: Days) -> int:
    """Return the number of days, both ends included."""
    return (days[1] - days[0]).days + 1


def subtract_days(days: Days, taken: Days) -> list[Days]:
    """Return the parts of a span left when another is taken out of it: none, one or two."""
    before = (days[0], min(days[1], taken[0] - DAY))
    after = (max(days[0], taken[1] + DAY), days[1])
    return [part for part in (before, after) if part[0] <= part[1]]
