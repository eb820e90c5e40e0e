"""A wish that somebody stands in while its writer is away: 我下周休假，请王强代我."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rules.language.asked_days import coming
from rules.language.reading.normalization import normalize
from rules.policy.spans import Days

DAY = timedelta(days=1)
LONGEST = 80
"""Characters of such a wish; more are a report that speaks of it."""

_AWAY = re.compile(
    r"[休请]假|年假|婚假|产假|病假|事假|探亲|出差|外出|出国|学习|培训|住院|不在(?:岗|单位|家)|离岗"
    r"|\b(?:away|leave|holiday|vacation)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?:代|替|帮)(?:我|为|理|管|办|班|行)|接手|代[办管理班]|AB角|负责"
    r"|\b(?:stands? in|deput|instead of me|cover)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?(?:到|至|~|-|—)(?:(?P<n>\d{1,2})月)?(?P<e>\d{1,2})[日号]?"
)
_LENGTH = re.compile(r"[休请]假(?P<n>\d{1,2}|[一两二三四五六七八九十])(?P<u>天|周|个?星期)")
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Absence:
    """Days away, None where none are named, and the words in which the deputy is named."""

    days: Days | None
    words: str


def find_absence(text: str, today: date) -> Absence | None:
    """Return the wish that a text is; None where it is none."""
    words = normalize(text).strip()
    if len(words) > LONGEST or not (_AWAY.search(words) and _INSTEAD.search(words)):
        return None
    return Absence(_days(words, today), words)


def _days(words: str, today: date) -> Days | None:
    named = _ranged(words, today)
    if named is None:
        named = coming(words, today)
        length = _LENGTH.search(words)
        if length:
            first = named[0] if named else today
            return first, first + DAY * (_count(length) - 1)
    return None if named is None or named[1] < today else (max(named[0], today), named[1])


def _count(length: re.Match[str]) -> int:
    number = length["n"]
    days = int(number) if number.isdigit() else _DIGITS[number]
    return days if length["u"] == "天" else days * 7


def _ranged(words: str, today: date) -> Days | None:
    """Return the days from one to another; those of next year where they are past this year."""
    found = _RANGE.search(words)
    if found is None:
        return None
    first = _next(today, int(found["m"]), int(found["d"]))
    last = None if first is None else _next(first, int(found["n"] or found["m"]), int(found["e"]))
    return (first, last) if first and last else None


def _next(today: date, month: int, day: int) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:
            return None
        if named >= today:
            return named
    return None
