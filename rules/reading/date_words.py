"""The pieces dates are written with, and how a match of them is understood."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from rules.calendar import WorkCalendar
from rules.reading import periods
from rules.reading.numerals import whole


@dataclass(frozen=True, slots=True)
class Asked:
    """What a written date is reckoned from. `past`: the sentence reports something done."""

    now: datetime
    calendar: WorkCalendar
    deadline: date | None = None
    past: bool = False
    hurried: bool = False
    """A plain verb with a date just gone (11月20日拆除5栋) is taken to report, not to promise."""

    @property
    def today(self) -> date:
        return self.now.date()


_TENS = "[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九]"
YEAR = r"(?P<y>20\d\d年?|二零[零一二三四五六七八九]{2}年|(?<!\d)[23]\d年|今年|本年度?|当年|明年|来年|后年|去年|前年|上年)"
MONTH = (
    r"(?P<m>(?<!\d)(?:1[0-2]|0?[1-9])|(?<![十二三])十[一二]?|(?<![十几])[一二三四五六七八九])月份?"
)
DAY = rf"(?P<d>(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?!\d)|{_TENS})"
PART = r"(?P<part>中旬|上旬|下旬|[上下]半月|底|末|初)"
BEFORE = r"(?:之前|以前|前(?![期段后面往])|之内|以内|内(?![部]))?"

_RELATIVE_YEARS = {"明年": 1, "来年": 1, "后年": 2, "去年": -1, "上年": -1, "前年": -2}


def year_of(found: re.Match[str], today: date) -> int | None:
    """The year the match names; None when it names none."""
    written = found["y"]
    if written is None:
        return None
    digits = written.rstrip("年度")
    number = whole(digits) if digits[-1] not in "今本当明来后去前上" else None
    if number is not None:
        return number if number > 99 else 2000 + number
    return today.year + _RELATIVE_YEARS.get(written, 0)


def number(found: re.Match[str], group: str) -> int:
    """A group that holds a small numeral; 0 where it cannot be read."""
    return whole(found[group].replace("廿", "二十").replace("卅", "三十")) or 0


def yearly(asked: Asked, last: date | None, make: "Yearly") -> date | None:
    """Of a date that comes every year: the one that is meant when no year is written.

    The next to come, or the last one when the sentence reports something done.
    """
    today = asked.today
    if last is None:
        return make(today.year) or make(today.year + 1)
    if asked.past:
        return last if make_start(make, today.year) <= today else make(today.year - 1)
    if last >= today:
        return last
    if asked.hurried and (today - last).days <= _JUST_GONE:
        return last
    return make(today.year + 1)


_JUST_GONE = 60


class Yearly(Protocol):
    """A date in a given year."""

    def __call__(self, year: int, /) -> date | None: ...


def make_start(make: Yearly, year: int) -> date:
    """Where the period of that year begins; a single day is its own beginning."""
    start = getattr(make, "start", make)(year)
    return start or date.max


@dataclass(frozen=True, slots=True)
class MonthPart:
    """A month, or a part of it, in any year."""

    month: int
    part: str

    def __call__(self, year: int, /) -> date | None:
        return periods.part_of_month(year, self.month, self.part)

    def start(self, year: int) -> date:
        return periods.part_start(year, self.month, self.part)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month in any year."""

    month: int
    day: int

    def __call__(self, year: int, /) -> date | None:
        return periods.day(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Months:
    """Months first to last (a quarter, a half-year) in any year."""

    first: int
    last: int

    def __call__(self, year: int, /) -> date | None:
        return periods.month_end(year, self.last)

    def start(self, year: int) -> date:
        return date(year, self.first, 1)
