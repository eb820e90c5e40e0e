"""When whatever waits for an answer is chased: reminded of before its day, escalated after it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum, auto

from rules.policy.calendar import WorkCalendar
from rules.policy.city import City
from rules.policy.requests import RequestKind, TrackedRequest

DAY = timedelta(days=1)


class Chase(Enum):
    """REMIND: who is to answer. OVERDUE: also the heads of their units. ESCALATE: office and asker."""

    REMIND = auto()
    OVERDUE = auto()
    ESCALATE = auto()


def days_to_answer(city: City, kind: RequestKind) -> int:
    """Return the working days in which a request is to be answered whose words name no day."""
    return city.instruction_after if kind is RequestKind.INSTRUCTION else city.blocker_days


def due_of(city: City, request: TrackedRequest) -> date:
    """Return the last day to answer a request; an older program kept none."""
    if request.due is not None:
        return request.due
    days = days_to_answer(city, request.kind)
    return city.calendar.add_working_days(city.today(request.at), days)


def chases(
    asked_on: date, due: date, calendar: WorkCalendar, last: date | None, today: date
) -> Iterator[Chase]:
    """Yield what is to be done today, each once; `last` is the day that was dealt with before."""
    overdue = calendar.next_working_day(due + DAY)
    days = {
        Chase.REMIND: _reminded_on(asked_on, due, calendar),
        Chase.OVERDUE: overdue,
        Chase.ESCALATE: calendar.next_working_day(overdue + DAY),
    }
    for what, day in days.items():
        too_late = what is Chase.REMIND and today > due
        if day is not None and day <= today and (last is None or day > last) and not too_late:
            yield what


def _reminded_on(asked_on: date, due: date, calendar: WorkCalendar) -> date | None:
    """Return the working day before the due day, or that day itself where only it is left."""
    before = due - DAY
    while before > asked_on and not calendar.is_working_day(before):
        before -= DAY
    if before > asked_on:
        return before
    return due if due > asked_on else None
