"""The accountability register (问责): what an entry holds, what is asked next, what is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class OfficialRank(StrEnum):
    """Ranks as published notices count them, highest first."""

    BUREAU = "厅级"
    DIVISION = "处级"
    SECTION = "科级"
    OTHER = "其他"


class Sanction(StrEnum):
    """How somebody is held to account, mildest first."""

    CRITICISM = "批评教育"
    ADMONITION = "诫勉"
    CIRCULATED = "通报"
    ORGANIZATIONAL = "组织处理"
    DISCIPLINARY = "党纪政务处分"
    REFERRED = "移送"


class Detail(StrEnum):
    """What an entry is made of, in the order in which it is asked."""

    MATTER = "matter"
    ITEM = "item"
    PERSONS = "persons"
    SANCTION = "sanction"
    FINDING = "finding"
    DECISION = "decision"
    PUBLICATION = "publication"
    WITHDRAWAL = "withdrawal"


ASKED = tuple(detail for detail in Detail if detail is not Detail.WITHDRAWAL)
"""Of every entry; why one is withdrawn is asked only then."""


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """Somebody who is held to account; without sanctions as long as they were not named."""

    name: str
    unit: str
    rank: OfficialRank
    sanctions: tuple[Sanction, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountabilityEntry:
    """What the register says of one matter.

    `number` and `version` are those of the entry that it corrects, 0 for a new matter;
    `told` are the details that were given, which may have been "none".
    """

    matter: str = ""
    item_id: int | None = None
    persons: tuple[HeldPerson, ...] = ()
    finding: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    published_on: date | None = None
    withdrawal: str = ""
    number: int = 0
    version: int = 0
    told: frozenset[Detail] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it was recorded, by whom and when."""

    entry: AccountabilityEntry
    by: str
    at: datetime


def next_detail(entry: AccountabilityEntry) -> Detail | None:
    """Return what is to be asked next; None when the card can be shown."""
    return next((detail for detail in ASKED if not _is_told(entry, detail)), None)


def _is_told(entry: AccountabilityEntry, detail: Detail) -> bool:
    if detail is Detail.SANCTION:
        return bool(entry.persons) and all(person.sanctions for person in entry.persons)
    return detail in entry.told


@dataclass(frozen=True, slots=True)
class AccountabilityTotals:
    """Matters and people held to account, as published notices count them.

    Somebody named in two matters is one of `people` and two of `times`.
    """

    matters: int
    people: int
    times: int
    by_rank: Mapping[OfficialRank, int]
    by_sanction: Mapping[Sanction, int]
    published: int
    withdrawn: int


def count(entries: Iterable[AccountabilityEntry], year: int | None = None) -> AccountabilityTotals:
    """Count the latest entry of each matter, in all or by the year of the decision."""
    every = [e for e in entries if year is None or (e.decided_on and e.decided_on.year == year)]
    standing = [entry for entry in every if not entry.withdrawal]
    held = [person for entry in standing for person in entry.persons]
    ranks = {(person.name, person.unit): person.rank for person in held}
    return AccountabilityTotals(
        matters=len(standing),
        people=len(ranks),
        times=len(held),
        by_rank=Counter(ranks.values()),
        by_sanction=Counter(sanction for person in held for sanction in person.sanctions),
        published=sum(entry.published_on is not None for entry in standing),
        withdrawn=len(every) - len(standing),
    )
