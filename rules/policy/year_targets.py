"""Yearly targets: what is to be done in this year, with what earlier years left undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.policy.projects import YearTarget


@dataclass(frozen=True, slots=True)
class YearStanding:
    """How a year stands: `target` is its own, `carried` what earlier years left undone.

    `done`: in this year; None where nothing is known of it. `left`: of both.
    """

    year: int
    target: Decimal
    carried: Decimal
    done: Decimal | None
    left: Decimal


def due_by(targets: Sequence[YearTarget], year: int) -> Decimal:
    """Return what is to be done by the end of a year, in all."""
    return sum((each.target for each in targets if each.year <= year), Decimal(0))


def year_standing(
    targets: Sequence[YearTarget],
    done: Decimal | None,
    done_before: Decimal,
    today: date,
) -> YearStanding | None:
    """Return how the present year stands; None where nothing is to be done in it, or is left over.

    `done` is all that was done so far, `done_before` what was before this year.
    """
    own = sum((each.target for each in targets if each.year == today.year), Decimal(0))
    carried = max(due_by(targets, today.year - 1) - done_before, Decimal(0))
    if not (own or carried):
        return None
    left = max(due_by(targets, today.year) - (done or Decimal(0)), Decimal(0))
    in_year = None if done is None else max(done - done_before, Decimal(0))
    return YearStanding(today.year, own, carried, in_year, left)
