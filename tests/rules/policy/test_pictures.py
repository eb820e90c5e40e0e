"""What a burn-down and a board are of: counted so that every line begins and ends where it must."""

from dataclasses import replace
from datetime import date

import pytest

from rules.policy.digests import digest_entry
from rules.policy.forecast import forecast
from rules.policy.pictures import (
    BurnDown,
    BurnDownCounts,
    UnitLights,
    burn_down,
    sum_lights,
    unit_lights,
)
from rules.policy.tallies import Tally
from tests.support.items import counted

BEGUN, TODAY, MARK = date(2026, 6, 1), date(2026, 11, 24), date(2026, 12, 1)
AUGUST, OCTOBER, NOVEMBER, JANUARY = (
    date(2026, 8, 1),
    date(2026, 10, 1),
    date(2026, 11, 20),
    date(2027, 1, 31),
)


def test_both_lines_from_the_beginning_to_today_and_to_the_mark() -> None:
    done = {AUGUST: 1, NOVEMBER: 2, None: 1}
    due = {AUGUST: 3, OCTOBER: 2, MARK: 1, JANUARY: 3, None: 1}
    assert burn_down(BurnDownCounts(done, due), BEGUN, TODAY, MARK) == BurnDown(
        total=10,
        today=TODAY,
        until=MARK,
        has_mark=True,
        left=((BEGUN, 9), (AUGUST, 8), (NOVEMBER, 6), (TODAY, 6)),
        planned=((BEGUN, 10), (AUGUST, 7), (OCTOBER, 5), (MARK, 4)),
        undated=1,
        lately=2,
    )


@pytest.mark.parametrize(
    ("done", "due", "numbers"),
    [
        ({}, {OCTOBER: 2}, (2, 0)),
        ({OCTOBER: 2}, {OCTOBER: 2}, (0, 0)),
        ({OCTOBER: 2}, {JANUARY: 2}, (0, 2)),
        ({BEGUN: 1}, {BEGUN: 1, JANUARY: 1}, (1, 1)),
        ({date(2026, 3, 1): 1}, {date(2026, 3, 1): 1, JANUARY: 1}, (1, 1)),
        ({TODAY: 1}, {TODAY: 1, None: 1}, (1, 1)),
    ],
)
def test_todays_two_numbers(
    done: dict[date | None, int], due: dict[date | None, int], numbers: tuple[int, int]
) -> None:
    seen = burn_down(BurnDownCounts(done, due), BEGUN, TODAY, MARK)
    assert seen is not None
    assert (seen.left_today, seen.planned_today) == numbers


def test_without_a_mark_it_goes_to_the_last_deadline() -> None:
    seen = burn_down(BurnDownCounts({}, {OCTOBER: 1, JANUARY: 1}), None, TODAY, None)
    assert seen is not None
    assert (seen.planned[0][0], seen.until, seen.has_mark) == (OCTOBER, JANUARY, False)


@pytest.mark.parametrize("mark", [None, MARK])
def test_of_no_item_there_is_none(mark: date | None) -> None:
    assert burn_down(BurnDownCounts({}, {}), BEGUN, TODAY, mark) is None


def test_without_any_day_to_count_to_there_is_none() -> None:
    assert burn_down(BurnDownCounts({}, {None: 3}), BEGUN, TODAY, None) is None
    assert burn_down(BurnDownCounts({}, {None: 3}), BEGUN, TODAY, MARK) is not None


def test_a_campaign_that_has_not_begun() -> None:
    later = date(2026, 12, 24)
    seen = burn_down(BurnDownCounts({}, {JANUARY: 3}), later, TODAY, MARK)
    assert seen is not None
    assert seen.left == ((TODAY, 3),)


def test_days_after_the_mark_keep_the_plan_of_the_mark() -> None:
    seen = burn_down(BurnDownCounts({}, {OCTOBER: 1, JANUARY: 1}), BEGUN, JANUARY, MARK)
    assert seen is not None
    assert seen.planned_today == 1


def test_lights_of_units_worst_first() -> None:
    overdue = replace(counted(), deadline=date(2026, 11, 1))
    near = replace(counted(), deadline=date(2026, 11, 26))
    entries = [digest_entry(i, forecast(i, (), (), TODAY), TODAY, 7) for i in (overdue, near)]
    tallies = [Tally("白水县", total=3, done=3), Tally("青山县", total=5, done=1)]
    rows = unit_lights(tallies, [entry for entry in entries if entry is not None])
    assert rows == [UnitLights("青山县", 1, 1, 2, 1), UnitLights("白水县", done=3)]
    assert sum_lights("全市", rows) == UnitLights("全市", 1, 1, 2, 4)
    assert [row.total for row in rows] == [5, 3]
