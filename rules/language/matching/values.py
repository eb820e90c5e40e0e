"""Input and results of the item index."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An item as the index knows it. `code` is its first number, `codes` are all of them."""

    code: str
    codes: tuple[str, ...]
    title: str
    unit: str
    place: str = ""
    aliases: tuple[str, ...] = ()
    total: Decimal | None = None
    measure: str | None = None
    deadline: date | None = None
    last_done: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be meant; `score` is from 0 to 1 and never rises along a list."""

    code: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """The likeliest items, best first; `sure` when the first is certain.

    `named` is False when only the unit of a figure (12栋) points to them.
    """

    candidates: tuple[Candidate, ...]
    sure: bool
    named: bool = True
