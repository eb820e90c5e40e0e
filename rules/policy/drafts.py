"""Reports in the making: what a draft can be."""

from enum import StrEnum


class DraftState(StrEnum):
    """What became of a draft.

    REPLACED: its message was edited after it was confirmed, and its correction stands for it.
    GATHERING: it collects the words and files of an application to strike an item off.
    HELD: its writer has been asked what the words are meant for; no card is made of it.
    TAKEN: it was held, and a button has said what it is for, or that it is dropped.
    """

    OPEN = "open"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    GATHERING = "gathering"
    HELD = "held"
    TAKEN = "taken"
