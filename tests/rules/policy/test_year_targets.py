"""Yearly targets: what a year owes, and the light of an item that falls behind it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.policy.forecast import Light, LightReason, Point, forecast
from rules.policy.projects import YearTarget
from rules.policy.year_targets import YearStanding, year_standing
from tests.support.items import villa

TODAY = date(2026, 11, 24)
TARGETS = (YearTarget(2025, Decimal(4)), YearTarget(2026, Decimal(8)))


@pytest.mark.parametrize(
    ("done", "before", "carried", "in_year", "left"),
    [
        (None, 0, 4, None, 12),
        (6, 3, 1, 3, 6),
        (12, 4, 0, 8, 0),
        (9, 5, 0, 4, 3),
    ],
    ids=["nothing known", "something carried", "reached", "ahead of the year before"],
)
def test_a_year_owes_its_own_and_what_was_left(
    done: int | None, before: int, carried: int, in_year: int | None, left: int
) -> None:
    found = year_standing(TARGETS, None if done is None else Decimal(done), Decimal(before), TODAY)
    known = None if in_year is None else Decimal(in_year)
    assert found == YearStanding(2026, Decimal(8), Decimal(carried), known, Decimal(left))


def test_without_a_target_there_is_nothing_to_say() -> None:
    assert year_standing((YearTarget(2027, Decimal(4)),), None, Decimal(0), TODAY) is None


@pytest.mark.parametrize(
    ("done", "light", "why"),
    [
        (3, Light.YELLOW, LightReason.YEAR_MISSED),
        (10, Light.YELLOW, LightReason.YEAR_BEHIND),
        (12, Light.BLUE, LightReason.IN_TIME),
    ],
)
def test_an_item_in_time_for_its_deadline_may_be_behind_its_year(
    done: int, light: Light, why: LightReason
) -> None:
    works = villa(
        total=Decimal(20), measure="公里", done=Decimal(done), deadline=date(2090, 12, 31)
    )
    points = [Point(date(2026, 1, 1), Decimal(0)), Point(TODAY, Decimal(done))]
    points[0] = replace(points[0], done=Decimal(done) - Decimal("0.5"))
    found = forecast(works, [], points, TODAY, targets=TARGETS)
    assert (found.light, found.why) == (light, why)
