"""Read the day on which somebody was on site."""

import re
from datetime import date, datetime, timedelta

from rules.language.reading import periods
from rules.language.reading.normalization import normalize

_WORDS = {
    "今天": 0, "今日": 0, "today": 0,
    "昨天": 1, "昨日": 1, "yesterday": 1,
    "前天": 2, "前日": 2,
}  # fmt: skip
_DAY = re.compile(
    r"(?:(20\d\d)\s?[年\-/.]\s?)?(1[0-2]|0?[1-9])\s?[月\-/.]\s?(3[01]|[12]\d|0?[1-9])\s?[日号]?"
)
_ENGLISH = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y")


def find_seen_day(text: str, today: date) -> date | None:
    """Return the one day that the text is; None when it is none, or no day of the calendar.

    Without a year it is the nearest such day.
    """
    words = normalize(text).lower().strip(" 。.,")
    back = _WORDS.get(words)
    if back is not None:
        return today - timedelta(back)
    found = _DAY.fullmatch(words)
    if found is None:
        return _english(words, today)
    year = int(found[1]) if found[1] else None
    return _nearest(year, int(found[2]), int(found[3]), today)


def _nearest(year: int | None, month: int, number: int, today: date) -> date | None:
    years = [year] if year else [today.year, today.year - 1, today.year + 1]
    days = [day for day in (periods.day(each, month, number) for each in years) if day is not None]
    return min(days, key=lambda day: abs(day - today), default=None)


def _english(words: str, today: date) -> date | None:
    with_year = words if re.search(r"20\d\d", words) else f"{words} {today.year}"
    for form in _ENGLISH:
        try:
            day = datetime.strptime(with_year.replace(",", ""), form).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if with_year == words else _nearest(None, day.month, day.day, today)
    return None
