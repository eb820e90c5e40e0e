"""The day by which something is to be answered, as its words name it: 三天内, 周五前."""

from datetime import date, datetime

from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.language.reading.values import DateRead
from rules.policy.calendar import WorkCalendar

_NO_ITEMS = ItemIndex.build([])
_NAMES_ONE = frozenset({"deadline", "promise"})


def find_due_day(words: str, now: datetime, calendar: WorkCalendar) -> date | None:
    """Return the last day to answer that words name; None where they name none to come."""
    found = read(words, now=now, calendar=calendar, index=_NO_ITEMS)
    return latest_due_day(found.dates, now.date())


def latest_due_day(dates: tuple[DateRead, ...], today: date) -> date | None:
    """Return the last day to come among those by which something is to be done."""
    named = (day.value for day in dates if day.role in _NAMES_ONE)
    return max((day for day in named if day >= today), default=None)
