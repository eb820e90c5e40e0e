"""Find a day that no calendar has: 11月31日, 2027年2月29日, 2026-11-31, 31 November."""

import re
from calendar import monthrange

from rules.language.reading.normalization import normalize
from rules.language.reading.numerals import parse_integer

_N = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_NOT_A_DATE = r"(?<![\d一二三四五六七八九十个])"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})[a-z]{{{{0,6}}}}\.?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?P<y>20\d\d)年)?{_NOT_A_DATE}(?P<m>{_N})月(?P<d>{_N})(?:[日号]|(?=之?前|以前))",
        r"(?<!\d)(?P<y>20\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d.%])",
        r"(?<![\d.])(?P<m>\d{1,2})[./](?P<d>\d{1,2})(?:[日号]|(?=之?前|以前))",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m')}(?:,? (?P<y>20\d\d))?\b",
        rf"\b{_MONTH.format('m')} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>20\d\d))?",
    )
)
_LEAP_YEAR = 2028


def find_no_such_day(text: str) -> str:
    """Return the first day named that does not exist, as written; empty when all do.

    Without a year 2月29日 exists.
    """
    normalized = normalize(text)
    found = (each for pattern in _WRITTEN for each in pattern.finditer(normalized))
    return next((each.group() for each in found if not _exists(each)), "")


def _exists(found: re.Match[str]) -> bool:
    year = int(found.groupdict().get("y") or _LEAP_YEAR)
    month, day = _month(found["m"]), _number(found["d"])
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _month(written: str) -> int:
    short = written.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _number(written)


def _number(written: str) -> int:
    return parse_integer(written.replace("廿", "二十").replace("卅", "三十")) or 0
