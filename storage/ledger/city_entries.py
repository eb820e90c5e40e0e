"""What digests tell of the whole city's items: looked at once a day, and then what changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rules.policy.city import City
from rules.policy.digests import DigestEntry, digest_entry, sorted_entries
from rules.policy.forecast import Light
from rules.policy.items import Item, is_open
from storage.db.engine import Tx
from storage.ledger import item_store, lights
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.item_filter import ItemFilter
from storage.ledger.journal_cursor import JournalCursor, items_touched


@dataclass(slots=True)
class _CachedEntries:
    """`entries` by item, as they were at a place, judged as the city judges.

    `in_order` is None until somebody asks for the order.
    """

    place: JournalCursor = field(default_factory=JournalCursor)
    city: City | None = None
    entries: dict[int, DigestEntry] = field(default_factory=dict)
    lights: Counter[Light] = field(default_factory=Counter)
    in_order: list[DigestEntry] | None = None

    def put(self, entries: dict[int, DigestEntry]) -> None:
        """Add entries, and count their lights."""
        self.entries |= entries
        self.lights.update(entry.forecast.light for entry in entries.values())
        self.in_order = None

    def drop(self, item: int) -> None:
        """Forget what was known of an item."""
        dropped = self.entries.pop(item, None)
        if dropped is not None:
            self.lights[dropped.forecast.light] -= 1
            self.in_order = None


_kept = VersionedCache(lambda _tx: _CachedEntries())


def entries_of_city(tx: Tx, city: City, today: date) -> list[DigestEntry]:
    """Return every item that a digest has to tell of, in the order of telling."""
    kept = _current(tx, city, today)
    if kept.in_order is None:
        kept.in_order = sorted_entries(kept.entries.values())
    return kept.in_order


def lights_of_city(
    tx: Tx, city: City, today: date, among: Iterable[int] | None = None
) -> Counter[Light]:
    """Count the lights of what a digest has to tell of, of all or among these items."""
    kept = _current(tx, city, today)
    if among is None:
        return kept.lights
    return Counter(kept.entries[item].forecast.light for item in among if item in kept.entries)


def _current(tx: Tx, city: City, today: date) -> _CachedEntries:
    """Return what is known, brought up to date by what the journal names."""
    kept = _kept(tx)
    touched, here = items_touched(tx, kept.place, today)
    if touched is None or kept.city != city:
        kept.entries, kept.lights, kept.in_order = {}, Counter(), None
        open_items = item_store.everything(tx, ItemFilter(open_only=True))
        kept.put(_entries(tx, city, open_items, today))
    elif touched:
        for item in touched:
            kept.drop(item)
        still_open = [i for i in item_store.by_ids(tx, touched).values() if is_open(i)]
        kept.put(_entries(tx, city, still_open, today))
    kept.place, kept.city = here, city
    return kept


def _entries(tx: Tx, city: City, items: Iterable[Item], today: date) -> dict[int, DigestEntry]:
    held = list(items)
    seen = lights.of_items(tx, city, held, today)
    found = (digest_entry(item, seen[item.id], today, city.due_soon_days) for item in held)
    return {entry.item.id: entry for entry in found if entry is not None}
