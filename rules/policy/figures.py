"""A figure: an amount, its unit and its role."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

FigureRole = Literal["done", "remaining", "total", "step"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with 万/亿 multiplied out, fractions as `%`, the unit as written; `text`: its words.

    `part`: one of several that add up, such as what was closed and what was moved away.
    """

    value: Decimal
    unit: str
    role: FigureRole
    approximate: bool
    text: str
    part: bool = False


def with_sums(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures with parts that add up as one, unless their sum was said: 关停12家、搬迁5家 are 17."""
    stated = list(figures)
    parts = [each for each in stated if each.part]
    said = {each.unit for each in stated if each.role == "done" and not each.part}
    sums: dict[str, Figure] = {}
    for each in parts:
        if each.unit not in said:
            before = sums.get(each.unit)
            value = each.value + (before.value if before else Decimal(0))
            sums[each.unit] = replace(each, value=value, part=False)
    kept = [each for each in stated if not (each.part and each.unit in sums)]
    return [*kept, *sums.values()]
