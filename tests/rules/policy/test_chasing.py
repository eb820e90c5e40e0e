"""When something that waits for an answer is chased."""

from datetime import date

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.chasing import Chase, chases

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("due", "last", "today", "what"),
    [
        (FRIDAY, date(2026, 11, 25), date(2026, 11, 26), [Chase.REMIND]),
        (FRIDAY, date(2026, 11, 26), FRIDAY, []),
        (FRIDAY, date(2026, 11, 24), FRIDAY, [Chase.REMIND]),
        (FRIDAY, FRIDAY, date(2026, 11, 30), [Chase.OVERDUE]),
        (FRIDAY, date(2026, 11, 30), date(2026, 12, 1), [Chase.ESCALATE]),
        (FRIDAY, None, date(2026, 12, 4), [Chase.OVERDUE, Chase.ESCALATE]),
        (date(2026, 11, 25), TUESDAY, date(2026, 11, 25), [Chase.REMIND]),
        (TUESDAY, None, TUESDAY, []),
        (date(2026, 11, 30), TUESDAY, FRIDAY, [Chase.REMIND]),
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 30), [Chase.OVERDUE]),
    ],
)
def test_on_which_day(due: date, last: date | None, today: date, what: list[Chase]) -> None:
    assert list(chases(TUESDAY, due, WorkCalendar.china(), last, today)) == what
