"""An amount that somebody named, and what it counts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FigureRole = Literal["done", "remaining", "total", "step"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as a clerk would write it: 万/亿 multiplied out, shares as `%`, unit as written."""

    value: Decimal
    unit: str
    role: FigureRole
    approximate: bool
    text: str
