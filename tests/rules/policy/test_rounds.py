"""Dispatch rounds: when the profile opens and ends one, and how units rank."""

from datetime import datetime, time
from decimal import Decimal

import pytest

from rules.policy.city import City, RoundPlan
from rules.policy.rounds import RoundStanding, latest_opening, rank_units, round_due, round_points

CITY = City()


def local(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=CITY.zone)


WEEKLY = RoundPlan("week", on=3, opens=time(9), due_after=2, due=time(12))
FORTNIGHTLY = RoundPlan("week", on=1, interval=2)
MONTHLY = RoundPlan("month", on=25)
QUARTERLY = RoundPlan("month", on=10, interval=3)


@pytest.mark.parametrize(
    ("plan", "now", "opened"),
    [
        pytest.param(WEEKLY, "2026-11-25 09:00", "2026-11-25 09:00", id="at_the_very_minute"),
        pytest.param(WEEKLY, "2026-11-25 08:59", "2026-11-18 09:00", id="a_minute_before"),
        pytest.param(WEEKLY, "2026-12-01 23:00", "2026-11-25 09:00", id="the_week_after"),
        pytest.param(FORTNIGHTLY, "2026-12-06 12:00", "2026-11-23 09:00", id="every_other_week"),
        pytest.param(FORTNIGHTLY, "2026-12-07 12:00", "2026-12-07 09:00", id="the_next_of_them"),
        pytest.param(MONTHLY, "2026-11-25 10:00", "2026-11-25 09:00", id="monthly"),
        pytest.param(MONTHLY, "2026-12-24 10:00", "2026-11-25 09:00", id="until_the_next_month"),
        pytest.param(QUARTERLY, "2026-11-25 10:00", "2026-09-10 09:00", id="every_third_month"),
    ],
)
def test_when_a_plan_opened_last(plan: RoundPlan, now: str, opened: str) -> None:
    assert latest_opening(plan, CITY, local(now)) == local(opened)


def test_when_it_ends() -> None:
    assert round_due(WEEKLY, CITY, local("2026-11-25 09:00")) == local("2026-11-27 12:00")


@pytest.mark.parametrize(
    ("expected", "answered", "off", "points"),
    [
        pytest.param(4, 4, 0, "100", id="everything"),
        pytest.param(3, 1, 0, "33.3", id="a_third"),
        pytest.param(3, 2, 1, "65.7", id="less_a_point_of_the_ladder"),
        pytest.param(4, 0, 2, "0", id="never_below_zero"),
    ],
)
def test_points(expected: int, answered: int, off: int, points: str) -> None:
    assert round_points(expected, answered, Decimal(off)) == Decimal(points)


def standing(unit: str, expected: int, answered: int) -> RoundStanding:
    return RoundStanding(unit, expected, answered, 0, round_points(expected, answered, Decimal(0)))


def test_equal_points_share_a_place() -> None:
    units = [
        standing("白水县", 2, 1),
        standing("青山县", 4, 4),
        standing("市住建局", 4, 2),
        standing("市水务局", 3, 0),
    ]
    assert [(place, s.unit) for place, s in rank_units(units)] == [
        (1, "青山县"),
        (2, "白水县"),
        (2, "市住建局"),
        (4, "市水务局"),
    ]
