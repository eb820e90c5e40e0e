"""The item of the ledger: one duty, one lead unit, one owner, one deadline."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """States of an item, in the ledger's words."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "整改中"
    APPLIED = "申请销号"
    UNDER_CHECK = "核查中"
    ON_NOTICE = "公示中"
    STRUCK_OFF = "已销号"
    KEPT_UP = "已完成，长期坚持"


CLOSED = frozenset({State.STRUCK_OFF, State.KEPT_UP})
"""States in which nothing is due any more."""

IN_REVIEW = frozenset({State.APPLIED, State.UNDER_CHECK, State.ON_NOTICE})
"""States of a pending application for closing; they do not make an item done."""


def own_code(code: str) -> str:
    """Return an item's own number where it carries several: the first of 7、市9."""
    return code.split("、", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class NamedRef:
    """The id and name of a person or unit that an item refers to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item in its current state. Whether it is late, and its light, are derived, never stored."""

    id: int
    code: str
    title: str
    kind: str
    state: State
    aspect: str
    category: str
    finding: str
    key: bool
    goal: str
    measures: str
    lead: NamedRef
    owner: NamedRef
    deadline: date | None
    deadline_words: str = ""
    city_leader: NamedRef | None = None
    duty_leader: NamedRef | None = None
    supervising: NamedRef | None = None
    verifying: NamedRef | None = None
    supporting: frozenset[int] = field(default_factory=frozenset)
    funding: str = ""
    total: Decimal | None = None
    measure: str = ""
    done: Decimal | None = None
    percent: Decimal | None = None
    promised_on: date | None = None
    reported_at: datetime | None = None
    finished_on: date | None = None

    @property
    def left(self) -> Decimal | None:
        """Return the amount still to be done in the item's measure; None without a total."""
        if self.total is None:
            return None
        return max(self.total - (self.done or Decimal(0)), Decimal(0))


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of an item, with a target quantity where it can be counted."""

    id: int
    item_id: int
    name: str
    due: date | None
    due_words: str
    unit: NamedRef | None
    target: Decimal | None
    reached_on: date | None


def has_work_left(item: Item) -> bool:
    """Return whether the item's own latest figures leave something to do."""
    if item.total is not None:
        return item.left != 0
    return item.percent is not None and item.percent < 100


def is_open(item: Item) -> bool:
    """Return whether the item is not closed."""
    return item.state not in CLOSED


def is_done(item: Item) -> bool:
    """Return whether its figures, milestones or verifier say so, or the item is closed.

    `UNDONE` in storage/ledger/item_mapper.py is the same condition in SQL.
    """
    return not is_open(item) or item.finished_on is not None


def awaits_verdict(item: Item) -> bool:
    """Return whether the item waits for others alone: it counts nothing and is applied for.

    `AWAITS_VERDICT` in storage/ledger/item_mapper.py is the same condition in SQL.
    """
    return item.state in IN_REVIEW and item.total is None


def is_overdue(item: Item, today: date) -> bool:
    """Return whether the item is past its last day and not done."""
    return item.deadline is not None and not is_done(item) and today > item.deadline


def days_left(item: Item, today: date) -> int | None:
    """Return the days to the deadline, negative once it has passed; None without a deadline."""
    return None if item.deadline is None else (item.deadline - today).days
