"""What digests tell of the whole city's items: looked at once a day, and then what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rules.policy.city import City
from rules.policy.digests import DigestEntry, digest_entry, sorted_entries
from rules.policy.items import Item, is_open
from storage.db.engine import Tx
from storage.ledger import item_store, lights
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.item_filter import ItemFilter
from storage.ledger.journal_cursor import JournalCursor, items_touched


@dataclass(slots=True)
class _CachedEntries:
    """`entries` by item, as they were at a place, judged as the city judges."""

    place: JournalCursor = field(default_factory=JournalCursor)
    city: City | None = None
    entries: dict[int, DigestEntry] = field(default_factory=dict)
    in_order: list[DigestEntry] = field(default_factory=list)


_kept = VersionedCache(lambda _tx: _CachedEntries())


def entries_of_city(tx: Tx, city: City, today: date) -> list[DigestEntry]:
    """Return every item that a digest has to tell of, in the order of telling."""
    kept = _kept(tx)
    touched, here = items_touched(tx, kept.place, today)
    if touched == frozenset() and kept.city == city:
        return kept.in_order
    if touched is None or kept.city != city:
        kept.entries = _entries(
            tx, city, item_store.everything(tx, ItemFilter(open_only=True)), today
        )
    else:
        for item in touched:
            kept.entries.pop(item, None)
        still_open = [i for i in item_store.by_ids(tx, touched).values() if is_open(i)]
        kept.entries |= _entries(tx, city, still_open, today)
    kept.in_order = sorted_entries(kept.entries.values())
    kept.place, kept.city = here, city
    return kept.in_order


def _entries(tx: Tx, city: City, items: Iterable[Item], today: date) -> dict[int, DigestEntry]:
    held = list(items)
    seen = lights.of_items(tx, city, held, today)
    found = (digest_entry(item, seen[item.id], today, city.due_soon_days) for item in held)
    return {entry.item.id: entry for entry in found if entry is not None}
