"""On which day items came into the ledger, by the journal."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger.tables import journal

ITEMS_AT_ONCE = 1000
"""Items named in one query: a database takes only so many values in a statement."""


def days_entered(tx: Tx, city: City, items: Iterable[int]) -> dict[int, date]:
    """Return the city's day on which each of these items was imported, where that is recorded."""
    numbers = list(dict.fromkeys(items))
    days: dict[int, date] = {}
    for first in range(0, len(numbers), ITEMS_AT_ONCE):
        named = journal.c.item_id.in_(numbers[first : first + ITEMS_AT_ONCE])
        query = select(journal.c.item_id, journal.c.at).where(named)
        for row in tx.execute(query.where(journal.c.fact == "ItemEntered")):
            days[row.item_id] = city.today(row.at)
    return days
