"""How scopes stand: counts by every dimension, lights, and what is overdue longest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from rules.policy.city import City
from rules.policy.forecast import Light
from rules.policy.items import Item
from rules.policy.people import Person, UnitKind
from rules.policy.permissions import sees_whole_city
from rules.policy.standing import (
    Dimension,
    DimensionRow,
    LightCounts,
    PathStep,
    StatusPath,
    StatusScreen,
    worst_first,
)
from rules.policy.tallies import Tally, sum_tallies
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger import item_store, tallies
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.city_entries import lights_of_city
from storage.ledger.city_tallies import tallies_of_city
from storage.ledger.item_filter import ItemFilter
from storage.ledger.tables import findings, items, persons, units
from storage.people import people

OLDEST = 3
"""Items that are overdue longest, of many."""


@dataclass(frozen=True, slots=True)
class _FindingCounted:
    """A finding, by which items are counted."""

    id: int
    code: str
    aspect: str
    category: str
    words: str
    key: bool


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What a dimension's values are called, and what belongs to each.

    `county` is the outermost county above a unit. A finding stands for all of its aspect, or category.
    """

    units: Mapping[int, str]
    county: Mapping[int, int]
    persons: Mapping[int, str]
    findings: Mapping[int, _FindingCounted]
    first_of_aspect: Mapping[str, int]
    first_of_category: Mapping[str, int]

    def value_of(self, dimension: Dimension, key: int) -> int | None:
        """Return the value that a unit or a finding is counted under; None: under none."""
        if dimension is Dimension.COUNTY:
            return self.county.get(key)
        if dimension is Dimension.DEPARTMENT:
            return None if key in self.county else key
        finding = self.findings[key]
        if dimension is Dimension.ASPECT:
            return self.first_of_aspect[finding.aspect]
        if dimension is Dimension.CATEGORY:
            return self.first_of_category[finding.category]
        return key if finding.key else None

    def name(self, step: PathStep) -> str | None:
        """Return what a value is called; None when there is none of that number."""
        match step.dimension:
            case Dimension.GUARANTOR:
                return self.persons.get(step.id)
            case Dimension.ASPECT | Dimension.CATEGORY | Dimension.KEY:
                found = self.findings.get(step.id)
                return None if found is None else _called(step.dimension, found)
        return self.units.get(step.id)

    def findings_of(self, step: PathStep) -> frozenset[int]:
        """Return the findings that a value holds."""
        return frozenset(
            number
            for number in self.findings
            if self.value_of(step.dimension, number)
            == self.value_of(step.dimension, step.id)
            is not None
        )


def _called(dimension: Dimension, finding: _FindingCounted) -> str:
    names = {Dimension.ASPECT: finding.aspect, Dimension.CATEGORY: finding.category}
    return names.get(dimension, f"{finding.code} {finding.words}")


def _read(tx: Tx) -> _Catalogue:
    of_units = tx.execute(select(units)).all()
    below = {
        row.id: people.units_below(tx, row.id) for row in of_units if row.kind == UnitKind.COUNTY
    }
    outermost_last = sorted(below, key=lambda unit: len(below[unit]))
    known = fetch_all(tx, _FindingCounted, select(findings).order_by(findings.c.position.desc()))
    return _Catalogue(
        units={row.id: row.name for row in of_units},
        county={unit: county for county in outermost_last for unit in below[county]},
        persons={row.id: row.name for row in tx.execute(select(persons.c.id, persons.c.name))},
        findings={finding.id: finding for finding in known},
        first_of_aspect={finding.aspect: finding.id for finding in known},
        first_of_category={finding.category: finding.id for finding in known},
    )


_catalogue = VersionedCache(_read)


def names_of(tx: Tx, path: StatusPath) -> list[str] | None:
    """Return what a path's steps are called; None when one is not there."""
    found = [_catalogue(tx).name(step) for step in path.steps]
    names = [name for name in found if name is not None]
    return names if len(names) == len(found) else None


def step_of_category(tx: Tx, category: str) -> PathStep:
    return PathStep(Dimension.CATEGORY, _catalogue(tx).first_of_category[category])


def filter_of(tx: Tx, path: StatusPath) -> ItemFilter:
    """Return the items of a path: of one dimension any of its steps, of several all."""
    by_dimension: dict[Dimension, list[PathStep]] = defaultdict(list)
    for step in path.steps:
        by_dimension[step.dimension].append(step)
    found = ItemFilter()
    for steps in by_dimension.values():
        found = _narrowed(tx, found, steps)
    return found


