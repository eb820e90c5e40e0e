"""Dates that recur every year, and which occurrence is meant when no year is written."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rules.language.reading import periods
from rules.language.reading.date_words import DateQuery


class Yearly(Protocol):
    """A date in a given year, and where the period it ends begins."""

    def __call__(self, year: int, /) -> date | None: ...
    def start(self, year: int, /) -> date | None: ...


@dataclass(frozen=True, slots=True)
class MonthPart:
    """A month, or a part of it; the date is its last day."""

    month: int
    part: str

    def __call__(self, year: int, /) -> date | None:
        return periods.part_of_month(year, self.month, self.part)

    def start(self, year: int, /) -> date | None:
        return periods.part_start(year, self.month, self.part)


@dataclass(frozen=True, slots=True)
class MonthEdge:
    """The first or the last day of a month."""

    month: int
    edge: str

    def __call__(self, year: int, /) -> date | None:
        last = self.edge.startswith("最后")
        return periods.month_end(year, self.month) if last else date(year, self.month, 1)

    def start(self, year: int, /) -> date | None:
        return self(year)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month."""

    month: int
    day: int

    def __call__(self, year: int, /) -> date | None:
        return periods.day(year, self.month, self.day)

    def start(self, year: int, /) -> date | None:
        return self(year)


@dataclass(frozen=True, slots=True)
class Months:
    """The months from first to last: a quarter, a half-year; the date is their last day."""

    first: int
    last: int

    def __call__(self, year: int, /) -> date | None:
        return periods.month_end(year, self.last)

    def start(self, year: int, /) -> date | None:
        return date(year, self.first, 1)


_JUST_GONE = 120


def nearest_occurrence(asked: DateQuery, make: Yearly) -> date | None:
    """Return the date in the year written, else the next one.

    Where something is reported as done, the last one.
    """
    today = asked.today
    if asked.year is not None:
        return make(asked.year)
    here = make(today.year)
    if here is None:
        return make(today.year + 1)
    if asked.past:
        start = make.start(today.year)
        return here if start is not None and start <= today else make(today.year - 1)
    if here >= today or (
        (asked.recent or asked.maybe_recent) and (today - here).days <= _JUST_GONE
    ):
        return here
    return make(today.year + 1)
