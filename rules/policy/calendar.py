"""Working days with China's public holidays and make-up workdays (调休).

Source: the `holidays` package, which follows the State Council's yearly notices. The city's own
days take precedence wherever the two differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY = 5

HOLIDAY_NAMES = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "劳动节": "劳动节",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
    "十一": "国庆节",
}
"""Colloquial name of a holiday → its name in the calendar."""


@dataclass(frozen=True, slots=True)
class _Year:
    off: frozenset[date]
    work: frozenset[date]
    named: dict[str, date]


@lru_cache(maxsize=64)
def _published(year: int) -> _Year:
    """Return one year of the `holidays` package; `work` is empty while the year is unpublished."""
    from holidays.countries.china import China  # noqa: PLC0415 - slow to import, rarely needed

    days = China(years=year, language="zh_CN")  # type: ignore[no-untyped-call]  # untyped there
    named: dict[str, date] = {}
    for day, words in sorted(days.items()):
        for name in words.split("; "):
            named.setdefault(name.split("（")[0], day)
    work = frozenset(d for d in days.weekend_workdays if d.year == year)
    return _Year(frozenset(d for d in days if d.year == year), work, named)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A calendar: `off` and `work` are the city's own days, all others follow the national one."""

    off: frozenset[date] = field(default_factory=frozenset)
    work: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def china(cls, off: Iterable[date] = (), work: Iterable[date] = ()) -> "WorkCalendar":
        """Return China's calendar with a city's own days off and make-up workdays."""
        return cls(frozenset(off), frozenset(work))

    def is_working_day(self, day: date) -> bool:
        """Return whether people work on this day; the city's own days take precedence."""
        if day in self.work:
            return True
        if day in self.off:
            return False
        year = _published(day.year)
        if day in year.work:
            return True
        return day.weekday() < SATURDAY and day not in year.off

    def is_published(self, year: int) -> bool:
        """Return whether the make-up workdays of a year are known.

        If not, its working days are an estimate. A city's own day off (三月三) does not show that
        the national arrangement is out; a make-up workday entered for the year does.
        """
        return bool(_published(year).work) or any(day.year == year for day in self.work)

    def next_working_day(self, day: date) -> date:
        """Return the day itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add_working_days(self, start: date, n: int) -> date:
        """Return the n-th working day strictly after `start`; `start` itself for n = 0."""
        day = start
        for _ in range(n):
            day = self.next_working_day(day + DAY)
        return day

    def span_end(self, start: date, n: int) -> date:
        """Return the last day of n working days whose first day counts (a public notice)."""
        return self.add_working_days(self.next_working_day(start), n - 1)

    def working_days_between(self, first: date, last: date) -> int:
        """Return the working days from `first` to `last`, both included; 0 when `last` is earlier."""
        return sum(
            self.is_working_day(first + DAY * number) for number in range((last - first).days + 1)
        )

    def festival(self, name: str, year: int) -> date | None:
        """Return the day a holiday is named after, without days off around it; None if unknown."""
        return _published(year).named.get(
            HOLIDAY_NAMES.get(name.removesuffix("节"), HOLIDAY_NAMES.get(name, ""))
        )

    def holiday(self, name: str, year: int) -> tuple[date, date] | None:
        """Return the first and last day off of a holiday with adjoining weekends; None if unknown."""
        day = self.festival(name, year)
        if day is None:
            return None
        first = last = day
        while not self.is_working_day(first - DAY):
            first -= DAY
        while not self.is_working_day(last + DAY):
            last += DAY
        return first, last

    def first_workday_after(self, holiday: tuple[date, date]) -> date:
        """Return the first working day after a holiday (节后上班第一天), given as first and last day."""
        return self.next_working_day(holiday[1] + DAY)
