"""What of the ledger a question may name: units, aspects, categories, types of items, people."""

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, select

from rules.language.naming import (
    category_name_forms,
    finding_name_forms,
    match_abbreviation,
    match_part,
    person_name_forms,
    unambiguous,
    unit_name_forms,
)
from rules.policy.people import UnitKind
from rules.policy.rankings import RankingOf
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import findings, items, persons, units
from storage.ledger.tallies import categories


@dataclass(frozen=True, slots=True)
class EntityName:
    """A unit, by its number too, that leads, supervises, verifies or supports; all units of a kind;
    everybody of one name, or whom they guarantee; a finding.

    `words` name it in a question that is asked again; empty: `name` does. `alone`: without the units
    below it.
    """

    kind: Literal[
        "unit",
        "supervising",
        "verifying",
        "supporting",
        "kind",
        "finding",
        "aspect",
        "category",
        "type",
        "key",
        "funding",
        "person",
        "guarantor",
    ]
    name: str
    number: int = 0
    words: str = ""
    alone: bool = False

    @property
    def said(self) -> str:
        """Return how it is said in a question."""
        return self.words or self.name


@dataclass(frozen=True, slots=True)
class EntityNames:
    """Every name by the ways it is said in a sentence, and by itself as the ledger writes it."""

    by_name: dict[str, EntityName]
    written: dict[str, EntityName]
    categories: dict[str, EntityName]

    def of_part(self, part: str) -> EntityName | None:
        """Return what alone has this part of a name, or is called so for short."""
        short = match_abbreviation(part, self.categories)
        return match_part(part, self.written) or (self.categories[short] if short else None)


SAID_KINDS = {
    UnitKind.COUNTY: ("县区", "区县", "县市区", "哪些县", "几个县"),
    UnitKind.DEPARTMENT: ("部门",),
    UnitKind.ENTERPRISE: ("企业",),
}
"""Kinds of units, as they are said."""
RANKED_KINDS = {RankingOf.COUNTY: UnitKind.COUNTY, RankingOf.DEPARTMENT: UnitKind.DEPARTMENT}
"""Kinds of units that are ranked among themselves."""


def _names(tx: Tx) -> EntityNames:
    of_units = [EntityName("unit", row.name, row.id) for row in tx.execute(select(units))]
    of_categories = [EntityName("category", name) for name in categories(tx)]
    kinds = {row.kind for row in tx.execute(select(units.c.kind).distinct())}
    of_aspects = [EntityName("aspect", name) for name in _distinct(tx, findings.c.aspect)]
    of_types = [EntityName("type", name) for name in _distinct(tx, items.c.kind)]
    people = [
        (form, EntityName("person", row.name))
        for row in tx.execute(select(persons.c.name, persons.c.post))
        for form in person_name_forms(row.name, row.post)
    ]
    words = unambiguous(
        [
            *((form, unit) for unit in of_units for form in unit_name_forms(unit.name)),
            *((form, one) for one in of_categories for form in category_name_forms(one.name)),
            *(
                (form, EntityName("kind", kind))
                for kind in kinds
                for form in SAID_KINDS.get(kind, ())
            ),
            *people,
            *_of_findings(tx),
        ]
    )
    written = (*of_aspects, *of_types, *of_units, *of_categories)
    of_funding = (EntityName("funding", name) for name in _fundings(tx))
    by_suffix = ((f"{one.name}方面", one) for one in of_aspects)
    whole = unambiguous(
        [
            *((one.name, one) for one in written),
            *by_suffix,
            *((one.name, one) for one in of_funding),
        ]
    )
    return EntityNames(
        words | whole,
        {one.name.lower(): one for one in written},
        {one.name.lower(): one for one in of_categories},
    )


def _of_findings(tx: Tx) -> list[tuple[str, EntityName]]:
    """Return every finding by the ways its number is said."""
    return [
        (form, EntityName("finding", row.code, row.id, words=f"问题{row.code}"))
        for row in tx.execute(select(findings.c.id, findings.c.code))
        for form in finding_name_forms(row.code)
    ]


_APART = re.compile(r"[、,，;；+＋和及与/（）()\s\d.%万元亿:：]+")
LEAST_OF_FUNDING = 3
"""Characters of the shortest source of money that a question may name."""


def _fundings(tx: Tx) -> list[str]:
    """Return the sources of money, each by itself where a cell has several."""
    written = _distinct(tx, items.c.funding)
    named = (name for cell in written for name in _APART.split(cell))
    return list(dict.fromkeys(name for name in named if len(name) >= LEAST_OF_FUNDING))


def _distinct(tx: Tx, column: Column[str]) -> list[str]:
    return [name for name in tx.execute(select(column).distinct()).scalars() if name]


names = VersionedCache(_names)
