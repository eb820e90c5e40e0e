"""The days a question asks about: gone by (上周谁没报), or those on which something falls due (月底前到期的)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rules.language.productions import Grammar, Production
from rules.language.reading.days import chinese, english, holidays, resolving
from rules.language.reading.days.calendar import Stretch
from rules.language.reading.days.durations import count
from rules.language.reading.days.values import DateQuery, DayRule, Found, Resolve
from rules.language.reading.days.years import year_of
from rules.policy.calendar import WorkCalendar
from rules.policy.spans import Days
from rules.policy.tallies import DUE_SOON_DAYS

_DUE = re.compile(
    r"(?:快|即将?|将要?|要|马上|近期|[周月日天])[^,;。]{0,4}到期|到期(?![未没了])|到点|\bdue\b|"
    r"(?:该|须|需要?|要)(?:完成|办[完结]|[做干弄]完|收口|整改完|交账)"
)
_DAY = timedelta(days=1)
_LENGTHS = {"周": 7, "期": 7, "拜": 7, "月": 30}


def _so_many_days(found: Found) -> int:
    return int(count(found) or 0) * _LENGTHS.get(found.words("u")[-1:], 1)


def _last_days(found: Found, asked: DateQuery) -> Stretch | None:
    return asked.today - _DAY * (max(_so_many_days(found), 1) - 1), asked.today


def _next_days(found: Found, asked: DateQuery) -> Stretch | None:
    return asked.today, asked.today + _DAY * _so_many_days(found)


def _month_day(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a day of a month, its last day where the month has no such day."""
    day = resolving.MONTH_DAY(found, asked)
    month = None if day else resolving.MONTH(found, asked)
    last = day[1] if day else month and month[1]
    return (last, last) if last else None


