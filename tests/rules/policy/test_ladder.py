"""The ladder: which step is due for an item, by its lights and by its delay."""

from datetime import date
from decimal import Decimal

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.forecast import Forecast, Light, LightReason
from rules.policy.ladder import Addressee, Ladder, LadderFacts, Rung, Step, steps_due

CHINA = WorkCalendar.china()
TODAY = date(2026, 11, 24)
NOVEMBER, OCTOBER, SEPTEMBER = "2026-11", "2026-10", "2026-09"
YELLOW = Forecast(Light.YELLOW, LightReason.BEHIND)
RED = Forecast(Light.RED, LightReason.TOO_SLOW)
BLUE = Forecast(Light.BLUE, LightReason.IN_TIME)
LATE = Forecast(Light.RED, LightReason.OVERDUE)

REMIND, SUPERVISE, TALK, ACCOUNT = Step


def due(
    facts: LadderFacts, today: date = TODAY, ladder: Ladder | None = None
) -> list[tuple[Step, str]]:
    found = steps_due(facts, today, CHINA, ladder or Ladder())
    return [(step.rung.step, step.occasion) for step in found]


def by_light(forecast: Forecast, **months: Light) -> LadderFacts:
    named = {f"2026-{month[1:]}": light for month, light in months.items()}
    return LadderFacts(forecast, date(2026, 12, 31), named)


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        pytest.param(by_light(BLUE), [], id="on_schedule"),
        pytest.param(
            by_light(YELLOW, m11=Light.YELLOW),
            [(REMIND, "yellow:2026-11")],
            id="the_first_yellow_is_a_reminder",
        ),
        pytest.param(
            by_light(YELLOW, m10=Light.YELLOW, m11=Light.YELLOW),
            [(SUPERVISE, "yellow:2026-11")],
            id="the_second_brings_a_letter",
        ),
        pytest.param(
            by_light(YELLOW, m08=Light.YELLOW, m10=Light.YELLOW, m11=Light.YELLOW),
            [(SUPERVISE, "yellow:2026-11")],
            id="a_third_brings_another",
        ),
        pytest.param(
            by_light(RED, m11=Light.RED), [(TALK, "red:2026-11")], id="red_goes_to_the_leaders"
        ),
        pytest.param(
            by_light(RED, m10=Light.YELLOW, m11=Light.RED),
            [(TALK, "red:2026-11")],
            id="red_after_yellow",
        ),
        pytest.param(
            by_light(YELLOW, m10=Light.RED, m11=Light.YELLOW),
            [(REMIND, "yellow:2026-11")],
            id="yellow_after_red_is_the_first_yellow",
        ),
        pytest.param(
            by_light(BLUE, m10=Light.YELLOW), [], id="yellow_last_month_and_blue_in_this_one"
        ),
    ],
)
def test_by_light(facts: LadderFacts, steps: list[tuple[Step, str]]) -> None:
    assert due(facts) == steps


@pytest.mark.parametrize(
    ("facts", "count", "points"),
    [
        pytest.param(by_light(YELLOW, m11=Light.YELLOW), 1, 0, id="a_reminder_costs_nothing"),
        pytest.param(
            by_light(YELLOW, m10=Light.YELLOW, m11=Light.YELLOW), 2, 1, id="the_letter_costs_one"
        ),
        pytest.param(by_light(RED, m11=Light.RED), 1, 2, id="red_costs_two"),
    ],
)
def test_points_after_the_rule_of_guangyuan(facts: LadderFacts, count: int, points: int) -> None:
    (step,) = steps_due(facts, TODAY, CHINA, Ladder())
    assert (step.count, step.rung.points) == (count, Decimal(points))


def overdue(deadline: date, *taken: tuple[Step, date]) -> LadderFacts:
    occasion = f"overdue:{deadline}"
    return LadderFacts(LATE, deadline, {}, {(step, occasion): day for step, day in taken})


FRIDAY = date(2026, 11, 20)
BY_FRIDAY = "overdue:2026-11-20"


@pytest.mark.parametrize(
    ("today", "taken", "step"),
    [
        pytest.param("2026-11-21", [], None, id="saturday_is_no_day_of_delay"),
        pytest.param("2026-11-23", [], REMIND, id="the_first_working_day"),
        pytest.param("2026-11-25", [], REMIND, id="one_step_at_a_time"),
        pytest.param("2026-11-24", [(REMIND, "2026-11-23")], None, id="two_days_late"),
        pytest.param("2026-11-25", [(REMIND, "2026-11-23")], SUPERVISE, id="three_days_late"),
        pytest.param("2026-11-25", [(REMIND, "2026-11-24")], None, id="grace_of_two_days"),
        pytest.param("2026-11-26", [(REMIND, "2026-11-24")], SUPERVISE, id="when_grace_is_over"),
        pytest.param(
            "2026-12-04", [(REMIND, "2026-11-23"), (SUPERVISE, "2026-11-25")], TALK, id="ten_days"
        ),
        pytest.param(
            "2026-12-18",
            [(REMIND, "2026-11-23"), (SUPERVISE, "2026-11-25"), (TALK, "2026-12-04")],
            ACCOUNT,
            id="twenty_days",
        ),
        pytest.param(
            "2026-12-31",
            [
                (REMIND, "2026-11-23"),
                (SUPERVISE, "2026-11-25"),
                (TALK, "2026-12-04"),
                (ACCOUNT, "2026-12-18"),
            ],
            None,
            id="the_top_of_the_ladder",
        ),
    ],
)
def test_by_delay(today: str, taken: list[tuple[Step, str]], step: Step | None) -> None:
    before = [(name, date.fromisoformat(day)) for name, day in taken]
    expected = [] if step is None else [(step, BY_FRIDAY)]
    assert due(overdue(FRIDAY, *before), date.fromisoformat(today)) == expected


def test_a_deadline_that_was_moved_begins_a_new_climb() -> None:
    facts = LadderFacts(LATE, FRIDAY, {}, {(REMIND, "overdue:2026-10-30"): date(2026, 11, 2)})
    assert due(facts) == [(REMIND, BY_FRIDAY)]


def test_what_is_overdue_does_not_climb_by_its_light_as_well() -> None:
    facts = LadderFacts(LATE, FRIDAY, {NOVEMBER: Light.RED})
    assert due(facts) == [(REMIND, BY_FRIDAY)]


def test_a_step_is_taken_once_for_a_cause() -> None:
    facts = LadderFacts(RED, None, {NOVEMBER: Light.RED}, {(TALK, "red:2026-11"): TODAY})
    assert due(facts) == []


def test_a_ladder_of_ones_own() -> None:
    only = Rung(SUPERVISE, yellows=3, to=frozenset({Addressee.OFFICE}))
    two = LadderFacts(YELLOW, None, {OCTOBER: Light.YELLOW, NOVEMBER: Light.YELLOW})
    three = LadderFacts(YELLOW, None, {SEPTEMBER: Light.YELLOW, **two.months})
    assert due(two, ladder=Ladder((only,))) == []
    assert due(three, ladder=Ladder((only,))) == [(SUPERVISE, "yellow:2026-11")]
