"""The items as the reader finds them: one index for the whole ledger, narrowed to a person's."""

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import ColumnElement, select

from rules.language.matching import IndexEntry, ItemIndex
from rules.policy.people import Person
from rules.policy.permissions import is_office, sees_whole_city
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.item_store import answered_for_by, visible_to
from storage.ledger.tables import items, units


def index_for(tx: Tx, person: Person) -> ItemIndex:
    """Return what this person may see, ready to be searched."""
    if sees_whole_city(person):
        return _whole(tx)
    return _view(tx, ("seen", person), visible_to)


def own_index(tx: Tx, person: Person) -> ItemIndex:
    """Return an index of what this person may report on."""
    if is_office(person):
        return _whole(tx)
    return _view(tx, ("own", person), answered_for_by)


def _view(
    tx: Tx, of: tuple[str, Person], asked: Callable[[Person], ColumnElement[bool]]
) -> ItemIndex:
    views = _views(tx)
    if of not in views:
        if len(views) >= VIEWS_KEPT:
            views.clear()
        codes = tx.execute(select(items.c.code).where(asked(of[1]))).scalars()
        views[of] = _whole(tx).within([_codes(code)[0] for code in codes])
    return views[of]


VIEWS_KEPT = 1000
Views = dict[tuple[str, Person], ItemIndex]
_views: VersionedCache[Views] = VersionedCache(lambda _tx: {})
"""Whoever has spoken is likely to go on, about the same items."""


_whole = VersionedCache(lambda tx: ItemIndex.build(_entries(tx)))
"""The index of the whole ledger."""


def _entries(tx: Tx) -> list[IndexEntry]:
    query = select(items, units.c.name.label("unit")).join(
        units, items.c.lead_unit_id == units.c.id
    )
    return [
        IndexEntry(
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
