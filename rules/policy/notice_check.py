"""Whether the span of a public notice holds the days it must have."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.spans import unpublished_years


class NoticeVerdict(StrEnum):
    """RIGHT: the span has just the days. LONGER is allowed; SHORT is not enough."""

    RIGHT = "right"
    SHORT = "short"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class NoticeCheck:
    """`counted` days of the kind that is required, `needed` of them; `until`: when they end.

    `estimated`: years whose make-up workdays are not published yet.
    """

    first: date
    last: date
    needed: int
    counted: int
    working: bool
    until: date
    estimated: tuple[int, ...]

    @property
    def verdict(self) -> NoticeVerdict:
        """Return whether the span is long enough."""
        if self.counted == self.needed:
            return NoticeVerdict.RIGHT
        return NoticeVerdict.SHORT if self.counted < self.needed else NoticeVerdict.LONGER


def check_notice(
    calendar: WorkCalendar, first: date, last: date, needed: int, *, working: bool
) -> NoticeCheck:
    """Count the days of a notice, first and last included, against the days it must have."""
    if working:
        counted, until = (
            calendar.working_days_between(first, last),
            calendar.span_end(first, needed),
        )
        years = tuple(unpublished_years(calendar, first, max(last, until)))
    else:
        counted, until, years = (last - first).days + 1, first + timedelta(days=needed - 1), ()
    return NoticeCheck(first, last, needed, counted, working, until, years)
