"""What a message, a question or a live message is about: one thing of the ledger, by its number."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class RefKind(StrEnum):
    """Kinds of things that are referred to. STEP is a milestone, ENTRY one item of a round."""

    ITEM = "item"
    STEP = "step"
    DRAFT = "draft"
    CLOSING = "closing"
    KEPT_UP = "kept_up"
    """The question whether an item is kept up."""
    CHECK = "check"
    """The form of a check on site."""
    EXTENSION = "extension"
    PLAN = "plan"
    OBJECTION = "objection"
    LOOKBACK = "lookback"
    BLOCKER = "blocker"
    INSTRUCTION = "instruction"
    FLAG = "flag"
    URGENT = "urgent"
    ROUND = "round"
    ENTRY = "entry"
    REGISTER = "register"
    """An entry of the accountability register that is being made."""
    SHEET = "sheet"
    """One message of prompts."""
    LIST = "list"
    """A list of items as it was asked for."""
    HELD = "held"
    """Words that are held until their writer has said what they are for."""
    STRANGER = "stranger"
    """By the number of their account: nobody in the ledger."""
    STRANGER_CODE = "stranger_code"
    """Likewise, where they sent a code that is not good."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference, kept in tables as `item:12`."""

    kind: RefKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def item(cls, number: int) -> Self:
        """Return the reference to an item."""
        return cls(RefKind.ITEM, number)

    @classmethod
    def parse(cls, words: str) -> Self | None:
        """Return the reference that `str` made words of; None when they are something else."""
        kind, _, number = words.partition(":")
        if kind not in tuple(RefKind) or not number.removeprefix("-").isdecimal():
            return None
        return cls(RefKind(kind), int(number))
