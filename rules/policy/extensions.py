"""Requests for a later deadline, and why one is refused before the office sees it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.chats import ChatAddress
from rules.policy.items import Item, is_open


class ExtensionState(StrEnum):
    """States of a request for a later deadline."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for a later deadline, with its decision.

    `person`, `account`, `language` and `unit` are the applicant's. `decided_by` of a withdrawn
    request is whoever withdrew it.
    """

    id: int
    item_id: int
    person_id: int
    asked_at: datetime
    old_deadline: date | None
    new_deadline: date
    reason: str
    state: ExtensionState
    decided_by: int | None
    decided_at: datetime | None
    decision: str
    code: str
    title: str
    person: str
    account: ChatAddress | None
    language: str | None
    unit: str


class Obstacle(StrEnum):
    """Why a later deadline cannot be requested."""

    CLOSED = "closed"
    NO_DEADLINE = "no_deadline"
    WAITING = "waiting"
    TOO_OFTEN = "too_often"
    NOT_LATER = "not_later"
    PASSED = "passed"
    REST_DAY = "rest_day"


@dataclass(frozen=True, slots=True)
class ExtensionHistory:
    """Earlier requests for the item: how many were granted, and whether one is pending."""

    granted: int
    waiting: bool


def obstacle_to_request(item: Item, history: ExtensionHistory, limit: int) -> Obstacle | None:
    """Return what forbids a request before a day is named; None when nothing does.

    `limit`: how often one item may be extended.
    """
    if not is_open(item):
        return Obstacle.CLOSED
    if item.deadline is None:
        return Obstacle.NO_DEADLINE
    if history.waiting:
        return Obstacle.WAITING
    return Obstacle.TOO_OFTEN if history.granted >= limit else None


RECENTLY_PASSED = timedelta(days=60)
"""A day without a year that passed within this time was not meant for next year."""

YEAR = re.compile(r"\d{4}|年")


def intended_day(read: date, words: str, today: date) -> date:
    """Return the day meant by `words`, which were read as the next such day.

    11月10日 written on 24 November means the day that has passed, not that of next year.
    """
    leap_day = (read.month, read.day) == (2, 29)
    if YEAR.search(words) or read.year != today.year + 1 or leap_day:
        return read
    this_year = read.replace(year=today.year)
    return this_year if today - RECENTLY_PASSED <= this_year < today else read


def obstacle_of_day(item: Item, day: date, today: date, calendar: WorkCalendar) -> Obstacle | None:
    """Return why the named day is refused; None when it is acceptable. The item has a deadline."""
    assert item.deadline is not None
    if day <= item.deadline:
        return Obstacle.NOT_LATER
    if day < today:
        return Obstacle.PASSED
    return None if calendar.is_working_day(day) else Obstacle.REST_DAY
