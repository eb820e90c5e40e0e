"""When people may be written to: working days, quiet hours, and clocks that are put forward."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from rules.policy.city import City

CHINA = City()
BERLIN = City(zone=ZoneInfo("Europe/Berlin"))
SIESTA = City(quiet_from=time(12), quiet_until=time(14, 30))


def at(city: City, words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=city.zone)


@pytest.mark.parametrize(
    ("city", "moment", "may"),
    [
        pytest.param(CHINA, "2026-11-24 07:29", False, id="a_minute_early"),
        pytest.param(CHINA, "2026-11-24 07:30", True, id="the_quiet_is_over"),
        pytest.param(CHINA, "2026-11-24 20:59", True, id="just_before_nine"),
        pytest.param(CHINA, "2026-11-24 21:00", False, id="nine_in_the_evening"),
        pytest.param(CHINA, "2026-11-24 03:00", False, id="at_night"),
        pytest.param(CHINA, "2026-11-28 10:00", False, id="a_saturday"),
        pytest.param(CHINA, "2026-10-10 10:00", True, id="a_make_up_saturday"),
        pytest.param(CHINA, "2026-10-01 10:00", False, id="the_national_day"),
        pytest.param(SIESTA, "2026-11-24 12:00", False, id="at_noon"),
        pytest.param(SIESTA, "2026-11-24 14:30", True, id="after_the_rest_at_noon"),
        pytest.param(SIESTA, "2026-11-24 03:00", True, id="a_city_that_never_sleeps"),
    ],
)
def test_may_anybody_be_written_to(city: City, moment: str, may: bool) -> None:
    assert city.may_send(at(city, moment)) is may


@pytest.mark.parametrize(
    ("city", "moment", "first"),
    [
        pytest.param(CHINA, "2026-11-24 10:00", "2026-11-24 10:00", id="at_once"),
        pytest.param(CHINA, "2026-11-24 22:00", "2026-11-25 07:30", id="next_morning"),
        pytest.param(CHINA, "2026-11-24 06:00", "2026-11-24 07:30", id="this_morning"),
        pytest.param(CHINA, "2026-11-27 22:00", "2026-11-30 07:30", id="on_friday_evening"),
        pytest.param(CHINA, "2026-11-28 12:00", "2026-11-30 07:30", id="on_saturday"),
        pytest.param(CHINA, "2026-09-30 23:00", "2026-10-08 07:30", id="before_the_long_holiday"),
        pytest.param(SIESTA, "2026-11-24 13:00", "2026-11-24 14:30", id="at_noon"),
    ],
)
def test_the_first_moment_at_which_anybody_may_be(city: City, moment: str, first: str) -> None:
    assert city.next_sending_time(at(city, moment)) == at(city, first)


@pytest.mark.parametrize(
    ("moment", "quiet", "day"),
    [
        pytest.param("2026-03-29T00:59+00:00", True, "2026-03-29", id="before_the_lost_hour"),
        pytest.param("2026-03-29T05:29+00:00", True, "2026-03-29", id="half_past_seven_is_later"),
        pytest.param("2026-03-29T05:30+00:00", False, "2026-03-29", id="in_summer_time"),
        pytest.param(
            "2026-10-25T00:30+00:00", True, "2026-10-25", id="the_hour_for_the_first_time"
        ),
        pytest.param("2026-10-25T01:30+00:00", True, "2026-10-25", id="and_for_the_second"),
        pytest.param("2026-10-25T06:30+00:00", False, "2026-10-25", id="in_winter_time"),
        pytest.param("2026-10-24T22:30+00:00", True, "2026-10-25", id="midnight_is_the_citys"),
    ],
)
def test_where_clocks_are_changed(moment: str, quiet: bool, day: str) -> None:
    then = datetime.fromisoformat(moment).astimezone(UTC)
    assert (BERLIN.is_quiet(then), BERLIN.today(then).isoformat()) == (quiet, day)
