"""The items as the reader finds them: one index for the whole ledger, narrowed to a person's."""

from functools import lru_cache

from sqlalchemy import select

from rules.matching import Entry, ItemIndex
from rules.people import Person
from rules.permissions import keeps_the_ledger, sees_whole_city
from storage import items as ledger
from storage.database import Tx
from storage.items import answered_for_by, visible_to
from storage.tables import items, units

_indexes: dict[tuple[str, int], ItemIndex] = {}


def index_for(tx: Tx, person: Person) -> ItemIndex:
    """What this person may see, ready to be searched."""
    if sees_whole_city(person):
        return _whole(tx)
    codes = tx.execute(select(items.c.code).where(visible_to(person))).scalars()
    return _whole(tx).within([code.split("、")[0] for code in codes])


def own_index(tx: Tx, person: Person) -> ItemIndex:
    """What this person may report on."""
    if keeps_the_ledger(person):
        return _whole(tx)
    codes = tx.execute(select(items.c.code).where(answered_for_by(person))).scalars()
    return _whole(tx).within([code.split("、")[0] for code in codes])


def _whole(tx: Tx) -> ItemIndex:
    """Built anew when the catalogue's edition grows: titles change only by import."""
    key = (tx.engine.url.render_as_string(), ledger.edition(tx))
    if key not in _indexes:
        _indexes.clear()
        _indexes[key] = ItemIndex.build(_entries(tx))
    return _indexes[key]


def _entries(tx: Tx) -> list[Entry]:
    query = select(items, units.c.name.label("unit")).join(
        units, items.c.lead_unit_id == units.c.id
    )
    return [
        Entry(
            code=_codes(row.code)[0],
            codes=_codes(row.code),
            title=row.title,
            unit=row.unit,
            total=row.total,
            measure=row.measure or None,
            deadline=row.deadline,
        )
        for row in tx.execute(query.order_by(items.c.position))
    ]


@lru_cache(maxsize=200_000)
def _codes(words: str) -> tuple[str, ...]:
    return tuple(words.split("、"))
