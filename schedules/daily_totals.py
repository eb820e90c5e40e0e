"""The totals of each day that is over, so that leaders can compare: once a day, after midnight."""

from datetime import datetime, timedelta

from rules.policy.city import City
from schedules import once_a_day
from storage.db.engine import Tx
from storage.queries import daily_totals

DAY = timedelta(days=1)
MOST_DAYS = 31
"""Days that are made up for after a standstill."""


def run(tx: Tx, city: City, now: datetime) -> int:
    """Keep the totals of yesterday, and of the days before that nobody kept; return how many rows."""
    begun = once_a_day.begin(tx, "totals", city.today(now))
    if begun is None:
        return 0
    days = min((begun.today - begun.last).days, MOST_DAYS) if begun.last else 1
    return sum(daily_totals.keep(tx, city, begun.today - back * DAY) for back in range(days, 0, -1))
