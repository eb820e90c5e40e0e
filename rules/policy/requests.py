"""What is asked of somebody and tracked until it is answered: blockers and instructions."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.policy.refs import Ref, RefKind


class RequestKind(StrEnum):
    """BLOCKER: a problem that needs somebody else. INSTRUCTION: a leader's order on an item."""

    BLOCKER = "blocker"
    INSTRUCTION = "instruction"


class RequestState(StrEnum):
    """Whether somebody has answered."""

    OPEN = "open"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class TrackedRequest:
    """One request with its answer. `raiser` is who raised it, `asked` whom it is put to.

    A blocker is put to the unit or the leader whose help its words ask for, or to neither: then
    the office finds out. An instruction is put to the item's owner of the day, and their unit.
    `due`: the last day to answer it; None of one that an older program entered. `sent_back`: why
    its raiser did not accept the last answer, which is kept while it is open again. `advice`: an
    instruction of the bureau that coordinates the item's category, which orders nothing.
    """

    kind: RequestKind
    id: int
    item_id: int
    code: str
    title: str
    at: datetime
    words: str
    raiser_id: int
    raiser: str
    raiser_unit: str
    raiser_post: str
    asked_id: int | None
    asked: str | None
    asked_unit_id: int | None
    asked_unit: str | None
    state: RequestState
    answer: str
    answered_by: int | None
    due: date | None
    sent_back: str
    advice: bool

    @property
    def ref(self) -> Ref:
        """Return what letters and questions about it refer to."""
        return Ref(RefKind(self.kind), self.id)


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request to be entered. `report` is the confirmed report a blocker was written in.

    `due` is None where it follows from the words, or from the city's profile.
    """

    kind: RequestKind
    item: int
    raiser: int
    words: str
    asked: int | None = None
    asked_unit: int | None = None
    report: int | None = None
    due: date | None = None
    advice: bool = False
