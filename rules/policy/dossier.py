"""The case file of an item (一案一档): everything the ledger holds on it, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.policy.evidence import EvidencePiece
from rules.policy.items import Item, Milestone
from rules.policy.reports import KeptReport


class CaseFileState(StrEnum):
    """Of a case file that somebody asked for. FAILED: given up after several tries."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class FileCondition(StrEnum):
    """How an evidence file stands on the disk. NOT_FETCHED: the ledger never had it."""

    INTACT = "intact"
    MISSING = "missing"
    ALTERED = "altered"
    NOT_FETCHED = "not_fetched"


class MatterKind(StrEnum):
    """What was asked for, ordered or decided about an item besides reports."""

    EXTENSION = "extension"
    PLAN = "plan"
    BLOCKER = "blocker"
    INSTRUCTION = "instruction"
    LADDER = "ladder"
    SITE_CHECK = "site_check"
    OBJECTION = "objection"
    LOOKBACK = "lookback"
    STRIKE_OFF = "strike_off"


class SiteCheckResult(StrEnum):
    """What a check on site led to."""

    PASSED = "passed"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class CaseMatter:
    """What was asked for, ordered, found on site or objected, and what came of it.

    `state` is the state's own value, empty where there is none; `by` is empty for the clock.
    """

    kind: MatterKind
    at: datetime
    by: str
    words: str
    state: str = ""
    answer: str = ""
    answered_by: str = ""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class SignedClause:
    """What was said for one clause of an application; `number` counts from 0."""

    application: int
    number: int
    clause: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An entry of the journal about the item. `fact` is its name in the trade's words."""

    seq: int
    at: datetime
    by: str
    fact: str
    words: str
    hash: str


@dataclass(frozen=True, slots=True)
class SignedStep:
    """A step towards being struck off, and who signed it."""

    at: datetime
    by: str
    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All of an item. `senders` names who sent evidence, by number of the person.

    `found` is what checks, objections and look-backs brought to light, and the striking off.
    `stood_in_for` names the owner in whose place a deputy reported, by number of the report.
    """

    item: Item
    supporting: Sequence[str]
    milestones: Sequence[Milestone]
    reports: Sequence[KeptReport]
    stood_in_for: dict[int, str]
    matters: Sequence[CaseMatter]
    found: Sequence[CaseMatter]
    clauses: Sequence[SignedClause]
    steps: Sequence[SignedStep]
    evidence: Sequence[EvidencePiece]
    senders: dict[int, str]
    events: Sequence[CaseEvent]


@dataclass(frozen=True, slots=True)
class FiledEvidence:
    """A piece of evidence as it was found; `found` is the SHA-256 of an altered file."""

    piece: EvidencePiece
    condition: FileCondition
    name: str = ""
    """In the package, below the folder of evidence; empty when there is no file."""
    found: str = ""
