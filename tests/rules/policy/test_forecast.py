"""Lights: from the figures reported follow what is left, the rate needed, and the day it ends."""

from datetime import date
from decimal import Decimal

import pytest

from rules.policy.forecast import Assessment, Forecast, Light, LightReason, Point, forecast
from rules.policy.items import Item, Milestone, State
from tests.support.items import TODAY, step, villa

NOVEMBER = [Point(date(2026, 11, 4), Decimal(5)), Point(date(2026, 11, 24), Decimal(25))]
"""One building a day over the last twenty days."""


def points(*figures: tuple[int, int]) -> list[Point]:
    """(day of November, done)."""
    return [Point(date(2026, 11, day), Decimal(done)) for day, done in figures]


@pytest.mark.parametrize(
    ("item", "light", "why"),
    [
        pytest.param(
            villa(state=State.STRUCK_OFF), Light.BLUE, LightReason.CLOSED, id="struck_off"
        ),
        pytest.param(villa(state=State.KEPT_UP), Light.BLUE, LightReason.CLOSED, id="kept_up"),
        pytest.param(villa(finished_on=TODAY), Light.BLUE, LightReason.DONE, id="said_to_be_done"),
        pytest.param(villa(done=Decimal(45)), Light.BLUE, LightReason.DONE, id="nothing_left"),
        pytest.param(villa(deadline=None), Light.BLUE, LightReason.NO_DEADLINE, id="no_deadline"),
        pytest.param(
            villa(deadline=date(2026, 11, 23)),
            Light.RED,
            LightReason.OVERDUE,
            id="deadline_was_yesterday",
        ),
        pytest.param(
            villa(deadline=TODAY), Light.YELLOW, LightReason.NO_FIGURES, id="deadline_is_today"
        ),
        pytest.param(
            villa(deadline=date(2026, 11, 1), finished_on=TODAY),
            Light.BLUE,
            LightReason.DONE,
            id="done_after_the_deadline",
        ),
        pytest.param(
            villa(promised_on=date(2026, 12, 20)),
            Light.RED,
            LightReason.PROMISED_LATE,
            id="promised_for_later_than_the_deadline",
        ),
        pytest.param(
            villa(deadline=date(2026, 12, 8)),
            Light.YELLOW,
            LightReason.NO_FIGURES,
            id="a_fortnight_left",
        ),
        pytest.param(
            villa(deadline=date(2026, 12, 9)),
            Light.BLUE,
            LightReason.NOTHING_AGAINST_IT,
            id="fifteen_days_left_without_figures",
        ),
    ],
)
def test_without_figures(item: Item, light: Light, why: LightReason) -> None:
    seen = forecast(item, [], [], TODAY)
    assert (seen.light, seen.why) == (light, why)


@pytest.mark.parametrize(
    ("deadline", "light", "why"),
    [
        pytest.param(
            date(2026, 12, 14), Light.BLUE, LightReason.IN_TIME, id="ends_on_the_very_day"
        ),
        pytest.param(date(2026, 12, 13), Light.YELLOW, LightReason.BEHIND, id="a_day_short"),
        pytest.param(
            date(2026, 11, 30), Light.YELLOW, LightReason.BEHIND, id="just_three_times_faster"
        ),
        pytest.param(
            date(2026, 11, 29), Light.RED, LightReason.TOO_SLOW, id="more_than_three_times"
        ),
    ],
)
def test_at_one_a_day_with_twenty_left(deadline: date, light: Light, why: LightReason) -> None:
    seen = forecast(villa(done=Decimal(25), deadline=deadline), [], NOVEMBER, TODAY)
    assert (seen.light, seen.why, seen.ends_on) == (light, why, date(2026, 12, 14))


def test_what_a_forecast_tells() -> None:
    assert forecast(villa(done=Decimal(25)), [], NOVEMBER, TODAY) == Forecast(
        Light.BLUE,
        LightReason.IN_TIME,
        days=21,
        left=Decimal(20),
        needed=Decimal(20) / 22,
        rate=Decimal(1),
        ends_on=date(2026, 12, 14),
    )


