"""The check on site (现场核查): who has it in hand, what is asked, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.items import Item
from rules.policy.location import Location

CLAIM_DAYS = 5
"""Default: working days after which another verifier may take an application over."""

CHECKERS = 2
"""People who were there at least."""


@dataclass(frozen=True, slots=True)
class CheckClaim:
    """Who has an application in hand (受理), until they give it back."""

    id: int
    closing_id: int
    person_id: int
    at: datetime
    given_back_at: datetime | None


def lasts_until(claimed_on: date, calendar: WorkCalendar, days: int) -> date:
    """Return the last day on which nobody else may take an application over."""
    return calendar.add_working_days(claimed_on, days)


class CheckStep(StrEnum):
    """What is asked one by one. VERDICT: once for each clause, and REASON where it does not pass.

    SUMMARY: all is answered.
    """

    SEEN_ON = "seen_on"
    SEEN_BY = "seen_by"
    MEASURED = "measured"
    EVIDENCE = "evidence"
    VERDICT = "verdict"
    REASON = "reason"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """A place in the form; `clause` counts from 0 and is set for a verdict."""

    step: CheckStep
    clause: int | None = None

    def __str__(self) -> str:
        return self.step if self.clause is None else f"{self.step}.{self.clause}"

    @classmethod
    def of(cls, text: str) -> "CheckPlace":
        """Return the place that `str` made text of."""
        step, _, clause = text.partition(".")
        return cls(CheckStep(step), int(clause) if clause else None)


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """通过 or 不通过; `reason` is empty for 通过."""

    passed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckFindings:
    """What was found on site so far; `measured` in the item's measure."""

    seen_on: date | None = None
    seen_by: tuple[str, ...] = ()
    measured: Decimal | None = None
    location: Location | None = None
    files: int = 0
    shown: bool = False
    """Whether the verifier said that everything was sent."""
    verdicts: Mapping[int, ClauseVerdict] = field(default_factory=dict)


def shortfall(findings: CheckFindings, item: Item) -> Decimal:
    """Return how much the measured figure is under the target; 0 where nothing is counted."""
    if item.total is None or findings.measured is None:
        return Decimal(0)
    return max(item.total - findings.measured, Decimal(0))


def next_place(findings: CheckFindings, item: Item, clauses: int) -> CheckPlace:
    """Return what is to be asked next.

    The clauses are not asked about where the measured figure decides already.
    """
    place = next((CheckPlace(step) for step in _ASKED if _is_open(step, findings, item)), None)
    if place is not None:
        return place
    if not shortfall(findings, item):
        for clause in range(clauses):
            if clause not in findings.verdicts:
                return CheckPlace(CheckStep.VERDICT, clause)
    return CheckPlace(CheckStep.SUMMARY)


_ASKED = (CheckStep.SEEN_ON, CheckStep.SEEN_BY, CheckStep.MEASURED, CheckStep.EVIDENCE)


def _is_open(step: CheckStep, findings: CheckFindings, item: Item) -> bool:
    match step:
        case CheckStep.SEEN_ON:
            return findings.seen_on is None
        case CheckStep.SEEN_BY:
            return not findings.seen_by
        case CheckStep.MEASURED:
            return item.total is not None and findings.measured is None
    return not (findings.shown and has_evidence(findings))


def has_evidence(findings: CheckFindings) -> bool:
    """Return whether there is a photo or a place."""
    return findings.files > 0 or findings.location is not None


def failed_clauses(findings: CheckFindings) -> list[int]:
    """Return the clauses that did not pass, in their order."""
    return sorted(number for number, one in findings.verdicts.items() if not one.passed)


def passes(findings: CheckFindings, item: Item) -> bool:
    """Return whether nothing that was found speaks against passing."""
    return not shortfall(findings, item) and not failed_clauses(findings)


class CheckRefusal(StrEnum):
    """Why an answer is not taken."""

    IN_FUTURE = "in_future"
    BEFORE_APPLICATION = "before_application"
    ONE_NAME = "one_name"
    NOT_A_NAME = "not_a_name"
    APPLICANT = "applicant"


def fault_of_day(day: date, applied_on: date, today: date) -> CheckRefusal | None:
    """Return why it cannot have been seen on that day."""
    if day > today:
        return CheckRefusal.IN_FUTURE
    return CheckRefusal.BEFORE_APPLICATION if day < applied_on else None


LONGEST_NAME = 20


def fault_of_names(names: Sequence[str], applicants: frozenset[str]) -> CheckRefusal | None:
    """Return why these cannot be the people who were there."""
    if any(not _is_name(name) for name in names):
        return CheckRefusal.NOT_A_NAME
    if len(set(names)) < CHECKERS:
        return CheckRefusal.ONE_NAME
    return CheckRefusal.APPLICANT if applicants.intersection(names) else None


def _is_name(name: str) -> bool:
    letters = name.replace("·", "").replace(" ", "").replace(".", "")
    return 1 < len(letters) <= LONGEST_NAME and letters.isalpha()


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """A check as it was handed in. `verdicts`: number from 0, clause, and what was decided."""

    id: int
    closing_id: int
    item_id: int
    person_id: int
    at: datetime
    seen_on: date
    seen_by: str
    measured: Decimal | None
    latitude: Decimal | None
    longitude: Decimal | None
    files: int
    passed: bool
    reason: str
