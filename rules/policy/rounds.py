"""Dispatch rounds: until when everybody reports, and how units rank at the end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from rules.policy.city import City, RoundPlan

END_OF_DAY = time(18, 0)
"""When only a day is named."""

DAY = timedelta(days=1)
FIRST_MONDAY = date(1970, 1, 5)


def latest_opening(plan: RoundPlan, city: City, now: datetime) -> datetime:
    """The latest moment at which this plan had to open a round."""
    day = city.today(now)
    while not _opens_on(plan, day) or city.moment(day, plan.opens) > now:
        day -= DAY
    return city.moment(day, plan.opens)


def _opens_on(plan: RoundPlan, day: date) -> bool:
    if plan.every == "month":
        return day.day == plan.on and (day.year * 12 + day.month) % plan.interval == 0
    return day.isoweekday() == plan.on and (day - FIRST_MONDAY).days // 7 % plan.interval == 0


def round_due(plan: RoundPlan, city: City, opened: datetime) -> datetime:
    """When the round that opened then ends."""
    return city.moment(city.today(opened) + plan.due_after * DAY, plan.due)


@dataclass(frozen=True, slots=True)
class Round:
    """A dispatch round. One that was cancelled is closed too, and has no circular.

    `occasion` is `profile:…` for one the profile repeats; `opened_by` is empty then.
    """

    id: int
    occasion: str
    opened_by: int | None
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None


class EntryAnswer(StrEnum):
    """What an owner has answered. UNCHANGED is 零报告, with its reason."""

    NONE = ""
    REPORTED = "reported"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """An item of a round. `said` is what was answered by now, `answer` what was written down.

    Whoever has the item is its owner until the round is closed; `asked_id` is who was asked.
    """

    id: int
    round_id: int
    item_id: int
    answer: EntryAnswer
    reason: str
    answered_by: int | None
    answered_at: datetime | None
    owner_id: int
    unit_id: int
    asked_id: int
    said: EntryAnswer
    due_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    code: str
    title: str
    owner: str
    chat_id: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """How a unit did in a round. `points` from 0 to 100, less what the ladder took off."""

    unit: str
    expected: int
    reported: int
    unchanged: int
    points: Decimal

    @property
    def missing(self) -> int:
        return self.expected - self.reported - self.unchanged


def round_points(expected: int, answered: int, taken_off: Decimal) -> Decimal:
    """The answered share of what was expected, out of 100, less points taken off; never below 0."""
    share = Decimal(100) * answered / expected - taken_off
    return max(share, Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def ranked(standings: list[RoundStanding]) -> list[tuple[int, RoundStanding]]:
    """Best first; equal points share a place."""
    order = sorted(standings, key=lambda s: (-s.points, s.missing, s.unit))
    places: list[tuple[int, RoundStanding]] = []
    for number, standing in enumerate(order, 1):
        same = bool(places) and places[-1][1].points == standing.points
        places.append((places[-1][0] if same else number, standing))
    return places
