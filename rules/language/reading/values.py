"""The results of reading a message: figures, dates, intent, candidate items and doubts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from rules.language.matching import Candidate
from rules.policy.figures import Figure

DateRole = Literal["deadline", "as_of", "done", "promise", "seen"]
Intent = Literal[
    "progress",
    "done",
    "extension",
    "problem",
    "instruction",
    "ack",
    "correction",
    "cancel",
    "query_mine",
    "query_item",
    "query_unit",
    "query_overdue",
    "chart",
    "other",
]
DoubtCode = Literal["falls", "total_differs", "over_100", "over_total", "past_date"]


@dataclass(frozen=True, slots=True)
class DateRead:
    """A day the message names; of a period, its last day. `begins`: works begin on it, or in it."""

    value: date
    role: DateRole
    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class ReadingDoubt:
    """A figure or date that needs confirmation.

    `stated` is what the message says, `known` what the ledger or the calendar says: numbers for
    figures, dates for `past_date`.
    """

    code: DoubtCode
    stated: Decimal | date
    known: Decimal | date


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says of one item. None of it is written before a person confirms.

    `sure`: the first candidate is certain. `blocker`: the words that state a problem.
    `instead`: a question that a report may be, or the other way round. `aside`: the words of
    amounts that are no figures, since they are only meant to be done.
    """

    text: str
    intent: Intent
    figures: tuple[Figure, ...]
    dates: tuple[DateRead, ...]
    candidates: tuple[Candidate, ...]
    sure: bool
    blocker: str | None
    doubts: tuple[ReadingDoubt, ...]
    instead: Intent | None = None
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the conversation is about: the item last mentioned, and what was asked for.

    `chosen`: the item was chosen by number or button, and the words are about nothing else.
    `instructs`: whether the writer may instruct others; None where the words alone decide.
    `wants`: the intent, where the writer has said it.
    """

    item: str | None = None
    chosen: bool = False
    expects: Literal["figure", "date", "reason"] | None = None
    deadline: date | None = None
    instructs: bool | None = None
    wants: Intent | None = None
