"""Read the one day that a text is, or begins with."""

from dataclasses import replace
from datetime import date, datetime, time

from rules.language.reading.days.finding import language_of, named_days
from rules.language.reading.days.values import DateQuery, DayKind, Found
from rules.language.reading.days.years import year_of
from rules.language.reading.normalization import normalize
from rules.policy.calendar import WorkCalendar


def find_seen_day(text: str, today: date) -> date | None:
    """Return the one day that the text is; None when it is none, or no day of the calendar.

    Without a year it is the nearest such day.
    """
    words = normalize(text).strip(" 。.,")
    words += "日" if words[:1].isdigit() and words[-1:].isdigit() else ""
    found = next(iter(named_days(words, language_of(words))), None)
    return _nearest(found, today) if found is not None and found.words() == words else None


def find_leading_day(text: str, today: date) -> date | None:
    """Return the day with which the text begins, whatever is said of it: 昨天 下雨."""
    words = normalize(text).strip()
    found = next(iter(named_days(words, language_of(words))), None)
    return _nearest(found, today) if found is not None and not found.start else None


def _nearest(found: Found, today: date) -> date | None:
    if found.means.kind is not DayKind.DAY:
        return None
    year = year_of(found, today)
    years = [year] if year or not found.means.dated else [today.year + n for n in (0, -1, 1)]
    asked = DateQuery(datetime.combine(today, time()), WorkCalendar.china(), past=True)
    stretches = [found.means.resolve(found, replace(asked, year=each)) for each in years]
    days = [first for first, last in filter(None, stretches) if first == last]
    return min(days, key=lambda day: abs(day - today), default=None)
