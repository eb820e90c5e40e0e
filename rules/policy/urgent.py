"""Urgent notices: trouble that cannot wait until the morning, told until somebody has received it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.policy.ladder import Addressee
from rules.policy.refs import Ref, RefKind


class UrgentState(StrEnum):
    """OPEN: received by nobody. SETTLED and WITHDRAWN: over."""

    OPEN = "open"
    RECEIVED = "received"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


UNSETTLED = frozenset({UrgentState.OPEN, UrgentState.RECEIVED})
"""States of a notice that is not over."""


@dataclass(frozen=True, slots=True)
class UrgentRules:
    """Who is told of an urgent notice, quiet hours or not, and how often until one has received it.

    `people`: names of further people who are told.
    """

    to: frozenset[Addressee] = frozenset({Addressee.HEAD, Addressee.GUARANTORS, Addressee.OFFICE})
    people: tuple[str, ...] = ()
    repeat_minutes: int = 15


@dataclass(frozen=True, slots=True)
class UrgentNotice:
    """One notice. `details`: where it is, how many people, and what was added later.

    `repeats`: how often it was sent again. `ending`: how it was settled, or why it was withdrawn.
    """

    id: int
    item_id: int
    code: str
    title: str
    person_id: int
    person: str
    unit: str
    phone: str
    at: datetime
    words: str
    details: str
    state: UrgentState
    repeats: int
    received_by: int | None
    receiver: str | None
    received_at: datetime | None
    ended_by: int | None
    ended_at: datetime | None
    ending: str

    @property
    def ref(self) -> Ref:
        """Return what letters and questions about it refer to."""
        return Ref(RefKind.URGENT, self.id)


def with_details(details: str, words: str) -> str:
    """Return details with words added, a line each."""
    return "\n".join(part for part in (details, words) if part)


def repeats_due(notice: UrgentNotice, rules: UrgentRules, now: datetime) -> int:
    """Return how often the notice should have been sent again by now; 0 once it was received."""
    if notice.state is not UrgentState.OPEN:
        return 0
    return max(0, (now - notice.at) // timedelta(minutes=rules.repeat_minutes))
