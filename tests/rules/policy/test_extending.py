"""May a deadline move? What stands in the way, before the office sees the request."""

from datetime import date

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.extensions import (
    ExtensionHistory,
    Obstacle,
    intended_day,
    obstacle_of_day,
    obstacle_to_request,
)
from rules.policy.items import Item, State
from tests.support.items import TODAY, villa

CHINA = WorkCalendar.china()


@pytest.mark.parametrize(
    ("item", "granted", "waiting", "obstacle"),
    [
        pytest.param(villa(), 0, False, None, id="the_first_time"),
        pytest.param(villa(), 1, False, None, id="the_last_time_allowed"),
        pytest.param(villa(), 2, False, Obstacle.TOO_OFTEN, id="twice_is_the_limit"),
        pytest.param(villa(), 0, True, Obstacle.WAITING, id="one_is_being_decided"),
        pytest.param(villa(deadline=None), 0, False, Obstacle.NO_DEADLINE, id="no_deadline"),
        pytest.param(villa(state=State.STRUCK_OFF), 0, False, Obstacle.CLOSED, id="struck_off"),
    ],
)
def test_may_it_be_asked(
    item: Item, granted: int, waiting: bool, obstacle: Obstacle | None
) -> None:
    assert obstacle_to_request(item, ExtensionHistory(granted, waiting), limit=2) == obstacle


@pytest.mark.parametrize(
    ("deadline", "day", "obstacle"),
    [
        pytest.param("2026-12-15", "2026-12-31", None, id="a_later_working_day"),
        pytest.param("2026-12-15", "2026-12-15", Obstacle.NOT_LATER, id="the_same_day"),
        pytest.param("2026-12-15", "2026-12-01", Obstacle.NOT_LATER, id="an_earlier_day"),
        pytest.param("2026-12-15", "2026-12-19", Obstacle.REST_DAY, id="a_saturday"),
        pytest.param("2026-12-15", "2027-01-01", Obstacle.REST_DAY, id="new_year"),
        pytest.param("2026-11-10", "2026-11-23", Obstacle.PASSED, id="later_but_passed"),
        pytest.param("2026-11-10", "2026-11-24", None, id="an_overdue_item_until_today"),
    ],
)
def test_the_day_that_was_named(deadline: str, day: str, obstacle: Obstacle | None) -> None:
    item = villa(deadline=date.fromisoformat(deadline))
    assert obstacle_of_day(item, date.fromisoformat(day), TODAY, CHINA) == obstacle


@pytest.mark.parametrize(
    ("read", "words", "meant"),
    [
        pytest.param("2027-11-10", "11月10日", "2026-11-10", id="a_fortnight_ago_is_a_slip"),
        pytest.param("2027-09-25", "9月25日", "2026-09-25", id="sixty_days_ago"),
        pytest.param("2027-09-24", "9月24日", "2027-09-24", id="longer_ago_means_next_year"),
        pytest.param("2027-01-10", "1月10日", "2027-01-10", id="soon_next_year"),
        pytest.param("2027-11-10", "2027年11月10日", "2027-11-10", id="the_year_was_written"),
        pytest.param("2027-11-10", "明年11月10日", "2027-11-10", id="next_year_in_words"),
        pytest.param("2026-12-20", "12月20日", "2026-12-20", id="later_this_year"),
    ],
)
def test_a_day_without_its_year(read: str, words: str, meant: str) -> None:
    assert intended_day(date.fromisoformat(read), words, TODAY) == date.fromisoformat(meant)