def test_a_city_that_allows_no_catching_up() -> None:
    item = villa(done=Decimal(25), deadline=date(2026, 12, 1))
    how = Assessment(steeper=Decimal(1))
    assert forecast(item, [], NOVEMBER, TODAY, how).light is Light.RED


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        pytest.param(
            points((24, 25)), LightReason.NOTHING_AGAINST_IT, id="one_report_gives_no_rate"
        ),
        pytest.param(
            points((10, 20), (20, 20)), LightReason.STANDING_STILL, id="the_same_figure_twice"
        ),
        pytest.param(
            points((10, 20), (20, 15)), LightReason.STANDING_STILL, id="a_figure_that_fell"
        ),
        pytest.param(
            points((1, 0), (2, 40)), LightReason.IN_TIME, id="a_leap_long_ago_counts_until_now"
        ),
    ],
)
def test_rates(figures: list[Point], why: LightReason) -> None:
    item = villa(done=figures[-1].done)
    assert forecast(item, [], figures, TODAY).why is why


def test_only_the_last_thirty_days_make_the_rate() -> None:
    old = [Point(date(2026, 9, 1), Decimal(0)), Point(date(2026, 9, 30), Decimal(40))]
    still = [*old, Point(date(2026, 11, 20), Decimal(40))]
    assert forecast(villa(done=Decimal(40)), [], still, TODAY).why is LightReason.STANDING_STILL


@pytest.mark.parametrize(
    ("deadline", "light"),
    [
        pytest.param(date(2026, 12, 9), Light.YELLOW, id="while_there_is_time"),
        pytest.param(date(2026, 12, 8), Light.RED, id="in_the_last_fortnight"),
    ],
)
def test_one_report_alone_condemns_nothing_early(deadline: date, light: Light) -> None:
    """The other point is the beginning of the campaign, when nothing was done."""
    figures = [Point(date(2026, 9, 20), Decimal(0), reported=False), *points((24, 5))]
    item = villa(done=Decimal(5), deadline=deadline)
    assert forecast(item, [], figures, TODAY).light is light


def test_what_is_not_counted_goes_by_percent() -> None:
    item = villa(total=None, measure="", percent=Decimal(60))
    figures = points((4, 20), (24, 60))
    seen = forecast(item, [], figures, TODAY)
    assert (seen.why, seen.left, seen.rate) == (LightReason.IN_TIME, Decimal(40), Decimal(2))


@pytest.mark.parametrize(
    ("milestone", "why"),
    [
        pytest.param(
            step(date(2026, 11, 20), 30), LightReason.MILESTONE_MISSED, id="short_of_its_target"
        ),
        pytest.param(
            step(date(2026, 11, 20)), LightReason.MILESTONE_MISSED, id="not_said_to_be_reached"
        ),
        pytest.param(step(TODAY, 30), LightReason.IN_TIME, id="due_today"),
        pytest.param(step(date(2026, 11, 20), 25), LightReason.IN_TIME, id="its_target_is_reached"),
        pytest.param(
            step(date(2026, 11, 20), 30, date(2026, 11, 19)),
            LightReason.IN_TIME,
            id="said_to_be_reached",
        ),
        pytest.param(step(None, 30), LightReason.IN_TIME, id="without_a_day"),
    ],
)
def test_milestones(milestone: Milestone, why: LightReason) -> None:
    seen = forecast(villa(done=Decimal(25)), [milestone], NOVEMBER, TODAY)
    assert seen.why is why


def test_a_missed_milestone_does_not_hide_a_red_light() -> None:
    item = villa(done=Decimal(25), deadline=date(2026, 11, 28))
    missed = [step(date(2026, 11, 20), 30)]
    assert forecast(item, missed, NOVEMBER, TODAY).why is LightReason.TOO_SLOW


def test_at_a_rate_that_takes_more_than_a_century_it_stands_still() -> None:
    hardly = [Point(date(2026, 11, 4), Decimal(0)), Point(date(2026, 11, 24), Decimal("0.000001"))]
    seen = forecast(villa(done=Decimal("0.000001")), (), hardly, TODAY)
    assert (seen.light, seen.why, seen.ends_on) == (Light.RED, LightReason.STANDING_STILL, None)
