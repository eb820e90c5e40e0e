"""A figure: an amount, its unit and its role."""

from dataclasses import dataclass
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
