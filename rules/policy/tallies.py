"""Counts of items by how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

DUE_SOON_DAYS = 7
"""Days before the deadline from which an item is due soon."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of items. Done (reported finished) and closed (struck off) are two facts.

    total = done + on_schedule + due_soon + overdue, and closed is a part of done.
    """

    name: str
    total: int = 0
    done: int = 0
    closed: int = 0
    on_schedule: int = 0
    due_soon: int = 0
    overdue: int = 0


def sum_tallies(name: str, parts: Iterable[Tally]) -> Tally:
    """Return the sum of all parts under one name."""
    rows = list(parts)
    return Tally(
        name,
        total=sum(r.total for r in rows),
        done=sum(r.done for r in rows),
        closed=sum(r.closed for r in rows),
        on_schedule=sum(r.on_schedule for r in rows),
        due_soon=sum(r.due_soon for r in rows),
        overdue=sum(r.overdue for r in rows),
    )
