"""Names of live messages: each is one message in its chat, edited in place when it is said again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.policy.refs import Ref


@dataclass(frozen=True, slots=True)
class RoundLetter:
    """Asks one reader (`reader` is a person) for the items that an owner has in a round."""

    round: int
    owner: int
    reader: int

    def __str__(self) -> str:
        return f"round:{self.round}:{self.owner}:{self.reader}"


@dataclass(frozen=True, slots=True)
class RoundBoard:
    """Shows a group how a round stands."""

    round: int

    def __str__(self) -> str:
        return f"round:{self.round}:group"


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A message of a day's digest; `part` counts from 1."""

    day: date
    part: int

    def __str__(self) -> str:
        return f"digest:{self.day}:{self.part}"


@dataclass(frozen=True, slots=True)
class ExplainedFlag:
    """Brings the explanation of a flag to those who conclude on it."""

    flag: int

    def __str__(self) -> str:
        return f"explained:{self.flag}"


class OfficeNotice(StrEnum):
    """The live messages that each clerk of the office has one of."""

    UNDELIVERED = "undelivered"


LiveKey = Ref | RoundLetter | RoundBoard | DigestPart | ExplainedFlag | OfficeNotice
"""A `Ref` names the message that shows the thing itself: a card, a request, a sheet of prompts."""


def parse_live_key(words: str) -> LiveKey | None:
    """Return the name that `str` made words of; None when they are something else."""
    match words.split(":"):
        case [OfficeNotice.UNDELIVERED]:
            return OfficeNotice.UNDELIVERED
        case ["digest", day, part]:
            return DigestPart(date.fromisoformat(day), int(part))
        case ["explained", number]:
            return ExplainedFlag(int(number))
        case ["round", number, "group"]:
            return RoundBoard(int(number))
        case ["round", number, owner, reader]:
            return RoundLetter(int(number), int(owner), int(reader))
    return Ref.parse(words)
