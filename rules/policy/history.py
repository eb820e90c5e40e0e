"""The history of one item: what was reported and decided, and how it was followed up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.policy.digests import DIGEST_FACTS, LADDER_STEP


class HistoryKind(StrEnum):
    """WORK is what was reported and decided, SUPERVISION what was ordered and asked for."""

    WORK = "w"
    SUPERVISION = "s"


_SUPERVISION = (
    "Instructed",
    "InstructionAnswered",
    "InstructionSentBack",
    "BlockerRaised",
    "BlockerAnswered",
    "BlockerSentBack",
    LADDER_STEP,
)

FACTS: dict[HistoryKind, tuple[str, ...]] = {
    HistoryKind.WORK: tuple(fact for fact in DIGEST_FACTS if fact not in _SUPERVISION),
    HistoryKind.SUPERVISION: _SUPERVISION,
}
"""Facts of the journal that each kind tells of."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What happened, when, by whom (empty: by the clock), and in which words."""

    at: datetime
    by: str
    fact: str
    words: str
