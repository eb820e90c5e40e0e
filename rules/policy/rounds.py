"""Dispatch rounds: when they open and end, and how units rank afterwards."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from rules.policy.chats import ChatAddress
from rules.policy.city import City, RoundPlan

END_OF_DAY = time(18, 0)
"""Time of day that a round ends when only a day is named."""

DAY = timedelta(days=1)
FIRST_MONDAY = date(1970, 1, 5)


def latest_opening(plan: RoundPlan, city: City, now: datetime) -> datetime:
    """Return the latest moment, not after `now`, at which the plan opens a round."""
    day = city.today(now)
    while not _opens_on(plan, day) or city.moment(day, plan.opens) > now:
        day -= DAY
    return city.moment(day, plan.opens)


def _opens_on(plan: RoundPlan, day: date) -> bool:
    if plan.every == "month":
        return day.day == plan.on and (day.year * 12 + day.month) % plan.interval == 0
    return day.isoweekday() == plan.on and (day - FIRST_MONDAY).days // 7 % plan.interval == 0


def round_due(plan: RoundPlan, city: City, opened: datetime) -> datetime:
    """Return when a round opened at this moment ends."""
    return city.moment(city.today(opened) + plan.due_after * DAY, plan.due)


class RoundAsk(StrEnum):
    """What a round asks of owners: how each item goes, or its plan (细化)."""

    PROGRESS = "progress"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Round:
    """A dispatch round. A cancelled one is closed too, and has no circular.

    `occasion` is `profile:…` for one repeated by the profile, which nobody opened (`opened_by` is
    None).
    """

    id: int
    occasion: str
    opened_by: int | None
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    asks: RoundAsk = RoundAsk.PROGRESS


class EntryAnswer(StrEnum):
    """An owner's answer; of a round for plans REPORTED is a plan. UNCHANGED is 零报告, with its reason."""

    NONE = ""
    REPORTED = "reported"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """An item of a round. `current_answer` is the answer known by now, `answer` the one recorded.

    The owner is whoever has the item until the round is closed; `asked_id` is who was asked.
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
    current_answer: EntryAnswer
    due_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    code: str
    title: str
    owner: str
    account: ChatAddress | None
    unit: str
    asks: RoundAsk = RoundAsk.PROGRESS


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """The result of a unit. `points` from 0 to 100, less the points the ladder took off."""

    unit: str
    expected: int
    reported: int
    unchanged: int
    points: Decimal
    taken_off: Decimal = Decimal(0)

    @property
    def missing(self) -> int:
        return self.expected - self.reported - self.unchanged


def round_points(expected: int, answered: int, taken_off: Decimal) -> Decimal:
    """Return the percentage of expected answers given, less points taken off; at least 0."""
    share = Decimal(100) * answered / expected - taken_off
    return max(share, Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def is_silent(ranking: list[tuple[int, RoundStanding]]) -> bool:
    """Return whether nobody at all has answered: then there is nothing to rank."""
    return not any(standing.reported + standing.unchanged for _, standing in ranking)


def by_place(
    ranking: list[tuple[int, RoundStanding]],
) -> list[tuple[int, list[RoundStanding]]]:
    """Return every place with the units that share it."""
    places: dict[int, list[RoundStanding]] = {}
    for place, standing in ranking:
        places.setdefault(place, []).append(standing)
    return list(places.items())


def rank_units(standings: list[RoundStanding]) -> list[tuple[int, RoundStanding]]:
    """Return the units with their rank, best first; equal points share a rank."""
    order = sorted(standings, key=lambda s: (-s.points, s.missing, s.unit))
    places: list[tuple[int, RoundStanding]] = []
    for number, standing in enumerate(order, 1):
        same = bool(places) and places[-1][1].points == standing.points
        places.append((places[-1][0] if same else number, standing))
    return places
