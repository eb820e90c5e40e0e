"""When an owner is asked about a deadline: days before it, and again once it has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.refs import Ref

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """A prompt so many days before the deadline, 0 on its day; kept as the number."""

    days: int

    def __str__(self) -> str:
        return str(self.days)


class AfterDeadline(StrEnum):
    """Prompts about a deadline that has passed; kept as the word."""

    OVERDUE = "overdue"


PromptKind = DaysBefore | AfterDeadline
"""Which prompt of a deadline: each is made once."""


def parse_kind(words: str) -> PromptKind:
    """Return the kind that `str` made words of. Raises ValueError for other words."""
    return DaysBefore(int(words)) if words.isdecimal() else AfterDeadline(words)


@dataclass(frozen=True, slots=True)
class DuePrompt:
    """A prompt that is due.

    `called_on` is the working day on which it is sent; `due` the day it is about.
    """

    kind: PromptKind
    due: date
    called_on: date


class PromptState(StrEnum):
    """LAPSED: replaced by a later prompt, or no longer needed."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


class PromptAnswer(StrEnum):
    """What an owner answered. REPORT: they reported on the item instead of pressing a button."""

    NONE = ""
    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    EXTENSION = "extension"
    BLOCKER = "blocker"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt about a deadline. `owner_id` is the item's current owner.

    `subject` is the item or milestone whose deadline it is; `kind`, `due` and `called_on` as in DuePrompt; `late`
    when it could not be sent on its day.
    """

    id: int
    item_id: int
    step_id: int | None
    subject: Ref
    kind: PromptKind
    due: date
    called_on: date
    made_at: datetime
    late: bool
    state: PromptState
    answer: PromptAnswer
    answered_at: datetime | None
    answered_by: int | None
    answered_for: int | None
    snoozed_until: datetime | None
    owner_id: int


def due_prompt(
    deadline: date, today: date, days: Iterable[int], calendar: WorkCalendar
) -> DuePrompt | None:
    """Return the latest prompt whose day has come, None when it is too early for any.

    `days`: days before the deadline. A prompt due on a day off is sent on the last working day
    before.
    """
    if today > deadline:
        return DuePrompt(AfterDeadline.OVERDUE, deadline, calendar.next_working_day(deadline + DAY))
    for number in sorted(set(days)):
        called_on = last_working_day(calendar, deadline - number * DAY)
        if called_on <= today:
            return DuePrompt(DaysBefore(number), deadline, called_on)
    return None


def quiet_until(
    answered_on: date, promised_on: date | None, again_after: int, calendar: WorkCalendar
) -> date:
    """Return the day until which an answered, overdue item is not asked about again.

    The promised day when that is still to come, else `again_after` working days after the answer.
    """
    if promised_on is not None and promised_on > answered_on:
        return promised_on
    return calendar.add_working_days(answered_on, again_after)


def last_working_day(calendar: WorkCalendar, day: date) -> date:
    """Return the day itself when it is a working day, else the last one before it."""
    while not calendar.is_working_day(day):
        day -= DAY
    return day
