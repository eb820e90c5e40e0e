"""What answers are looked up in, made in portions ahead of who asks: after a start, an import, midnight."""

from datetime import date

from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger import city_entries, entities, item_mapper, item_numbers, search_index
from storage.people import people


def prepare(tx: Tx, city: City, today: date) -> bool:
    """Make one portion, some 10 ms of work; return whether more is left."""
    return (
        item_mapper.catalogue.prepare(tx)
        or people.below.prepare(tx)
        or item_numbers.prepare(tx)
        or search_index.prepare(tx)
        or entities.names.prepare(tx)
        or city_entries.prepare(tx, city, today)
    )
