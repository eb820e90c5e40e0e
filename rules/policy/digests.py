"""What a daily digest is made of, and in which order it is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from rules.policy.forecast import Forecast, Light
from rules.policy.items import Item, is_done, is_overdue

LADDER_STEP = "LadderStep"
"""Told with the step behind a colon."""

DIGEST_FACTS = (
    "Reported",
    "Corrected",
    "NothingChanged",
    "MilestoneReached",
    "ExtensionAsked",
    "ExtensionGranted",
    "ExtensionRefused",
    "ExtensionWithdrawn",
    "BlockerRaised",
    "BlockerAnswered",
    "Instructed",
    "InstructionAnswered",
    "AppliedForClosing",
    "SentBack",
    "Verified",
    "StruckOff",
    "Reopened",
    LADDER_STEP,
)


class Section(IntEnum):
    """In the order in which they are told."""

    OVERDUE = 0
    RED = 1
    YELLOW = 2
    DUE_SOON = 3


@dataclass(frozen=True, slots=True)
class DigestEntry:
    item: Item
    section: Section
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class DigestTotals:
    items: int = 0
    overdue: int = 0
    due_soon: int = 0
    finished: int = 0
    struck_off: int = 0


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """What the journal tells of one item since the last digest, each fact once."""

    item: Item
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A digest of one scope on one day. `half_year_on` and `look_back_on` are the campaign's."""

    scope: str
    day: date
    totals: DigestTotals | None
    entries: Sequence[DigestEntry] = ()
    since: date | None = None
    changes: Sequence[ItemChanges] = ()
    silent: Sequence[tuple[str, int]] = ()
    half_year_on: date | None = None
    look_back_on: date | None = None
    late: bool = False
    unpublished: Sequence[int] = ()
    """The year, when its working days are only an estimate."""
    masked: frozenset[int] = field(default_factory=frozenset)


def digest_entry(item: Item, forecast: Forecast, today: date, soon: int) -> DigestEntry | None:
    """Where an item is told; None when there is nothing to tell."""
    if is_done(item):
        return None
    if is_overdue(item, today):
        return DigestEntry(item, Section.OVERDUE, forecast)
    if forecast.light is Light.RED:
        return DigestEntry(item, Section.RED, forecast)
    if forecast.light is Light.YELLOW:
        return DigestEntry(item, Section.YELLOW, forecast)
    if item.deadline is not None and item.deadline <= today + timedelta(days=soon):
        return DigestEntry(item, Section.DUE_SOON, forecast)
    return None


def sorted_entries(entries: Iterable[DigestEntry]) -> list[DigestEntry]:
    """Overdue first and longest first, red before yellow, then what is due soon."""
    return sorted(
        entries, key=lambda e: (e.section, e.item.deadline or date.max, not e.item.key, e.item.id)
    )
