"""What pictures show, as values: a drawing needs nothing else, and shows the same of the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from rules.policy.digests import DigestEntry, Section
from rules.policy.forecast import Forecast, Point
from rules.policy.items import Item, Milestone
from rules.policy.tallies import Tally

LATELY = timedelta(days=30)
"""How far back a burn-down names what was done lately."""


class PictureKind(StrEnum):
    """Pictures of many items."""

    BOARD = "board"
    BURN_DOWN = "burndown"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class UnitLights:
    """How many items of a unit show which light. `done` show none, whatever theirs would be."""

    name: str
    red: int = 0
    yellow: int = 0
    blue: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        """Return how many items it leads."""
        return self.red + self.yellow + self.blue + self.done


def unit_lights(tallies: Iterable[Tally], entries: Iterable[DigestEntry]) -> list[UnitLights]:
    """Return the lights of units, worst first. `entries`: all items that are red or yellow."""
    red, yellow = dict[str, int](), dict[str, int]()
    for entry in entries:
        counts = {Section.OVERDUE: red, Section.RED: red, Section.YELLOW: yellow}.get(entry.section)
        if counts is not None:
            counts[entry.item.lead.name] = counts.get(entry.item.lead.name, 0) + 1
    rows = [_lights(unit, red.get(unit.name, 0), yellow.get(unit.name, 0)) for unit in tallies]
    return sorted(rows, key=lambda row: (-row.red, -row.yellow, row.name))


def _lights(unit: Tally, red: int, yellow: int) -> UnitLights:
    return UnitLights(unit.name, red, yellow, unit.total - unit.done - red - yellow, unit.done)


def sum_lights(name: str, rows: Sequence[UnitLights]) -> UnitLights:
    """Return the sum of all rows under one name."""
    return UnitLights(
        name,
        sum(row.red for row in rows),
        sum(row.yellow for row in rows),
        sum(row.blue for row in rows),
        sum(row.done for row in rows),
    )


Step = tuple[date, int]
"""From this day on, so many."""


@dataclass(frozen=True, slots=True)
class BurnDown:
    """What was left on each day, and what the deadlines leave to be left.

    `left` ends today, `planned` at `until`: the half-year mark where there is one, else the last
    deadline. Each day counts at its end. `undated`: done, on a day that nobody wrote down; they
    count as done from the beginning.
    """

    total: int
    today: date
    until: date
    has_mark: bool
    left: tuple[Step, ...]
    planned: tuple[Step, ...]
    undated: int = 0
    lately: int = 0

    @property
    def left_today(self) -> int:
        """Return how many are not done."""
        return self.left[-1][1]

    @property
    def planned_today(self) -> int:
        """Return how many may be left by their deadlines."""
        return [number for day, number in self.planned if day <= self.today][-1]


@dataclass(frozen=True, slots=True)
class BurnDownCounts:
    """How many items were done on a day, and how many are due on one; None: no day is known."""

    done: Mapping[date | None, int]
    due: Mapping[date | None, int]


def burn_down(
    counts: BurnDownCounts, started_on: date | None, today: date, mark: date | None
) -> BurnDown | None:
    """Return the burn-down of items; None where there is none, or no day to count to."""
    total = sum(counts.due.values())
    due = [day for day in counts.due if day is not None]
    until = mark or max(due, default=None)
    if not total or until is None:
        return None
    done = [day for day in counts.done if day is not None]
    start = started_on or min([*done, *due, today])
    start = min(start, today, until)
    undated = counts.done.get(None, 0)
    left = _steps(total - undated, counts.done, start, today)
    return BurnDown(
        total,
        today,
        until,
        mark is not None,
        left,
        _steps(total, counts.due, start, until),
        undated,
        sum(n for day, n in counts.done.items() if day is not None and day > today - LATELY),
    )


def _steps(total: int, gone: Mapping[date | None, int], start: date, end: date) -> tuple[Step, ...]:
    """Return what is left at the end of each day on which it changes, from `start` to `end`."""
    days = sorted(day for day in gone if day is not None and day <= end)
    left = total - sum(gone[day] for day in days if day <= start)
    steps = [(start, left)]
    for day in days:
        if day > start:
            left -= gone[day]
            steps.append((day, left))
    return (*steps, (end, left)) if steps[-1][0] < end else tuple(steps)


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """An item with every figure reported of it, oldest first, and its milestones in their order."""

    item: Item
    today: date
    points: tuple[Point, ...]
    steps: tuple[Milestone, ...]
    forecast: Forecast


def reported_figure(item: Item) -> Decimal | None:
    """Return its latest figure: in its measure, or percent where it is not counted."""
    return item.percent if item.total is None else item.done


def has_progress(item: Item, steps: Sequence[Milestone]) -> bool:
    """Return whether there is anything to draw of an item."""
    return bool(steps) or reported_figure(item) is not None


@dataclass(frozen=True, slots=True)
class OverdueTable:
    """Overdue items, longest first, as many as are shown of `total`; of `masked` only whose."""

    items: tuple[Item, ...]
    total: int
    today: date
    masked: frozenset[int] = frozenset()


MOST_OVERDUE = 15
"""Rows of the table of what is overdue."""


def overdue_table(
    entries: Iterable[DigestEntry], today: date, masked: frozenset[int]
) -> OverdueTable:
    """Return the table of what is overdue of a digest's entries."""
    late = [entry.item for entry in entries if entry.section is Section.OVERDUE]
    late.sort(key=lambda item: (item.deadline or today, item.id))
    return OverdueTable(tuple(late[:MOST_OVERDUE]), len(late), today, masked)
