"""Days given by a public holiday: 国庆前, 春节期间, 节后上班第一天, before National Day."""

from datetime import date, timedelta

from rules.language.reading.days import resolving
from rules.language.reading.days.calendar import Stretch, one_day
from rules.language.reading.days.values import DateQuery, Found

_NAMES = {
    "元旦": "元旦", "新年": "元旦", "春节": "春节", "过年": "春节", "新春": "春节", "清明": "清明",
    "五一": "劳动节", "劳动节": "劳动节", "5.1": "劳动节", "端午": "端午", "中秋": "中秋", "国庆": "国庆",
    "十一": "国庆", "10.1": "国庆", "national day": "国庆", "spring festival": "春节",
    "chinese new year": "春节", "lunar new year": "春节", "new year": "元旦", "may day": "劳动节",
    "labour day": "劳动节", "labor day": "劳动节", "mid-autumn": "中秋", "dragon boat": "端午",
    "qingming": "清明",
}  # fmt: skip
_LANTERNS = timedelta(days=14)
"""The Lantern Festival comes a fortnight after the first day of spring."""


def _days_off(name: str, asked: DateQuery) -> Stretch | None:
    """Return first and last day off: of the year stated, else of the holiday not yet over.

    Where something is reported as done, of the last one.
    """
    holiday, year = asked.calendar.holiday, asked.today.year
    if asked.year:
        return holiday(name, asked.year)
    here = holiday(name, year)
    if asked.past:
        return here if here and here[0] <= asked.today else holiday(name, year - 1)
    return here if here and here[1] >= asked.today else holiday(name, year + 1)


def dotted_day(found: Found, asked: DateQuery) -> Stretch | None:
    """Return a month and a day: 12.20前. Before 5.1 and 10.1 means before the holiday."""
    feast = _NAMES.get(f"{found.words('m')}.{found.words('d')}")
    return _eve_of(feast, asked) if feast else resolving.MONTH_DAY(found, asked)


def _name(found: Found) -> str:
    return _NAMES[found.words("feast").lower().strip('“”"')]


def during(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the days off."""
    return _days_off(_name(found), asked)


def begins(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the festival itself: 延到元旦."""
    return one_day(_festival(_name(found), asked))


def eve(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the day before the festival: 春节前 ends on its eve, though that is a day off."""
    return _eve_of(_name(found), asked)


def _eve_of(name: str, asked: DateQuery) -> Stretch | None:
    feast = _festival(name, asked)
    return one_day(feast - timedelta(days=1) if feast else None)


def _festival(name: str, asked: DateQuery) -> date | None:
    off = _days_off(name, asked)
    return asked.calendar.festival(name, off[1].year) if off else None


def eve_of_days_off(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the day before the next days off."""
    off = during(found, asked)
    return one_day(off[0] - timedelta(days=1) if off else None)


def first_day(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the first day off: 元旦当天."""
    if not found.words("near").startswith("当"):
        return None
    off = during(found, asked)
    return one_day(off[0] if off else None)


def workday_after(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the first workday after a holiday."""
    off = during(found, asked)
    return one_day(asked.calendar.first_workday_after(off) if off else None)


def workday_after_next(_: Found, asked: DateQuery) -> Stretch | None:
    """Return the first workday after the current or next holiday: 节后 without a name."""
    every = [_days_off(name, asked) for name in sorted(set(_NAMES.values()))]
    ahead = [off for off in every if off and off[1] >= asked.today]
    return one_day(asked.calendar.first_workday_after(min(ahead)) if ahead else None)


def before_lanterns(_: Found, asked: DateQuery) -> Stretch | None:
    """Return the day before the Lantern Festival."""
    years = (asked.year,) if asked.year else (asked.today.year, asked.today.year + 1)
    eves = [_eve_of_lanterns(asked, year) for year in years]
    return one_day(next((e for e in eves if e and (asked.year or e >= asked.today)), None))


def _eve_of_lanterns(asked: DateQuery, year: int) -> date | None:
    spring = asked.calendar.festival("春节", year)
    return spring + _LANTERNS - timedelta(days=1) if spring else None
