"""Find a day that no calendar has: 11月31日, 2027年2月29日, 2026-11-31, 31 November."""

from datetime import date

from rules.language.reading.days import calendar
from rules.language.reading.days.finding import language_of, named_days
from rules.language.reading.days.resolving import number
from rules.language.reading.days.roles import LIMIT
from rules.language.reading.days.years import year_of
from rules.language.reading.normalization import normalize

_LEAP_YEAR = date(2028, 1, 1)


def find_no_such_day(text: str) -> str:
    """Return the first day named that does not exist, as written; empty when all do.

    Without a year 2月29日 exists.
    """
    normalized = normalize(text)
    for each in named_days(normalized, language_of(normalized)):
        month, of_month = number(each, "m"), number(each, "d")
        year = year_of(each, _LEAP_YEAR) or _LEAP_YEAR.year
        if each.words("m") and each.words("d") and calendar.day(year, month, of_month) is None:
            return LIMIT.sub("", each.words())
    return ""