def _narrowed(tx: Tx, found: ItemFilter, steps: list[PathStep]) -> ItemFilter:
    first = steps[0]
    match first.dimension:
        case Dimension.GUARANTOR:
            return replace(found, guarantors=frozenset({first.id}))
        case Dimension.DEPARTMENT:
            return replace(found, units=_both(found.units, (step.id for step in steps)))
        case Dimension.BELOW | Dimension.COUNTY:
            below = (unit for step in steps for unit in people.units_below(tx, step.id))
            return replace(found, units=_both(found.units, below))
    of_these = (number for step in steps for number in _catalogue(tx).findings_of(step))
    return replace(found, findings=_both(found.findings, of_these))


def _both(before: frozenset[int] | None, named: Iterable[int]) -> frozenset[int]:
    return frozenset(named) if before is None else before & frozenset(named)


def rows_of(
    tx: Tx, person: Person, today: date, dimension: Dimension, of: ItemFilter
) -> list[DimensionRow]:
    """Count what this person may see by a dimension, worst first."""
    catalogue = _catalogue(tx)
    if dimension is Dimension.GUARANTOR:
        counted = _by_guarantor(tx, person, today, of)
    else:
        by_unit = dimension in (Dimension.COUNTY, Dimension.DEPARTMENT)
        column = items.c.lead_unit_id if by_unit else items.c.finding_id
        counted = _gathered(
            (catalogue.value_of(dimension, key), tally)
            for key, tally in tallies.counted_by(tx, person, today, column, of).items()
        )
    return worst_first(
        {
            number: sum_tallies(catalogue.name(PathStep(dimension, number)) or "", counts)
            for number, counts in counted.items()
        }
    )


def _gathered(counted: Iterable[tuple[int | None, Tally]]) -> dict[int, list[Tally]]:
    found: dict[int, list[Tally]] = defaultdict(list)
    for number, tally in counted:
        if number is not None:
            found[number].append(tally)
    return found


def _by_guarantor(tx: Tx, person: Person, today: date, of: ItemFilter) -> dict[int, list[Tally]]:
    """Count an item for both of its guarantors, once where these are the same person."""
    city, duty = items.c.city_leader_id, items.c.duty_leader_id
    twice = replace(of, guaranteed_by_two=True)
    return _gathered(
        [
            *tallies.counted_by(tx, person, today, city, of).items(),
            *tallies.counted_by(tx, person, today, duty, twice).items(),
        ]
    )


@dataclass(frozen=True, slots=True)
class Trouble:
    """Of a scope: items with a red or yellow light, and those overdue longest."""

    red: int
    yellow: int
    oldest: list[Item]

    def lights(self, whole: Tally) -> LightCounts:
        """Return the lights of all that is not closed."""
        blue = whole.total - whole.closed - self.red - self.yellow
        return LightCounts(self.red, self.yellow, blue)


def trouble_of(
    tx: Tx,
    city: City,
    person: Person,
    today: date,
    of: ItemFilter,
    among: frozenset[int] | None = None,
) -> Trouble:
    """Return what tells of trouble in what this person may see.

    `among`: the items of the scope, where they are known already.
    """
    if among is None and not (of == ItemFilter() and sees_whole_city(person)):
        among = item_store.ids(tx, person, of)
    lights = lights_of_city(tx, city, today, among)
    overdue = ItemFilter(within=of, overdue_on=today)
    oldest = item_store.listed(tx, person, overdue, limit=OLDEST)
    return Trouble(lights[Light.RED], lights[Light.YELLOW], oldest)


def screen_of(
    tx: Tx,
    city: City,
    person: Person,
    today: date,
    scope: str,
    of: ItemFilter,
    among: frozenset[int] | None = None,
) -> StatusScreen:
    """Return how a scope stands, as this person sees it. `among`: as for `trouble_of`."""
    alone = _of_one_unit(of)
    rows = _counted(tx, person, today, of, "category" if alone else "unit")
    whole = sum_tallies(scope, rows)
    trouble = trouble_of(tx, city, person, today, of, among)
    return StatusScreen(whole, rows, not alone, trouble.lights(whole), trouble.oldest)


def _counted(tx: Tx, person: Person, today: date, of: ItemFilter, by: tallies.By) -> list[Tally]:
    if of == ItemFilter() and sees_whole_city(person):
        return tallies_of_city(tx, today)
    return tallies.tally(tx, person, today, by, of)


def _of_one_unit(of: ItemFilter) -> bool:
    units_of = (of.within or of).units
    return units_of is not None and len(units_of) == 1
