"""Morning boards: who is sent one, of what, and who has not looked for a week."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.policy.people import Person, Role
from rules.policy.standing import StatusScreen

UNREAD_FOR = timedelta(days=7)
"""After this the office is told that somebody does not look at their boards."""

_FIRST = re.compile(r"书记|市长")
_DEPUTY = re.compile(r"副|秘书|助理")


class BoardScope(StrEnum):
    """What a board is about: the whole city, a unit with all below it, or guaranteed items."""

    CITY = "city"
    UNIT = "unit"
    GUARANTEED = "guaranteed"


def is_first_responsible(person: Person) -> bool:
    """Return whether the person is the party secretary or the mayor, by role and post."""
    first = _FIRST.search(person.post) and not _DEPUTY.search(person.post)
    return Role.CITY_LEADER in person.roles and bool(first)


def board_scope(person: Person, *, guarantees: bool, leads: bool) -> BoardScope | None:
    """Return what the person's board is about; None for whoever gets none.

    `guarantees`: they guarantee an item. `leads`: their unit, or one below it, leads one.
    """
    if is_first_responsible(person):
        return BoardScope.CITY
    if Role.CITY_LEADER in person.roles:
        return BoardScope.GUARANTEED if guarantees else BoardScope.CITY
    if leads and Role.UNIT_HEAD in person.roles:
        return BoardScope.UNIT
    return BoardScope.GUARANTEED if guarantees else None


@dataclass(frozen=True, slots=True)
class BoardNeeds:
    """What waits for somebody: instructions, letters of the ladder without a report, blockers.

    `urgent`: notices that are not settled.
    """

    instructions: int = 0
    letters: int = 0
    blockers: int = 0
    urgent: int = 0


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """Counts of items since the last board: `late` became overdue."""

    reported: int = 0
    done: int = 0
    struck_off: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class BoardLook:
    """When somebody last said that they had read a board; `waiting_since`: the first one after."""

    last: datetime | None = None
    waiting_since: date | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """One person's board of a day. `since`: the day of the last boards, None for the first."""

    scope: BoardScope
    day: date
    screen: StatusScreen
    needs: BoardNeeds
    since: date | None = None
    changes: BoardChanges = BoardChanges()
    look: BoardLook = BoardLook()


@dataclass(frozen=True, slots=True)
class Unread:
    """Somebody who has not looked: `last` is their last look, `since` the first board unread."""

    name: str
    unit: str
    since: date
    last: datetime | None


def has_not_looked(look: BoardLook, today: date) -> bool:
    """Return whether boards have been waiting for a week."""
    return look.waiting_since is not None and today - look.waiting_since >= UNREAD_FOR
