"""May a deadline move? What stands in the way of a request, before the office sees it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.calendar import WorkCalendar
from rules.items import Item, is_open


class Obstacle(StrEnum):
    """Why a later deadline cannot be asked for."""

    CLOSED = "closed"
    NO_DEADLINE = "no_deadline"
    WAITING = "waiting"
    TOO_OFTEN = "too_often"
    NOT_LATER = "not_later"
    PASSED = "passed"
    REST_DAY = "rest_day"


@dataclass(frozen=True, slots=True)
class History:
    """What was asked for this item before."""

    granted: int
    waiting: bool


def obstacle_to_asking(item: Item, history: History, limit: int) -> Obstacle | None:
    """Before a day was named. `limit`: how often one item may be extended."""
    if not is_open(item):
        return Obstacle.CLOSED
    if item.deadline is None:
        return Obstacle.NO_DEADLINE
    if history.waiting:
        return Obstacle.WAITING
    return Obstacle.TOO_OFTEN if history.granted >= limit else None


def obstacle_of_day(item: Item, day: date, today: date, calendar: WorkCalendar) -> Obstacle | None:
    """What is wrong with the day that was named."""
    assert item.deadline is not None
    if day <= item.deadline:
        return Obstacle.NOT_LATER
    if day < today:
        return Obstacle.PASSED
    return None if calendar.is_working_day(day) else Obstacle.REST_DAY
