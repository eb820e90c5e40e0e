"""Read past periods from a question: yesterday, last week, this month, since a day."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both included."""

_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_WEEKDAYS = "一二三四五六日"
_PAST = re.compile(
    r"(?P<today>今[天日]|\btoday\b)|(?P<yesterday>昨[天日]|\byesterday\b)|(?P<day_before>前[天日])"
    r"|(?P<weekday>(?P<whose>[本这上])?周(?P<nth>[一二三四五六日天]))"
    r"|(?P<week_before>上上个?(?:周|星期))|(?P<last_week>上一?个?(?:周|星期)|\blast week\b)"
    r"|(?P<week>[本这]一?个?(?:周|星期)|\bthis week\b)"
    r"|(?P<last_month>上一?个?月|\blast month\b)|(?P<month>[本这当]个?月|\bthis month\b)"
    r"|(?P<last_days>(?:最?近|过去|前)(?P<n>\d{1,3}|[一二两三四五六七八九十])(?P<of>天|日|周|个?星期|个?月)(?:之?[内里来])?"
    r"|\b(?:last|past) (?P<days>\d{1,3}) days\b)"
    r"|(?P<day>(?:(?P<dy>20\d\d|今|去)年)?(?P<dm>1[0-2]|0?[1-9])月(?P<d>[12]\d|3[01]|0?[1-9])[日号]?"
    r"(?P<since>以来|之?后|起|至今)?)"
    r"|(?P<named_month>(?<!\d)(?:(?P<my>20\d\d|今|去)年)?(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)"
    r"|(?P<last_year>去年)|(?P<year>今年|\bthis year\b)"
)


def find_past_days(words: str, today: date) -> Days | None:
    """Return the period named, up to today; None when none is."""
    named = _PAST.search(words)
    if named is None:
        return None
    first, last = _DAYS_OF[str(named.lastgroup)](named, today)
    return min(first, today), min(last, today)


def without_days(words: str) -> str:
    """Return the words without the period that `find_past_days` finds."""
    return _PAST.sub(" ", words, count=1)


def _number(words: str) -> int:
    return _NUMBERS.get(words) or (10 + _NUMBERS[words[1]] if words[0] == "十" else int(words))


def _back(days: int, more: int = 0) -> Callable[[re.Match[str], date], Days]:
    """Return a resolver for the day so many days ago and `more` days after it."""

    def found(_named: re.Match[str], today: date) -> Days:
        first = today - timedelta(days)
        return first, first + timedelta(more)

    return found


def _week(weeks_ago: int) -> Callable[[re.Match[str], date], Days]:
    def found(_named: re.Match[str], today: date) -> Days:
        monday = today - timedelta(today.weekday() + 7 * weeks_ago)
        return monday, monday + timedelta(6)

    return found


def _weekday(named: re.Match[str], today: date) -> Days:
    """Return the last such weekday, or that of the week stated: 周三, 上周三."""
    nth = _WEEKDAYS.index(named["nth"].replace("天", "日"))
    day = today + timedelta(nth - today.weekday())
    if named["whose"] == "上" or (named["whose"] is None and day > today):
        day -= timedelta(7)
    return day, day


def _month_of(day: date) -> Days:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _last_days(named: re.Match[str], today: date) -> Days:
    each = {"天": 1, "日": 1, "周": 7, "期": 7, "月": 30}[(named["of"] or "天")[-1]]
    number = _number(named["n"] or named["days"])
    return today - timedelta(max(number * each, 1) - 1), today


def _year(text: str | None, today: date, to_come: bool) -> int:
    """Return the year stated; without one this year, or the last if the day would be to come."""
    if text is None:
        return today.year - to_come
    return today.year - (text == "去") if text in "今去" else int(text)


def _day(named: re.Match[str], today: date) -> Days:
    month, number = int(named["dm"]), int(named["d"])
    year = _year(named["dy"], today, (month, number) > (today.month, today.day))
    day = date(year, month, min(number, monthrange(year, month)[1]))
    return day, today if named["since"] else day


def _named_month(named: re.Match[str], today: date) -> Days:
    month = _number(named["m"])
    return _month_of(date(_year(named["my"], today, month > today.month), month, 1))


_DAYS_OF: dict[str, Callable[[re.Match[str], date], Days]] = {
    "today": _back(0),
    "yesterday": _back(1),
    "day_before": _back(2),
    "weekday": _weekday,
    "week": _week(0),
    "last_week": _week(1),
    "week_before": _week(2),
    "month": lambda _named, today: _month_of(today),
    "last_month": lambda _named, today: _month_of(today.replace(day=1) - timedelta(1)),
    "last_days": _last_days,
    "day": _day,
    "named_month": _named_month,
    "year": lambda _named, today: (today.replace(month=1, day=1), today),
    "last_year": lambda _named, today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
}