def _day_of_month(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a day of a month that is named by its place, its last day where it has no such day."""
    month = resolving.month_by_place(found, asked)
    if month is None:
        return None
    day = month[0] + _DAY * (int(count(found) or 1) - 1)
    return (min(day, month[1]),) * 2


def _row(pattern: str, resolve: Resolve, example: str, reads: str) -> Production[DayRule]:
    return Production(pattern, DayRule(resolve, ""), example, reads)


_LENGTH = "(?P<n>{small|digits})(?P<u>{length|calendar_day})"
_OF_MONTH = "{year}?(?P<m>{small}){month}"
_BOTH = (
    _row("(?P<near>{near})", resolving.near_day, "今天到期的", "今天"),
    _row("(?P<which>{which}){week}", resolving.week, "本周谁没报", "本周"),
    _row("(?P<which>{which})(?P<weekday>{weekday})", resolving.weekday_of_week, "上周三谁没报", "上周三"),
    _row("(?P<weekday>{weekday})", resolving.weekday, "周一谁没报", "周一"),
    _row("(?P<which>{which}){month}", resolving.month_by_place, "上个月拆了多少", "上个月"),
    _row(_OF_MONTH, resolving.MONTH, "9月份谁没报", "9月份"),
    _row("{named_year}", resolving.year_end, "今年拆了多少", "今年"),
    _row("{year}?(?:第|{before})?(?P<q>{small}){quarter}", resolving.QUARTER, "一季度到期的", "一季度"),
    _row("(?P<which>{which}){quarter}", resolving.quarter_by_place, "本季度到期的", "本季度"),
)  # fmt: skip
PAST = Grammar(
    chinese.WORDS,
    (
        *_BOTH,
        _row("{lately|before}" + _LENGTH + "{within|so_far}?", _last_days, "近7天谁没报", "近7天"),
        _row(_OF_MONTH + "(?P<d>{small}){day}?", _month_day, "11月20日谁没报", "11月20日"),
        _row("{year}?(?P<feast>{feast})", holidays.during, "国庆以来", "国庆"),
    ),
)  # fmt: skip
DUE_DAYS = Grammar(
    chinese.WORDS,
    (
        *_BOTH,
        _row("(?P<weekday>{weekday})(?P<until>{before})", resolving.weekday, "周五之前到点的", "周五之前"),
        _row(
            "(?P<which>{which})(?P<weekday>{weekday})(?P<until>{before})",
            resolving.weekday_of_week, "下周三前到期的", "下周三前",
        ),
        _row(
            "(?P<which>{which}){month}(?P<n>{small}){day}(?P<until>{before})?",
            _day_of_month, "下个月15号前到期的", "下个月15号前",
        ),
        _row(_LENGTH + "{within|so_far}", _next_days, "三天内到期的", "三天内"),
        _row(_OF_MONTH + "(?P<d>{small}){day}?(?P<until>{before})?", _month_day, "12月5日前到期的", "12月5日前"),
        _row(_OF_MONTH + "(?P<end>{close})(?P<until>{before})", resolving.MONTH, "12月底前到期的", "12月底前"),
        _row(_OF_MONTH + "(?P<begin>{before})", resolving.MONTH, "12月前到期的", "12月前"),
        _row("{year}?(?P<feast>{feast})(?P<until>{before})", holidays.eve, "春节前到期的", "春节前"),
        _row("{month}{close}", resolving.month_by_place, "月底到期的", "月底"),
        _row("{year_unit}(?:{close}|{within}|{before})", resolving.year_end, "年底到期的", "年底"),
    ),
)  # fmt: skip
ENGLISH = Grammar(
    english.WORDS,
    (
        _row("(?P<near>{near})", resolving.near_day, "due today", "today"),
        _row("(?P<which>{which}){week}", resolving.week, "due this week", "this week"),
        _row("(?P<which>{which}){whole_month}", resolving.month_by_place, "last month", "last month"),
        _row("{named_year}", resolving.year_end, "due next year", "next year"),
        _row("{lately}(?P<n>{small|amount})(?P<u>{length})", _last_days, "past 3 days", "past 3 days"),
    ),
)  # fmt: skip


def _named(words: str, grammar: Grammar[DayRule]) -> Found | None:
    """Return the first words that name days; None when none do."""
    every = (
        each for table in (grammar, ENGLISH) for each in table.find(table.vocabulary.read(words))
    )
    return next(every, None)


def _resolved(found: Found, today: date, *, past: bool) -> Stretch | None:
    calendar_of_china, now = WorkCalendar.china(), datetime.combine(today, time())
    year = year_of(found, today)
    return found.means.resolve(found, DateQuery(now, calendar_of_china, year=year, past=past))


def _without(words: str, found: Found | None) -> str:
    return f"{words[: found.start]} {words[found.end :]}" if found else words


@dataclass(frozen=True, slots=True)
class _PastDays:
    """Days gone by, and where the words for them stand."""

    start: int
    end: int
    days: Stretch
    joined: bool = True
    """They are since a day, or from one to another."""


_FROM = re.compile(r"(?:自从|从|自|打|\bsince |\bfrom )\Z")
_UNTIL_NOW = re.compile(
    r"(?:开始)?(?:一直)?[到至](?:现在|目前|眼下|如今|今天|今日|今)"
    r"|(?:开始)?(?:以来|以后|之后|过后|至今|来|起|后)| (?:until|till|to) now"
)
_UP_TO = re.compile(r"[到至~—-]| (?:to|until|till) ")


def _past(words: str, today: date) -> _PastDays | None:
    """Return the first days gone by that the words name: 上个月, 国庆以来, 从9月到11月."""
    every = [*PAST.find(chinese.WORDS.read(words)), *ENGLISH.find(english.WORDS.read(words))]
    first = _resolved(every[0], today, past=True) if every else None
    if first is None or first[0] > today:
        return None
    lead = _FROM.search(words[: every[0].start])
    start, end = (lead.start() if lead else every[0].start), every[0].end
    now, up_to = _UNTIL_NOW.match(words, end), _UP_TO.match(words, end)
    if now:
        return _PastDays(start, now.end(), (first[0], today))
    if up_to and len(every) > 1 and every[1].start == up_to.end():
        last = _resolved(every[1], today, past=True)
        if last and last[1] >= first[0]:
            return _PastDays(start, every[1].end, (first[0], last[1]))
    return _PastDays(start, end, (first[0], today) if lead else first, joined=bool(lead))


def find_past_days(words: str, today: date) -> Days | None:
    """Return the days gone by that are named, up to today; None when none are."""
    found = _past(words, today)
    return (found.days[0], min(found.days[1], today)) if found else None


def without_days(words: str, today: date) -> str:
    """Return the words without the days that `find_past_days` finds."""
    found = _past(words, today)
    return f"{words[: found.start]} {words[found.end :]}" if found else words


def due_period(words: str, today: date) -> Days | None:
    """Return the first and last day of the period asked about; a week where none is named.

    None when the words do not ask what falls due.
    """
    if not _DUE.search(words):
        return None
    found = _named(words, DUE_DAYS)
    stretch = _resolved(found, today, past=False) if found else None
    if found is None or stretch is None:
        return today, today + DUE_SOON_DAYS * _DAY
    first, last = stretch
    if found.words("begin"):
        return today, max(first - _DAY, today)
    if found.words("until"):
        return min(today, last), last
    return min(max(first, today), last), last


def coming(words: str, today: date) -> Days | None:
    """Return the days that are named, from today on where they are those until a day; None when none are."""
    found = _named(words, DUE_DAYS)
    stretch = _resolved(found, today, past=False) if found else None
    if found is None or stretch is None:
        return None
    until = found.words("until") or found.words("begin")
    return (min(today, stretch[1]), stretch[1]) if until else stretch


def overdue_period(words: str, today: date) -> Days | None:
    """Return the period asked about, up to today: this week, 11月, this month, this year; None when none is."""
    spanned = _past(words, today)
    if spanned and spanned.joined:
        return spanned.days[0], min(spanned.days[1], today)
    found = _named(words, DUE_DAYS)
    stretch = _resolved(found, today, past=True) if found else None
    if found is None or stretch is None or found.words("until") or found.words("n"):
        return None
    whole = stretch[0] < stretch[1] and (found.words("m") or stretch[1] >= today)
    return (stretch[0], min(stretch[1], today)) if whole and stretch[0] <= today else None


def without_period(words: str) -> str:
    """Return the words without the period that `due_period` finds."""
    return _without(words, _named(words, DUE_DAYS))


def without_due(words: str) -> str:
    """Return the words without the period, and without what asks for what falls due."""
    return _DUE.sub(" ", without_period(words))


def periods(words: str) -> list[tuple[int, int]]:
    """Return where periods stand in the words; today is none."""
    found = [*DUE_DAYS.find(chinese.WORDS.read(words)), *ENGLISH.find(english.WORDS.read(words))]
    return [(each.start, each.end) for each in found if each.words() not in _TODAY]


_TODAY = ("今天", "今日", "today")
