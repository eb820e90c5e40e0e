"""The content of a daily digest and the order of its entries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from rules.policy.forecast import Forecast, Light
from rules.policy.items import Item, is_done, is_overdue

LADDER_STEP = "LadderStep"
"""The journal fact whose step is printed after a colon."""

DIGEST_FACTS = (
    "Reported",
    "Corrected",
    "NothingChanged",
    "MilestoneReached",
    "ExtensionAsked",
    "ExtensionGranted",
    "ExtensionRefused",
    "ExtensionWithdrawn",
    "PlanHandedIn",
    "PlanAgreed",
    "PlanReturned",
    "PlanWithdrawn",
    "BlockerRaised",
    "BlockerAnswered",
    "BlockerSentBack",
    "Instructed",
    "InstructionAnswered",
    "InstructionSentBack",
    "PutOnNotice",
    "AppliedForClosing",
    "SentBack",
    "Verified",
    "ConclusionConfirmed",
    "StruckOff",
    "Reopened",
    LADDER_STEP,
)
"""Facts of the journal that a digest reports."""


class Section(IntEnum):
    """Sections of a digest, in the order in which they are printed."""

    OVERDUE = 0
    RED = 1
    YELLOW = 2
    DUE_SOON = 3


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """An item with the section it is listed in and the forecast that explains it."""

    item: Item
    section: Section
    forecast: Forecast


class DigestShare(StrEnum):
    """Whose items a digest tells of: the whole city's, a unit's, or its reader's own."""

    CITY = "city"
    UNIT = "unit"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class DigestTotals:
    """How many items there are and how they stand."""

    items: int = 0
    overdue: int = 0
    due_soon: int = 0
    finished: int = 0
    struck_off: int = 0


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """What the journal recorded of one item since the last digest, each fact once."""

    item: Item
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A digest of one scope (a unit or the city) on one day.

    `half_year_on` and `look_back_on` are dates of the campaign. `silent`: names and days without
    an answer. `late`: it could not be sent on its day. `masked`: ids of items not named in
    groups.
    """

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
    """Years whose working days are only an estimate."""
    masked: frozenset[int] = field(default_factory=frozenset)
    share: DigestShare = DigestShare.CITY
    unit: int | None = None
    """The unit whose share it is."""
    incomplete: int = 0
    """Items that are not done and whose plan lacks something, while a round asks for plans."""


def digest_entry(item: Item, forecast: Forecast, today: date, soon: int) -> DigestEntry | None:
    """Return the entry of an item; None when the digest need not list it."""
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
    """Return the entries by section, then deadline; key items first on the same day."""
    return sorted(
        entries, key=lambda e: (e.section, e.item.deadline or date.max, not e.item.key, e.item.id)
    )


def in_section(entries: Iterable[DigestEntry], section: Section) -> list[DigestEntry]:
    """Return the entries of one section, in their order."""
    return [entry for entry in entries if entry.section is section]


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """A lead unit with its overdue items, and the others that cannot be finished in time."""

    name: str
    overdue: int
    red: int


def behind_units(entries: Iterable[DigestEntry]) -> list[UnitBehind]:
    """Return the units with overdue or red items, the worst first."""
    late = [entry for entry in entries if entry.section in (Section.OVERDUE, Section.RED)]
    counts = Counter((entry.item.lead.name, entry.section) for entry in late)
    units = [
        UnitBehind(name, counts[name, Section.OVERDUE], counts[name, Section.RED])
        for name in dict.fromkeys(entry.item.lead.name for entry in late)
    ]
    return sorted(units, key=lambda unit: (-unit.overdue, -unit.red, unit.name))


def newly_overdue(digest: DigestContent) -> int:
    """Count what has become overdue since the day of the last digest."""
    overdue = (entry.item.deadline for entry in in_section(digest.entries, Section.OVERDUE))
    since = digest.since
    return sum(1 for day in overdue if day is not None and since is not None and day >= since)


def counted_facts(changes: Iterable[ItemChanges]) -> list[tuple[str, int]]:
    """Count the items by what happened to them, the most frequent first, then what was first."""
    return Counter(fact for change in changes for fact in change.facts).most_common()
