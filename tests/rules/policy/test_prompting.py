"""When a deadline is asked about: so many days before, and again once it has passed."""

from datetime import date

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.prompts import (
    AfterDeadline,
    DaysBefore,
    DuePrompt,
    PromptKind,
    due_prompt,
    parse_kind,
    quiet_until,
)

CHINA = WorkCalendar.china()
DAYS = (30, 7, 3, 1, 0)
OVERDUE = AfterDeadline.OVERDUE


def asked(deadline: str, today: str) -> tuple[str, str] | None:
    """The kind of the call and the day it is made."""
    call = due_prompt(date.fromisoformat(deadline), date.fromisoformat(today), DAYS, CHINA)
    return None if call is None else (str(call.kind), call.called_on.isoformat())


@pytest.mark.parametrize(
    ("deadline", "today", "call"),
    [
        pytest.param("2026-12-25", "2026-11-24", None, id="thirty_one_days_before"),
        pytest.param("2026-12-25", "2026-11-25", ("30", "2026-11-25"), id="thirty_days_before"),
        pytest.param("2026-12-25", "2026-12-17", ("30", "2026-11-25"), id="still_the_first_call"),
        pytest.param("2026-12-25", "2026-12-18", ("7", "2026-12-18"), id="a_week_before"),
        pytest.param("2026-12-25", "2026-12-25", ("0", "2026-12-25"), id="on_the_day"),
        pytest.param("2026-12-25", "2026-12-26", (OVERDUE, "2026-12-28"), id="the_day_after"),
        pytest.param("2026-11-30", "2026-11-27", ("1", "2026-11-27"), id="sunday_comes_on_friday"),
        pytest.param("2026-11-29", "2026-11-27", ("0", "2026-11-27"), id="a_deadline_on_sunday"),
        pytest.param("2026-11-27", "2026-11-30", (OVERDUE, "2026-11-30"), id="monday_after_friday"),
        pytest.param("2026-10-07", "2026-09-30", ("0", "2026-09-30"), id="inside_a_long_holiday"),
        pytest.param("2026-10-10", "2026-10-10", ("0", "2026-10-10"), id="a_make_up_saturday"),
        pytest.param("2026-09-30", "2026-10-05", (OVERDUE, "2026-10-08"), id="after_the_holiday"),
    ],
)
def test_calls(deadline: str, today: str, call: tuple[str, str] | None) -> None:
    assert asked(deadline, today) == call


def test_a_city_that_asks_only_once() -> None:
    deadline, today = date(2026, 12, 25), date(2026, 12, 23)
    assert due_prompt(deadline, today, (5,), CHINA) == DuePrompt(
        DaysBefore(5), deadline, date(2026, 12, 18)
    )


@pytest.mark.parametrize(
    ("promised", "until"),
    [
        pytest.param(None, date(2026, 12, 1), id="five_working_days"),
        pytest.param(date(2026, 12, 20), date(2026, 12, 20), id="the_promised_day"),
        pytest.param(date(2026, 11, 24), date(2026, 12, 1), id="a_promise_that_ends_today"),
        pytest.param(date(2026, 11, 1), date(2026, 12, 1), id="a_promise_long_broken"),
    ],
)
def test_the_rest_after_an_answer(promised: date | None, until: date) -> None:
    assert quiet_until(date(2026, 11, 24), promised, 5, CHINA) == until


@pytest.mark.parametrize("kind", [DaysBefore(0), DaysBefore(30), *AfterDeadline], ids=str)
def test_a_kind_is_read_back_as_it_was_kept(kind: PromptKind) -> None:
    assert (parse_kind(str(kind)), len(str(kind)) <= 10) == (kind, True)


def test_what_is_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="tomorrow"):
        parse_kind("tomorrow")
