"""What the words of a production mean: the days named, from its groups and the context."""

from collections.abc import Callable
from datetime import date, timedelta

from rules.language.reading.days import calendar
from rules.language.reading.days.calendar import Stretch, Yearly
from rules.language.reading.days.values import DateQuery, Found, Resolve
from rules.language.reading.numerals import parse_integer

_JUST_GONE = 120
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def number(found: Found, group: str) -> int:
    """Return the small number a group says, in digits, characters or English; 0 where it says none."""
    words = found.words(group).lower()
    if words[:3] in MONTHS:
        return MONTHS.index(words[:3]) + 1
    if words in _ORDINALS:
        return _ORDINALS[words]
    digits = words.rstrip("sthndrq")
    return parse_integer(digits.lstrip("q").replace("廿", "二十").replace("卅", "三十")) or 0


def nearest_occurrence(asked: DateQuery, make: Yearly) -> Stretch | None:
    """Return the days in the year written, else the next ones.

    Where something is reported as done, the last ones.
    """
    today = asked.today
    if asked.year is not None:
        return make(asked.year)
    here = make(today.year)
    if here is None:
        return make(today.year + 1)
    if asked.past:
        return here if here[0] <= today else make(today.year - 1)
    gone = (today - here[1]).days
    if gone <= 0 or ((asked.recent or asked.maybe_recent) and gone <= _JUST_GONE):
        return here
    return make(today.year + 1)


def yearly(make: Callable[[Found], Yearly | None]) -> Resolve:
    """Return a resolver of what comes back every year."""

    def resolve(found: Found, asked: DateQuery) -> Stretch | None:
        comes_back = make(found)
        return nearest_occurrence(asked, comes_back) if comes_back else None

    return resolve


def _month_day(found: Found) -> Yearly | None:
    month, of_month = number(found, "m"), number(found, "d")
    return lambda year: calendar.day(year, month, of_month)


def _month(found: Found) -> Yearly | None:
    last, part = number(found, "m"), found.words("part")
    if not 1 <= last <= 12:
        return None
    return lambda year: calendar.part_of_month(year, last, _PARTS.get(part.lower(), part))


_PARTS = {"early": "上旬", "mid": "中旬"}


def _edge_of_month(found: Found) -> Yearly | None:
    month = _month(found)
    return (lambda year: edge_of(month(year), found.words("edge"))) if month else None


def edge_of(stretch: Stretch | None, edge: str) -> Stretch | None:
    """Return the first day of a stretch, or the last where the words say so."""
    if stretch is None:
        return None
    some = stretch[1] if edge.removeprefix("的").startswith("最后") else stretch[0]
    return some, some


def _quarter(found: Found) -> Yearly | None:
    last = number(found, "q") * 3
    return (lambda year: calendar.months_of(year, last - 2, last)) if 3 <= last <= 12 else None


MONTH_DAY = yearly(_month_day)
MONTH = yearly(_month)
EDGE_OF_MONTH = yearly(_edge_of_month)
QUARTER = yearly(_quarter)
MIDDLE_OF_YEAR = yearly(lambda _found: lambda year: calendar.months_of(year, 1, 6))


