"""The rate of an item's work: from figures of two days at least, never from one alone."""

from datetime import date
from decimal import Decimal

import pytest

from rules.policy.forecast import Light, LightReason, Point, forecast
from tests.support.items import counted

TODAY = date(2026, 11, 25)


def points(*told: tuple[int, int]) -> list[Point]:
    return [Point(date(2026, 11, day), Decimal(done)) for day, done in told]


@pytest.mark.parametrize(
    ("told", "light", "why"),
    [
        (points((24, 12)), Light.YELLOW, LightReason.NO_FIGURES),
        (points((24, 12), (24, 11)), Light.YELLOW, LightReason.NO_FIGURES),
        (points((23, 0), (24, 30)), Light.BLUE, LightReason.IN_TIME),
        (points((1, 0), (24, 12)), Light.RED, LightReason.TOO_SLOW),
        (points((20, 12), (24, 12)), Light.RED, LightReason.STANDING_STILL),
    ],
    ids=["one_figure", "two_of_one_day", "a_good_day", "too_slow", "standing_still"],
)
def test_of_some_figures(told: list[Point], light: Light, why: LightReason) -> None:
    seen = forecast(counted(done=str(told[-1].done)), [], told, TODAY)
    assert (seen.light, seen.why) == (light, why)
