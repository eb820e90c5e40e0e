"""The whole city counted by unit: counted once a day, and then only the units that changed.

Every change of an item stands in the journal, in the same unit of work. The count remembers the
entry it was made at, by number and hash: one that was rolled back is not mistaken for another.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from rules.tallies import Tally
from storage.database import Tx
from storage.editions import OfTheEdition
from storage.tables import items, journal, journal_head
from storage.tallies import counted_by_unit

MOST_ENTRIES = 2000
"""When more happened than this, everything is counted anew."""


@dataclass(slots=True)
class _Count:
    """`rows` by unit, as they were on a day at an entry of the journal."""

    day: date | None = None
    seq: int = 0
    hash: str = ""
    rows: dict[int, Tally] = field(default_factory=dict)


_count = OfTheEdition(lambda _tx: _Count())


def tallies_of_city(tx: Tx, today: date) -> list[Tally]:
    """The same as a full count, worst first."""
    count = _count(tx)
    head = tx.execute(select(journal_head.c.seq, journal_head.c.hash)).one()
    changed = _units_changed(tx, count, today, head.seq)
    if changed is None:
        count.rows = counted_by_unit(tx, today)
    elif changed:
        fresh = counted_by_unit(tx, today, changed)
        for unit in changed:
            count.rows.pop(unit, None)
        count.rows |= fresh
    count.day, count.seq, count.hash = today, head.seq, head.hash
    return sorted(count.rows.values(), key=lambda r: (-r.overdue, -r.due_soon, r.name))


def _units_changed(tx: Tx, count: _Count, today: date, head: int) -> frozenset[int] | None:
    """Units with items that changed since the count; None when nothing can be built on it."""
    if count.day != today or not 0 <= head - count.seq <= MOST_ENTRIES:
        return None
    if head == count.seq and _is(tx, count):
        return frozenset()
    if not _is(tx, count):
        return None
    touched = select(journal.c.item_id).where(journal.c.seq > count.seq)
    units = select(items.c.lead_unit_id).where(items.c.id.in_(touched)).distinct()
    return frozenset(tx.execute(units).scalars())


def _is(tx: Tx, count: _Count) -> bool:
    """Whether the journal still has the entry at which was counted."""
    here = select(journal.c.hash).where(journal.c.seq == count.seq)
    return count.seq == 0 or tx.execute(here).scalar() == count.hash
