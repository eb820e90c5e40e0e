"""Long lists grouped by unit: how many each unit has, and below that, folded, what they are."""

from collections import defaultdict
from collections.abc import Sequence

from messages.formatting import SHOWN, Words, bold, fold_long, folded, joined
from messages.texts import Texts

UnitLine = tuple[str, Words]
"""The name of a unit, and what is said of one of its items without naming the unit."""


def is_long(entries: Sequence[object]) -> bool:
    """Return whether a list has more entries than are shown one by one."""
    return len(entries) > 2 * SHOWN


def grouped(t: Texts, lines: Sequence[UnitLine]) -> list[Words]:
    """Return a line of counts, the unit with most first, and a folded block for each entry."""
    of_unit: dict[str, list[Words]] = defaultdict(list)
    for unit, line in lines:
        of_unit[unit].append(line)
    order = sorted(of_unit, key=lambda unit: (-len(of_unit[unit]), unit))
    counts = {unit: _counted(t, unit, len(of_unit[unit])) for unit in order}
    blocks = [block for unit in order for block in _blocks(counts[unit], of_unit[unit])]
    return [fold_long(t.comma().join(counts.values())), *map(folded, blocks)]


def _counted(t: Texts, unit: str, count: int) -> str:
    return t.ngettext("{name} ({count} item)", "{name} ({count} items)", name=unit, count=count)


def _blocks(heading: str, lines: Sequence[Words]) -> list[Words]:
    """Return the entries of a unit; its name stands in the first block."""
    first, *rest = lines
    return [joined("\n", ["", bold(heading), first]), *rest]
