"""How things stand, from the whole down to one item: dimensions, paths through them, and screens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from rules.policy.items import Item
from rules.policy.tallies import Tally

MOST_STEPS = 4
"""Steps of a path: with these, a page and an item a button's data has 64 bytes."""

PATH = r"(?:-|[bnuacgk]\d{1,9}(?:\.[bnuacgk]\d{1,9}){0,3})"
"""A path as buttons carry it."""


class Dimension(StrEnum):
    """What items are counted by. BELOW is a unit with all under it, and only ever a scope.

    COUNTY is a county with all under it, DEPARTMENT any other unit that leads items.
    """

    BELOW = "b"
    COUNTY = "n"
    DEPARTMENT = "u"
    ASPECT = "a"
    CATEGORY = "c"
    GUARANTOR = "g"
    KEY = "k"


OFFERED = tuple(dimension for dimension in Dimension if dimension is not Dimension.BELOW)
"""In the order of their buttons."""

OF_UNITS = frozenset({Dimension.BELOW, Dimension.COUNTY, Dimension.DEPARTMENT})
"""Dimensions that tell no more of a sensitive item than a group may know: its lead unit."""

ANSWERED_BY: dict[Dimension, frozenset[Dimension]] = {
    Dimension.COUNTY: OF_UNITS,
    Dimension.DEPARTMENT: frozenset({Dimension.COUNTY, Dimension.DEPARTMENT}),
}
"""Steps after which a dimension says nothing new; else only its own."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """One value of a dimension. `id` is a unit's, a person's or a finding's.

    An aspect and a category are named by their first finding.
    """

    dimension: Dimension
    id: int

    def __str__(self) -> str:
        return f"{self.dimension}{self.id}"


@dataclass(frozen=True, slots=True)
class StatusPath:
    """What a screen is about: of one dimension any of its steps, of several all; none: everything."""

    steps: tuple[PathStep, ...] = ()

    def __str__(self) -> str:
        return ".".join(map(str, self.steps)) or "-"

    @classmethod
    def parse(cls, words: str) -> Self:
        """Return the path that `str` made words of, as PATH matches them."""
        steps = words.split(".") if words != "-" else []
        return cls(tuple(PathStep(Dimension(step[0]), int(step[1:])) for step in steps))

    def then(self, dimension: Dimension, number: int) -> "StatusPath":
        """Return the path to one value of a dimension within this one."""
        return StatusPath((*self.steps, PathStep(dimension, number)))

    @property
    def tells_more_than_units(self) -> bool:
        """Whether a list of it would tell a group more of an item than its lead unit."""
        return any(step.dimension not in OF_UNITS for step in self.steps)

    @property
    def above(self) -> "StatusPath":
        """Return the path without its last step."""
        return StatusPath(self.steps[:-1])

    def offered(self) -> list[Dimension]:
        """Return the dimensions by which it can be counted further."""
        if len(self.steps) >= MOST_STEPS:
            return []
        taken = {step.dimension for step in self.steps}
        return [each for each in OFFERED if not taken & ANSWERED_BY.get(each, frozenset({each}))]


@dataclass(frozen=True, slots=True)
class LightCounts:
    """Items that are not closed, by their light."""

    red: int = 0
    yellow: int = 0
    blue: int = 0


@dataclass(frozen=True, slots=True)
class StatusScreen:
    """How a scope stands. `parts` are its units or categories, worst first, by `by_unit`.

    `masked` are items that are not named here, `left_out` how many sensitive ones are not counted.
    """

    whole: Tally
    parts: Sequence[Tally]
    by_unit: bool
    lights: LightCounts
    oldest: Sequence[Item]
    masked: frozenset[int] = frozenset()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One value of a dimension and how it stands; `id` as in a step."""

    id: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class DimensionPage:
    """A page of the values of a dimension; `page` counts from 0, `total` values in all."""

    dimension: Dimension
    rows: Sequence[DimensionRow]
    total: int
    page: int
    pages: int
    left_out: int = 0


def worst_first(rows: Mapping[int, Tally]) -> list[DimensionRow]:
    """Return values with those first that have most overdue, then most due soon."""
    by_trouble = sorted(
        rows.items(), key=lambda row: (-row[1].overdue, -row[1].due_soon, row[1].name, row[0])
    )
    return [DimensionRow(number, tally) for number, tally in by_trouble]
