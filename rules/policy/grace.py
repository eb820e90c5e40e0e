"""The first days of items that came in overdue: the office looks at them before anybody is reminded."""

from datetime import date

from rules.policy.city import City


def told_from(entered: date, city: City) -> date:
    """Return the first day on which the owner of an item that was overdue when it came in is told of it."""
    if not city.import_grace:
        return entered
    return city.calendar.add_working_days(entered, city.import_grace + 1)


def waits(due: date, entered: date, today: date, city: City) -> bool:
    """Return whether something that was due by `due`, and entered on a day, is left alone today."""
    return due < entered and today < told_from(entered, city)
