"""The whole city counted by unit: counted once a day, and then only the units that changed."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from rules.policy.tallies import Tally
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.journal_cursor import JournalCursor, items_touched
from storage.ledger.tables import items
from storage.ledger.tallies import counted_by_unit


@dataclass(slots=True)
class _Count:
    """`rows` by unit, as they were at a place."""

    place: JournalCursor = field(default_factory=JournalCursor)
    rows: dict[int, Tally] = field(default_factory=dict)


_count = VersionedCache(lambda _tx: _Count())


def tallies_of_city(tx: Tx, today: date, units: frozenset[int] | None = None) -> list[Tally]:
    """Return the same as a full count, worst first; with `units`, of these only."""
    count = _count(tx)
    touched, here = items_touched(tx, count.place, today)
    if touched is None:
        count.rows = counted_by_unit(tx, today)
    elif touched:
        lead = select(items.c.lead_unit_id).where(items.c.id.in_(touched)).distinct()
        count.rows |= counted_by_unit(tx, today, frozenset(tx.execute(lead).scalars()))
    count.place = here
    rows = [row for unit, row in count.rows.items() if units is None or unit in units]
    return sorted(rows, key=lambda r: (-r.overdue, -r.due_soon, r.name))
