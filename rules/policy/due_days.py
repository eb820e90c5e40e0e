"""The period in which items asked for fall due, or were due, read from a question's words."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from rules.policy.tallies import DUE_SOON_DAYS

DUE = re.compile(
    r"(?:快|即将?|将要?|要|马上|近期|[周月日天])[^,;。]{0,4}到期|到期(?![未没了])|(?:该|须|需要?|要)(?:完成|办[完结]|[做干弄]完|收口|整改完|交账)|到点|\bdue\b"
)
_NUMBERS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
PERIODS = re.compile(
    r"(?P<named_day>(?:(?P<dy>20\d\d|今|明)年)?(?P<dm>1[0-2]|0?[1-9])月(?P<d>[12]\d|3[01]|0?[1-9])[日号]?"
    r"(?P<until>[之以]?前)?)"
    r"|(?P<today>今[天日]|\btoday\b)|(?P<tomorrow>明[天日]|\btomorrow\b)|(?P<after_tomorrow>后[天日])"
    r"|(?P<days>(?P<n>\d{1,3}|[一二两三四五六七八九十])(?P<of>天|日|周|个?星期|个?月)之?[内里])"
    r"|(?P<week>[本这]一?周|这个?星期|\bthis week\b)|(?P<next_week>下一?周|下个?星期|\bnext week\b)"
    r"|(?P<next_month_day>下个?月(?P<nd>[12]\d|3[01]|0?[1-9])[日号](?P<nd_until>[之以]?前)?)"
    r"|(?P<next_month>下个?月|\bnext month\b)"
    r"|(?P<named_month>(?<!\d)(?:(?P<y>20\d\d|今|明)年)?(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d)(?:份?(?:(?P<end>底[之以]?前)|(?P<begin>[之以]?前)))?)"
    r"|(?P<month>[本这当]个?月|月底|\bthis month\b)|(?P<year>年底|年内|今年|年前|\bthis year\b)"
    r"|(?P<next_year>明年|\bnext year\b)"
)


def due_period(words: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of the period asked about; a week where none is named.

    None when the words do not ask what falls due.
    """
    if not DUE.search(words):
        return None
    named = PERIODS.search(words)
    return _PERIOD_OF[str(named.lastgroup)](named, today) if named else _days(today, DUE_SOON_DAYS)


def overdue_period(words: str, today: date) -> tuple[date, date] | None:
    """Return the past period asked about (this week, 11月, this month, this year); None when none is."""
    named = PERIODS.search(words)
    began = _BEGAN.get(str(named.lastgroup)) if named else None
    return began(named, today) if named and began else None


def rest_of_week(today: date) -> tuple[date, date]:
    """Return the days of this week from today on."""
    return _of_week(today - timedelta(today.weekday()), today)


def without_period(words: str, kind: str) -> str:
    """Return the words without the period, for the lists a period narrows (`due`, `late`)."""
    return PERIODS.sub(" ", words, count=1) if kind in ("due", "late") else words


def _days(first: date, more: int) -> tuple[date, date]:
    return first, first + timedelta(days=more)


def _number(words: str) -> int:
    return _NUMBERS.get(words) or int(words)


def _within(named: re.Match[str], today: date) -> tuple[date, date]:
    number = _number(named["n"])
    unit = {"天": 1, "日": 1, "周": 7, "期": 7, "月": 30}[named["of"][-1]]
    return _days(today, number * unit)


def _of_week(monday: date, today: date) -> tuple[date, date]:
    return max(monday, today), monday + timedelta(days=6)


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _of_month(first: date, today: date) -> tuple[date, date]:
    return max(first.replace(day=1), today), last_of_month(first)


def _next_month(today: date) -> date:
    return today.replace(day=1) + timedelta(days=31)


def _month_named(named: re.Match[str], today: date) -> tuple[date, date]:
    """Return a month without a year as the current or next one: 12月; with 前, all days until it."""
    month = _number(named["m"])
    first = date(_year(named["y"], today, month < today.month), month, 1)
    if named["begin"]:
        return today, max(first - timedelta(1), today)
    return (today, last_of_month(first)) if named["end"] else _of_month(first, today)


def _year(words: str | None, today: date, passed: bool) -> int:
    if words is None:
        return today.year + passed
    return today.year + (words == "明") if words in "今明" else int(words)


def _day_named(named: re.Match[str], today: date) -> tuple[date, date]:
    """Return a day without a year as today or the next one: 11月30日; with 前, all days until it."""
    month, day = int(named["dm"]), int(named["d"])
    year = _year(named["dy"], today, (month, day) < (today.month, today.day))
    last = date(year, month, min(day, monthrange(year, month)[1]))
    return (min(today, last) if named["until"] else last), last


def _next_month_day(named: re.Match[str], today: date) -> tuple[date, date]:
    """Return a day of the next month; with 前, all days until it."""
    first = _next_month(today).replace(day=1)
    last = first.replace(day=min(int(named["nd"]), last_of_month(first).day))
    return (today if named["nd_until"] else last), last


def _next_year(today: date) -> tuple[date, date]:
    return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)


def _last_month_named(named: re.Match[str], today: date) -> tuple[date, date]:
    """Return a month without a year as the current or last one, up to today: 11月."""
    month = _number(named["m"])
    year = _year(named["y"], today, passed=False) - (named["y"] is None and month > today.month)
    first = date(year, month, 1)
    return first, min(last_of_month(first), today)


Period = Callable[[re.Match[str], date], tuple[date, date]]
_PERIOD_OF: dict[str, Period] = {
    "today": lambda _named, today: _days(today, 0),
    "tomorrow": lambda _named, today: _days(today + timedelta(1), 0),
    "after_tomorrow": lambda _named, today: _days(today + timedelta(2), 0),
    "days": _within,
    "next_month_day": _next_month_day,
    "week": lambda _named, today: _of_week(today - timedelta(today.weekday()), today),
    "next_week": lambda _named, today: _of_week(today + timedelta(7 - today.weekday()), today),
    "next_month": lambda _named, today: _of_month(_next_month(today), today),
    "named_month": _month_named,
    "named_day": _day_named,
    "next_year": lambda _named, today: _next_year(today),
    "month": lambda _named, today: _of_month(today, today),
    "year": lambda _named, today: (today, date(today.year, 12, 31)),
}

_BEGAN: dict[str, Period] = {
    "week": lambda _named, today: (today - timedelta(today.weekday()), today),
    "month": lambda _named, today: (today.replace(day=1), today),
    "named_month": _last_month_named,
    "year": lambda _named, today: (today.replace(month=1, day=1), today),
}
