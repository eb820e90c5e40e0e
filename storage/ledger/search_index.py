"""The items as the reader finds them: one index for the whole ledger, narrowed to a person's.

That of a large ledger is made in portions. Until it is, people whose items are few are answered
from an index of these.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import ColumnElement, select

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.matching.catalogue import ItemCatalogue
from rules.policy.people import Person
from rules.policy.permissions import is_office, sees_whole_city
from rules.policy.readiness import SMALL, NotReady
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.item_store import answered_for_by, visible_to
from storage.ledger.tables import items, units

AT_ONCE = 100
"""Items added in one unit of work while others wait: some 10 ms."""
VIEWS_KEPT = 1000
"""Whoever has spoken is likely to go on, about the same items."""


@dataclass(slots=True)
class _Growing:
    """The index as far as it has been made; `left` are items still to be added, in their order.

    `views` hold what a person sees, or answers for: before there is a whole and afterwards.
    """

    left: list[int]
    catalogue: ItemCatalogue = field(default_factory=ItemCatalogue)
    views: dict[tuple[str, Person, bool], ItemIndex] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it is made, but for so few that nobody waits for them."""
        return len(self.left) <= SMALL


def _begun(tx: Tx) -> _Growing:
    return _Growing(list(tx.execute(select(items.c.id).order_by(items.c.position)).scalars()))


_growing = VersionedCache(_begun)


def prepare(tx: Tx, most: int = AT_ONCE) -> bool:
    """Add so many items ahead of who asks; return whether some are left.

    Whatever ends the reading, none counts as added that was not.
    """
    growing = _growing(tx)
    here = growing.left[:most]
    for entry in _entries(tx, items.c.id.in_(here)) if here else ():
        growing.catalogue.add(entry)
    growing.left = growing.left[most:]
    return bool(growing.left)


def index_for(tx: Tx, person: Person) -> ItemIndex:
    """Return what this person may see, ready to be searched. Raises NotReady."""
    if sees_whole_city(person):
        return ItemIndex(_whole(tx))
    return _view(tx, "seen", person, visible_to)


def own_index(tx: Tx, person: Person) -> ItemIndex:
    """Return an index of what this person may report on. Raises NotReady."""
    if is_office(person):
        return ItemIndex(_whole(tx))
    return _view(tx, "own", person, answered_for_by)


def _whole(tx: Tx) -> ItemCatalogue:
    growing = _growing(tx)
    if not growing.is_whole:
        raise NotReady
    while growing.left:
        prepare(tx)
    return growing.catalogue


def _view(
    tx: Tx, name: str, person: Person, asked: Callable[[Person], ColumnElement[bool]]
) -> ItemIndex:
    growing = _growing(tx)
    of = (name, person, growing.is_whole)
    if of not in growing.views:
        if len(growing.views) >= VIEWS_KEPT:
            growing.views.clear()
        make = _narrowed if growing.is_whole else _of_few
        growing.views[of] = make(tx, asked(person))
    return growing.views[of]


def _narrowed(tx: Tx, of_these: ColumnElement[bool]) -> ItemIndex:
    codes = tx.execute(select(items.c.code).where(of_these)).scalars()
    return ItemIndex(_whole(tx)).within([_codes(code)[0] for code in codes])


def _of_few(tx: Tx, of_these: ColumnElement[bool]) -> ItemIndex:
    found = list(tx.execute(select(items.c.id).where(of_these).limit(SMALL + 1)).scalars())
    if len(found) > SMALL:
        raise NotReady
    return ItemIndex.build(_entries(tx, items.c.id.in_(found)), others_unknown=True)


def _entries(tx: Tx, of_these: ColumnElement[bool]) -> list[IndexEntry]:
    query = (
        select(items, units.c.name.label("unit"))
        .join(units, items.c.lead_unit_id == units.c.id)
        .where(of_these)
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
