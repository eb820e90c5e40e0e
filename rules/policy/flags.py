"""Flags of the radar: two pieces of evidence side by side, a written explanation, a conclusion."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.policy.refs import Ref, RefKind


class FlagKind(StrEnum):
    """What was noticed. EVE_JUMP: most of the work in the last days before a deadline."""

    FALLS = "falls"
    SAME_WORDS = "same_words"
    SAME_PHOTO = "same_photo"
    OLD_PHOTO = "old_photo"
    EVE_JUMP = "eve_jump"
    COPIED_GOAL = "copied_goal"
    VAGUE_CLOSING = "vague_closing"
    OVER_MEASURED = "over_measured"


class FlagState(StrEnum):
    """OPEN: nobody could be asked yet. The last three are the office's conclusions.

    CONFIRMED: what was reported is true. FALSE: it is not.
    """

    OPEN = "open"
    ASKED = "asked"
    EXPLAINED = "explained"
    CONFIRMED = "confirmed"
    FALSE = "false"


UNSETTLED = frozenset({FlagState.OPEN, FlagState.ASKED})
"""States in which the office has not concluded."""


@dataclass(frozen=True, slots=True)
class FlagSide:
    """One side of a flag: what was said or shown, as it stood when it was found."""

    item_id: int | None = None
    report_id: int | None = None
    evidence_id: int | None = None
    words: str = ""


NO_SIDE = FlagSide()
"""The other side of a flag that has only one."""


@dataclass(frozen=True, slots=True)
class NewFlag:
    """A flag to be entered. `pair` names what was compared: it is found once.

    `this` is the later side, whose item's owner is asked; its `item_id` is always known.
    """

    kind: FlagKind
    pair: str
    this: FlagSide
    other: FlagSide = NO_SIDE


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as kept, with the columns of both its sides."""

    id: int
    kind: FlagKind
    item_id: int
    report_id: int | None
    evidence_id: int | None
    words: str
    other_item_id: int | None
    other_report_id: int | None
    other_evidence_id: int | None
    other_words: str
    found_at: datetime
    state: FlagState
    explanation: str
    explained_by: int | None
    explained_at: datetime | None
    decided_by: int | None
    decided_at: datetime | None

    @property
    def ref(self) -> Ref:
        """Return what letters and questions about it refer to."""
        return Ref(RefKind.FLAG, self.id)

    @property
    def is_settled(self) -> bool:
        """Return whether the office has concluded."""
        return self.state not in UNSETTLED
