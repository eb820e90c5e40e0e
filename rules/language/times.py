"""Read a time of day: 12:00, 下午3点, 周五中午, 5pm."""

import re
from datetime import time

from rules.language.reading.numerals import parse_integer

_HOUR = r"(?<!\d)\d{1,2}|(?<![周期拜])(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_CLOCK = re.compile(
    rf"({_HOUR})\s*(?:[:：](\d{{2}})(?!\d)|[点时](半|[一三]刻|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?=分))?)"
)
_ENGLISH = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_NOON = re.compile(r"[中正]午|\b(?:noon|midday)\b", re.IGNORECASE)
_NIGHT = re.compile(r"晚|夜|\b(?:evening|tonight|night|midnight)\b", re.IGNORECASE)
_AFTER_NOON = re.compile(r"下午|午后|傍晚|\bafternoon\b", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"上午|早上|早晨|清晨|凌晨|[今明后]早|\bmorning\b", re.IGNORECASE)
_BARE = re.compile(r"\bat\s+\d{1,2}\b", re.IGNORECASE)
QUARTERS = {"": 0, "半": 30, "一刻": 15, "三刻": 45}
NOON = 12


def find_time(words: str) -> time | None:
    """Return the time named; None where none is, or where it is not a valid time."""
    english = _ENGLISH.search(words)
    if english is not None:
        hour, minute, half = english.groups()
        after = half.lower() == "p"
        return _at(int(hour) % NOON + after * NOON, int(minute or 0), there=0 < int(hour) <= NOON)
    clock = _CLOCK.search(words)
    if clock is None:
        return time(NOON) if _NOON.search(words) else None
    hours, minutes, rest = parse_integer(clock[1]) or 0, clock[2], clock[3] or ""
    return _at(_in_part(hours, words), int(minutes) if minutes else _minutes(rest))


def _at(hours: int, minutes: int, *, there: bool = True) -> time | None:
    return time(hours, minutes) if there and hours < 24 and minutes < 60 else None


def _in_part(hours: int, words: str) -> int:
    """Return the hour on the 24-hour clock: 下午3点 is 15, 中午1点 is 13, 晚上12点 is 24."""
    if _NIGHT.search(words):
        return hours + NOON if hours <= NOON else hours
    late = _AFTER_NOON.search(words) or (_NOON.search(words) and hours <= 3)
    return hours + NOON if late and hours < NOON else hours


def _minutes(rest: str) -> int:
    return QUARTERS[rest] if rest in QUARTERS else parse_integer(rest) or 0


def is_unclear_time(words: str) -> bool:
    """Return whether a time is named without a valid hour: 周五上午, 25:00."""
    named = (_CLOCK, _ENGLISH, _NIGHT, _AFTER_NOON, _BEFORE_NOON, _BARE)
    return find_time(words) is None and any(pattern.search(words) for pattern in named)