def half_year(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a half of a year; None when it is over and described: 上半年查出2048处."""
    first = 1 if found.words("half").startswith("上") else 7

    def half(year: int) -> Stretch:
        return calendar.months_of(year, first, first + 5)

    over = asked.year is None and half(asked.today.year)[1] < asked.today
    return None if over and not asked.in_future else nearest_occurrence(asked, half)


def full(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a date with year, month and day."""
    return calendar.day(asked.year or 0, number(found, "m"), number(found, "d"))


def two_digits(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a month and a day written with two digits, as 11.05: 3.5 is a number."""
    return MONTH_DAY(found, asked) if len(found.words("d")) > 1 else None


def year_said(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the year said by its place; None for a written one: 增加到2027年."""
    named = found.words("word")[:1] in ("今", "明", "后")
    return calendar.year_of(asked.year) if named and asked.year else None


def quarter_end(_: Found, asked: DateQuery) -> Stretch | None:
    """Return the running quarter."""
    return calendar.quarter_of(asked.today)


def year_end(_: Found, asked: DateQuery) -> Stretch | None:
    """Return the year stated, or this year."""
    return calendar.year_of(asked.year or asked.today.year)


def year_to_come(_: Found, asked: DateQuery) -> Stretch | None:
    """Return a year to come: 2027年完成; None for the past: 2026年完成12公里."""
    year, here = asked.year or 0, asked.today.year
    reported = asked.past or year < here or (year == here and not asked.in_future)
    return None if reported else calendar.year_of(year)


def end_of_plan(found: Found, _: DateQuery) -> Stretch | None:
    """Return the days of a five-year plan: 十四五 ends with 2025."""
    last = 2020 + 5 * "三四五六".index(found.words("plan")[1])
    return date(last - 4, 1, 1), date(last, 12, 31)


def steps(word: str) -> int:
    """Return how many periods away: 下 and next are 1, 下下 2, 上 and last -1, 本 and this 0."""
    if word.isascii():
        return {"next": 1, "coming": 0, "last": -1}.get(word.lower(), 0)
    return word.count("下") + word.count("次") + word.count("明") - word.count("上")


def week(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a week by its place."""
    return calendar.week_of(asked.today, steps(found.words("which")))


def month_by_place(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a month by its place, or its part, day or edge."""
    there = calendar.month_of(asked.today, steps(found.words("which")))
    first = there[0]
    if found.words("d"):
        return calendar.day(first.year, first.month, number(found, "d"))
    if found.words("edge"):
        return edge_of(there, found.words("edge"))
    return calendar.part_of_month(first.year, first.month, found.words("part"))


def quarter_by_place(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a quarter by its place."""
    return calendar.quarter_of(asked.today, steps(found.words("which")))


def weekday_by_place(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the weekday of the next or the last week; the next one after this and coming."""
    of_week = weekday_of_week if steps(found.words("which")) else weekday
    return of_week(found, asked)


def part_of_this_month(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a part of this month, or of the next one once it is over."""
    here = calendar.part_of_month(asked.today.year, asked.today.month, found.words("part"))
    if here[1] >= asked.today or asked.past:
        return here
    there = calendar.add_months(asked.today.replace(day=1), 1)
    return calendar.part_of_month(there.year, there.month, found.words("part"))


def day_of_month(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a bare day of this month, or of the next or last one."""
    today, of_month = asked.today, number(found, "d")
    here = calendar.day(today.year, today.month, of_month)
    back = asked.past or asked.recent
    if here and (here[0] <= today if back else here[0] >= today):
        return here
    other = calendar.add_months(today.replace(day=1), -1 if back else 1)
    return calendar.day(other.year, other.month, of_month)


def numbered_day(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a bare day of two digits, as 28号: 1号 is the name of something."""
    return day_of_month(found, asked) if len(found.words("d")) > 1 else None


_WEEKDAYS = {word: place for place, word in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_WEEKDAYS |= {word: place for place, word in enumerate("123456")}
_WEEKDAYS |= {w: n for n, w in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


def _weekday(found: Found) -> int | None:
    word = found.words("weekday").lower()
    return _WEEKDAYS.get(word[:3] if word.isascii() and len(word) > 1 else word[-1:])


def weekday_of_week(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a day of this week or another."""
    of_week = _weekday(found)
    monday = calendar.week_of(asked.today, steps(found.words("which")))[0]
    return calendar.one_day(None if of_week is None else monday + timedelta(days=of_week))


def weekday(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the next such weekday, or the last one where something is reported as done."""
    of_week = _weekday(found)
    if of_week is None:
        return None
    ahead = (of_week - asked.today.weekday()) % 7
    return calendar.one_day(asked.today + timedelta(ahead - 7 if asked.past and ahead else ahead))


_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}
_NEAR |= {"今明": 1, "明后": 2}
_NEAR |= {"yesterday": -1, "tomorrow": 1, "day after tomorrow": 2, "last night": -1}


def near_day(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a day near today: 前天 to 大后天."""
    word = found.words("near").lower()
    key = word if word.isascii() else word[: 2 if word[:2] in _NEAR else 1]
    return calendar.one_day(asked.today + timedelta(days=_NEAR.get(key, 0)))


def nothing(_found: Found, _asked: DateQuery) -> Stretch | None:
    """Return no day: the words only look like one, or count from a day nobody named."""
    return None
