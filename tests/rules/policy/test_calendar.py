"""Working days as the State Council arranges them, and the spans that cities got wrong."""

import subprocess
import sys
import time
from datetime import date

import pytest

from rules.policy.calendar import WorkCalendar

CHINA = WorkCalendar.china()


@pytest.mark.parametrize(
    ("situation", "day", "works"),
    [
        ("an_ordinary_tuesday", date(2026, 11, 24), True),
        ("an_ordinary_saturday", date(2026, 11, 28), False),
        ("a_holiday_on_a_weekday", date(2024, 10, 1), False),
        ("a_sunday_made_up_for_national_day", date(2024, 9, 29), True),
        ("a_saturday_made_up_after_national_day", date(2024, 10, 12), True),
        ("a_sunday_made_up_for_spring_festival", date(2025, 1, 26), True),
        ("a_saturday_made_up_after_spring_festival", date(2025, 2, 8), True),
        ("new_years_eve_of_the_moon", date(2025, 1, 28), False),
        ("a_friday_off_by_exchange", date(2026, 1, 2), False),
    ],
)
def test_which_days_are_worked(situation: str, day: date, works: bool) -> None:
    assert CHINA.is_working_day(day) is works


@pytest.mark.parametrize(
    ("situation", "first", "n", "last"),
    [
        ("a_notice_over_national_day", date(2024, 9, 29), 10, date(2024, 10, 16)),
        ("a_notice_over_spring_festival", date(2025, 1, 21), 10, date(2025, 2, 8)),
        ("one_day_is_the_day_itself", date(2026, 11, 24), 1, date(2026, 11, 24)),
        ("begun_on_a_saturday_counts_from_monday", date(2026, 11, 28), 5, date(2026, 12, 4)),
        ("begun_in_a_holiday_counts_from_its_end", date(2024, 10, 3), 3, date(2024, 10, 10)),
    ],
)
def test_last_day_of_a_notice(situation: str, first: date, n: int, last: date) -> None:
    assert CHINA.span_end(first, n) == last


@pytest.mark.parametrize(
    ("situation", "start", "n", "day"),
    [
        ("none_is_the_start", date(2026, 11, 28), 0, date(2026, 11, 28)),
        ("the_start_is_not_counted", date(2026, 11, 24), 1, date(2026, 11, 25)),
        ("over_a_weekend", date(2026, 11, 27), 1, date(2026, 11, 30)),
        ("from_a_saturday", date(2026, 11, 28), 1, date(2026, 11, 30)),
        ("over_national_day_with_its_made_up_days", date(2024, 9, 28), 10, date(2024, 10, 16)),
        ("over_the_turn_of_the_year", date(2025, 12, 31), 1, date(2026, 1, 4)),
    ],
)
def test_the_nth_working_day_after(situation: str, start: date, n: int, day: date) -> None:
    assert CHINA.add_working_days(start, n) == day


@pytest.mark.parametrize(
    ("situation", "first", "last", "count"),
    [
        ("a_published_span_said_to_be_ten", date(2024, 9, 29), date(2024, 10, 9), 4),
        ("a_published_span_said_to_be_seven", date(2024, 11, 15), date(2024, 11, 22), 6),
        ("a_span_that_was_right", date(2023, 1, 9), date(2023, 1, 20), 10),
        ("both_ends_are_counted", date(2026, 11, 24), date(2026, 11, 25), 2),
        ("a_weekend_holds_none", date(2026, 11, 28), date(2026, 11, 29), 0),
        ("the_wrong_way_round", date(2026, 11, 25), date(2026, 11, 24), 0),
    ],
)
def test_working_days_between(situation: str, first: date, last: date, count: int) -> None:
    assert CHINA.working_days_between(first, last) == count


def test_what_falls_on_a_free_day_moves_to_the_next_working_day() -> None:
    assert CHINA.next_working_day(date(2026, 11, 28)) == date(2026, 11, 30)
    assert CHINA.next_working_day(date(2026, 11, 30)) == date(2026, 11, 30)
    assert CHINA.next_working_day(date(2024, 10, 1)) == date(2024, 10, 8)


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("元旦", 2024, date(2023, 12, 30), date(2024, 1, 1)),
        ("春节", 2026, date(2026, 2, 15), date(2026, 2, 23)),
        ("清明", 2026, date(2026, 4, 4), date(2026, 4, 6)),
        ("清明节", 2026, date(2026, 4, 4), date(2026, 4, 6)),
        ("劳动节", 2026, date(2026, 5, 1), date(2026, 5, 5)),
        ("五一", 2026, date(2026, 5, 1), date(2026, 5, 5)),
        ("端午", 2026, date(2026, 6, 19), date(2026, 6, 21)),
        ("中秋", 2026, date(2026, 9, 25), date(2026, 9, 27)),
        ("国庆", 2024, date(2024, 10, 1), date(2024, 10, 7)),
        ("十一", 2026, date(2026, 10, 1), date(2026, 10, 7)),
        ("中秋", 2025, date(2025, 10, 1), date(2025, 10, 8)),
    ],
)
def test_holidays_with_the_free_days_beside_them(
    name: str, year: int, first: date, last: date
) -> None:
    assert CHINA.holiday(name, year) == (first, last)


def test_an_unknown_holiday_has_no_days() -> None:
    assert CHINA.holiday("圣诞", 2026) is None
    assert CHINA.holiday("", 2026) is None


def test_first_working_day_after_a_holiday() -> None:
    assert CHINA.first_workday_after((date(2026, 10, 1), date(2026, 10, 7))) == date(2026, 10, 8)
    assert CHINA.first_workday_after((date(2026, 1, 1), date(2026, 1, 3))) == date(2026, 1, 4)


@pytest.mark.parametrize(
    ("situation", "calendar", "published"),
    [
        ("the_notice_is_not_out", CHINA, False),
        ("a_free_day_of_the_city_only", WorkCalendar.china(off=[date(2031, 4, 3)]), False),
        ("the_office_entered_the_notice", WorkCalendar.china(work=[date(2031, 2, 8)]), True),
    ],
)
def test_a_year_without_make_up_days_is_an_estimate(
    situation: str, calendar: WorkCalendar, published: bool
) -> None:
    assert calendar.is_published(2031) is published


def test_published_years_are_known() -> None:
    assert [year for year in range(2020, 2027) if CHINA.is_published(year)] == [*range(2020, 2027)]


def test_the_citys_own_days_win() -> None:
    city = WorkCalendar.china(off=[date(2026, 11, 24)], work=[date(2026, 11, 28)])
    assert not city.is_working_day(date(2026, 11, 24))
    assert city.is_working_day(date(2026, 11, 28))
    assert city.span_end(date(2026, 11, 24), 4) == date(2026, 11, 28)


def test_a_day_both_off_and_worked_is_worked() -> None:
    both = date(2026, 11, 28)
    assert WorkCalendar.china(off=[both], work=[both]).is_working_day(both)


def test_no_year_is_built_at_import() -> None:
    look = "import sys, rules.policy.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_a_call_takes_microseconds_once_its_year_is_known() -> None:
    day = date(2026, 11, 24)
    CHINA.is_working_day(day)
    begun = time.process_time()
    for _ in range(2_000):
        CHINA.is_working_day(day)
    assert (time.process_time() - begun) / 2_000 < 0.000_05
