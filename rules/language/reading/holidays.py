"""Dates given by a public holiday: 国庆前, 春节期间, 节后上班第一天."""

import re
from datetime import date, timedelta

from rules.language.reading.date_words import DateQuery
from rules.language.reading.dates import DateRow, Resolve

_NAMES = {
    "元旦": "元旦",
    "新年": "元旦",
    "春节": "春节",
    "过年": "春节",
    "新春": "春节",
    "清明": "清明",
    "五一": "劳动节",
    "劳动节": "劳动节",
    "5.1": "劳动节",
    "端午": "端午",
    "中秋": "中秋",
    "国庆": "国庆",
    "十一": "国庆",
    "10.1": "国庆",
}
_FEAST = (
    r"[“\"]?(?P<f>元旦|新年|春节|过年|新春|清明|五一|劳动节|端午|中秋|国庆|十一(?=[”\"]?(?:前|之前|"
    r"以前|后|假|长假|期间|黄金))"
    r"|5\.1(?=前|假|节)|10\.1(?=前|假))[”\"]?(?:佳节|节)?(?:小?长假|假期|放假|黄金周|假)?"
)
_FIRST_DAY = (
    r"(?:之?后|以后|过后|结束后|收假后|上班)(?:的|一?上班|复工|返岗|开工)*"
    r"(?:的?(?:第一|首)个?(?:工作日|上班日|天|日)|首日)(?:上班)?"
)


def _to_come(name: str, asked: DateQuery) -> tuple[date, date] | None:
    """Return first and last day off: of the year stated, else of the holiday not yet over.

    Where something is reported as done, of the last one.
    """
    holiday, year = asked.calendar.holiday, asked.today.year
    if asked.year:
        return holiday(name, asked.year)
    here = holiday(name, year)
    if asked.past:
        return here if here and here[0] <= asked.today else holiday(name, year - 1)
    return here if here and here[1] >= asked.today else holiday(name, year + 1)


def _named(found: re.Match[str], asked: DateQuery) -> tuple[date, date] | None:
    return _to_come(_NAMES[found["f"]], asked)


def _day_before(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the day before the festival: 春节前 ends on its eve, though that is a day off."""
    holiday = _named(found, asked)
    day = asked.calendar.festival(_NAMES[found["f"]], holiday[1].year) if holiday else None
    return day - timedelta(days=1) if day else None


def _last_day(found: re.Match[str], asked: DateQuery) -> date | None:
    holiday = _named(found, asked)
    return holiday[1] if holiday else None


def _first_day(found: re.Match[str], asked: DateQuery) -> date | None:
    holiday = _named(found, asked)
    return holiday[0] if holiday else None


def _workday_after(found: re.Match[str], asked: DateQuery) -> date | None:
    holiday = _named(found, asked)
    return asked.calendar.first_workday_after(holiday) if holiday else None


def _workday_after_next(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return the first workday after the current or next holiday: 节后 without a name."""
    holidays = [_to_come(name, asked) for name in sorted(set(_NAMES.values()))]
    ahead = [holiday for holiday in holidays if holiday and holiday[1] >= asked.today]
    return asked.calendar.first_workday_after(min(ahead)) if ahead else None


def _before_lanterns(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return the day before the Lantern Festival, a fortnight after the Spring Festival."""
    years = (asked.year,) if asked.year else (asked.today.year, asked.today.year + 1)
    holidays = [holiday for year in years if (holiday := asked.calendar.festival("春节", year))]
    eves = [holiday + timedelta(days=13) for holiday in holidays]
    return next((eve for eve in eves if asked.year or eve >= asked.today), None)


def _row(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    return DateRow(pattern, resolve, example, means, dated=True)


ROWS: tuple[DateRow, ...] = (
    _row(rf"{_FEAST}{_FIRST_DAY}", _workday_after, "元旦后上班第一天", "2027-01-04"),
    _row(rf"(?:节|长假|收假){_FIRST_DAY}", _workday_after_next, "节后上班第一天报", "2027-01-04"),
    _row(
        rf"{_FEAST}(?:来临|到来)?(?:之前|以前|前夕?(?!后))", _day_before, "元旦前完成", "2026-12-31"
    ),
    _row(
        r"(?:元宵节?|正月十五)(?:之前|以前|前夕?)", _before_lanterns, "元宵节前扫尾", "2027-02-19"
    ),
    _row(
        rf"{_FEAST}(?:期间|(?:(?<=假期)|(?<=黄金周))(?!之?后|以后|过后|结束))(?:之?内)?",
        _last_day,
        "元旦期间完成",
        "2027-01-03",
    ),
    _row(rf"{_FEAST}当[天日]", _first_day, "元旦当天", "2027-01-01"),
)
