"""Proof of being told: whom reminders reached, what was answered, who keeps silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.policy.prompts import PromptAnswer, PromptKind


class Reach(StrEnum):
    """Why somebody does not answer. UNBOUND: their account was ended; BLOCKED: they left the bot."""

    REACHED = ""
    NEVER_STARTED = "never_started"
    UNBOUND = "unbound"
    BLOCKED = "blocked"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class DeliveryProof:
    """An owner who is to be reminded. Of the silent, on how many items and since when."""

    id: int
    name: str
    unit: str
    unit_id: int
    how: Reach
    items: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ReminderProof:
    """A reminder put to somebody: when it was queued, delivered and answered.

    `code` is the item's, `name` whose reminder it was.
    """

    code: str
    name: str
    kind: PromptKind
    due: date
    queued_at: datetime
    delivered_at: datetime | None
    last_error: str
    answer: PromptAnswer
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """`asked`, `reached`: people; `answered`, `waiting`, `settled`: items.

    `settled` were not answered and need no answer any more. Of those who have unfinished items:
    `never_started`, `unbound` and `blocked` cannot be asked, `unasked` were not asked in these days.
    """

    first: date
    last: date
    asked: int
    items: int
    reached: int
    answered: int
    waiting: int
    silent: Sequence[DeliveryProof]
    never_started: Sequence[DeliveryProof]
    unbound: Sequence[DeliveryProof]
    blocked: Sequence[DeliveryProof]
    unasked: Sequence[DeliveryProof]

    @property
    def settled(self) -> int:
        return self.items - self.answered - self.waiting
