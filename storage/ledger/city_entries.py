"""What digests tell of the whole city's items: looked at once a day, and then what changed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from rules.policy.city import City
from rules.policy.digests import DigestEntry, digest_entry, sorted_entries
from rules.policy.forecast import Light
from rules.policy.items import Item, is_open
from rules.policy.readiness import SMALL, NotReady
from storage.db.engine import Tx
from storage.ledger import item_store, lights
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.journal_cursor import JournalCursor, items_touched

AT_ONCE = 100
"""Items looked at in one unit of work while others wait: some 10 ms."""


@dataclass(slots=True)
class _CachedEntries:
    """`entries` by item, as they were at a place, judged as the city judges.

    `left` are open items not looked at yet. `in_order` is None until somebody asks for the order.
    """

    place: JournalCursor = field(default_factory=JournalCursor)
    city: City | None = None
    entries: dict[int, DigestEntry] = field(default_factory=dict)
    lights: Counter[Light] = field(default_factory=Counter)
    left: list[int] = field(default_factory=list)
    in_order: list[DigestEntry] | None = None

    def put(self, entries: dict[int, DigestEntry]) -> None:
        """Add entries in place of what was known of their items, and count their lights."""
        for item in entries:
            self.drop(item)
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
    """Return every item that a digest has to tell of, in the order of telling. Raises NotReady."""
    kept = _finished(tx, _followed(tx, city, today), city, today)
    if kept.in_order is None:
        kept.in_order = sorted_entries(kept.entries.values())
    return kept.in_order


def lights_of_city(
    tx: Tx, city: City, today: date, among: Collection[int] | None = None
) -> Counter[Light]:
    """Count the lights of what a digest has to tell of, of all or among these items.

    Raises NotReady, except for items that are few.
    """
    kept = _followed(tx, city, today)
    if among is None:
        return _finished(tx, kept, city, today).lights
    if len(kept.left) > SMALL >= len(among):
        here = _entries(tx, city, _still_open(tx, among), today)
        return Counter(entry.forecast.light for entry in here.values())
    entries = _finished(tx, kept, city, today).entries
    return Counter(entries[item].forecast.light for item in among if item in entries)


def prepare(tx: Tx, city: City, today: date, most: int = AT_ONCE) -> bool:
    """Read so many items ahead of who asks; return whether some are left.

    On a new day, and after an import, all have to be looked at: in portions, nobody waits for it.
    """
    kept = _followed(tx, city, today)
    _look_at(tx, kept, city, today, most)
    return bool(kept.left)


def _finished(tx: Tx, kept: _CachedEntries, city: City, today: date) -> _CachedEntries:
    """Look at what is left, where that is little."""
    if len(kept.left) > SMALL:
        raise NotReady
    while kept.left:
        _look_at(tx, kept, city, today, AT_ONCE)
    return kept


def _look_at(tx: Tx, kept: _CachedEntries, city: City, today: date, most: int) -> None:
    here = kept.left[:most]
    kept.put(_entries(tx, city, _still_open(tx, here), today))
    kept.left = kept.left[most:]


def _still_open(tx: Tx, numbers: Iterable[int]) -> list[Item]:
    return [item for item in item_store.by_ids(tx, numbers).values() if is_open(item)]


def _followed(tx: Tx, city: City, today: date) -> _CachedEntries:
    """Return what is known; left to look at is what the journal names since, or everything."""
    kept = _kept(tx)
    touched, here = items_touched(tx, kept.place, today)
    if touched is None or kept.city != city:
        kept.entries, kept.lights, kept.in_order = {}, Counter(), None
        kept.left = item_store.open_ids(tx)
    elif touched:
        for item in touched:
            kept.drop(item)
        kept.left = [*touched, *(item for item in kept.left if item not in touched)]
    kept.place, kept.city = here, city
    return kept


def _entries(tx: Tx, city: City, items: Iterable[Item], today: date) -> dict[int, DigestEntry]:
    held = list(items)
    seen = lights.of_items(tx, city, held, today)
    found = (digest_entry(item, seen[item.id], today, city.due_soon_days) for item in held)
    return {entry.item.id: entry for entry in found if entry is not None}
