"""Public notices and objections to them, in words."""

import re
from dataclasses import dataclass
from datetime import date

from rules.language.reading.numerals import parse_numeral
from rules.policy.spans import MOST, YEARS

_DAY = r"(?:(?P<{0}y>\d{{4}})[年./-])?(?:(?P<{0}m>\d{{1,2}})[月./-])?(?P<{0}d>\d{{1,2}})日?"
_SPAN = re.compile(
    _DAY.format("a")
    + r"(?:[（(][^）)]{1,6}[）)])?起?\s?(?:至|到|—{1,2}|－|～|~|-)\s?"
    + _DAY.format("b")
)
_COUNT = re.compile(r"([\d一二三四五六七八九十]{1,3})个?(工作日|自然日|天|日(?!起|至|前|内))")
_OBJECTS = re.compile(r"异议|\bobjections?\b|\bobject(?:s|ed)?\s+to\b", re.IGNORECASE)
_LONGEST = 3000
"""Characters of a notice that are looked at: published ones are shorter."""


@dataclass(frozen=True, slots=True)
class StatedNotice:
    """The span of a public notice as it is written, and how many days it is said to have.

    `days` is None where no number is written; `working` tells whether they are working days.
    """

    first: date
    last: date
    days: int | None
    working: bool


def speaks_of_objection(text: str) -> bool:
    """Return whether words tell of an objection."""
    return bool(_OBJECTS.search(text))


def mentions_notice(text: str) -> bool:
    """Return whether words mention a public notice."""
    return "公示" in text


def stated_notice(text: str, today: date) -> StatedNotice | None:
    """Return the span that a public notice states; None when the text is none.

    A first day without a year is of today's; a last one is of the first one's, or the next.
    """
    text = text[:_LONGEST]
    if not mentions_notice(text):
        return None
    spans = (_dates(found, today) for found in _SPAN.finditer(text))
    span = next((each for each in spans if each is not None), None)
    return None if span is None else StatedNotice(*span, *_count(text))


def _dates(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """Return both days of a span; None for what is no span of days."""
    if not found["am"] or (found["ay"] is None and "月" not in found[0]):
        return None
    first = _day(found, "a", today.year, None)
    last = first and _day(found, "b", first.year, first.month)
    if first and last and last < first and not found["by"]:
        last = _day(found, "b", first.year + 1, first.month)
    if first is None or last is None or not 0 <= (last - first).days < MOST:
        return None
    return first, last


def _day(found: re.Match[str], which: str, year: int, month: int | None) -> date | None:
    try:
        day = date(
            int(found[f"{which}y"] or year),
            int(found[f"{which}m"] or month or 0),
            int(found[f"{which}d"]),
        )
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _count(text: str) -> tuple[int | None, bool]:
    """Return the number of days that is written, and whether they are working days."""
    found = _COUNT.search(_SPAN.sub(" ", text))
    number = parse_numeral(found[1]) if found else None
    if found is None or number is None:
        return None, False
    return int(number), found[2] == "工作日"
