"""What of the ledger a question may name: its units, its categories and its people."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from rules.language.naming import (
    category_name_forms,
    match_abbreviation,
    match_part,
    unambiguous,
    unit_name_forms,
)
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import findings, persons, units
from storage.ledger.tallies import categories


@dataclass(frozen=True, slots=True)
class EntityName:
    """A unit, by its number too; all units of a kind; a category; or everybody of one name."""

    kind: Literal["unit", "kind", "category", "person"]
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class EntityNames:
    """Every name by the ways it is said in a sentence, and by itself as the ledger writes it.

    `aspects` are known too, but no list is of one.
    """

    by_name: dict[str, EntityName]
    written: dict[str, EntityName]
    categories: dict[str, EntityName]
    aspects: frozenset[str]

    def of_part(self, part: str) -> EntityName | None:
        """Return what alone has this part of a name, or is called so for short."""
        short = match_abbreviation(part, self.categories)
        return match_part(part, self.written) or (self.categories[short] if short else None)


COUNTY = "县区"
"""The kind of counties and districts, and of the townships under them."""
KINDS = {
    COUNTY: ("县区", "区县", "县市区", "哪些县", "几个县"),
    "部门": ("部门",),
    "企业": ("企业",),
}
"""Kinds of units, as they are said."""


def _names(tx: Tx) -> EntityNames:
    of_units = [EntityName("unit", row.name, row.id) for row in tx.execute(select(units))]
    of_categories = [EntityName("category", name) for name in categories(tx)]
    kinds = {row.kind for row in tx.execute(select(units.c.kind).distinct())}
    people = [EntityName("person", name) for name in tx.execute(select(persons.c.name)).scalars()]
    words = unambiguous(
        [
            *((form, unit) for unit in of_units for form in unit_name_forms(unit.name)),
            *((form, one) for one in of_categories for form in category_name_forms(one.name)),
            *((form, EntityName("kind", kind)) for kind in kinds for form in KINDS.get(kind, ())),
            *((one.name, one) for one in people),
        ]
    )
    whole = unambiguous((one.name, one) for one in (*of_units, *of_categories))
    aspects = tx.execute(select(findings.c.aspect).distinct()).scalars()
    return EntityNames(
        words | whole,
        {one.name.lower(): one for one in (*of_units, *of_categories)},
        {one.name.lower(): one for one in of_categories},
        frozenset(aspect.lower() for aspect in aspects if aspect),
    )


names = VersionedCache(_names)
