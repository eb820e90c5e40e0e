"""How the delivery of a message ends, whatever the messenger: a receipt, or a failure and what follows."""

from dataclasses import dataclass
from enum import Enum, auto

from messages.follow_up.loss_texts import UNREADABLE
from rules.policy.chats import ChatAddress
from storage.db.column_types import storable


@dataclass(frozen=True, slots=True)
class Receipt:
    """A message was delivered; `message_id` is its number there, where the messenger told one."""

    message_id: int | None = None


class DeliveryOutcome(Enum):
    """What becomes of a message that was not delivered."""

    DONE = auto()
    """Nothing is missing: it already looks like this, or nobody waits for it any more."""
    AGAIN = auto()
    """Nobody's fault, or a passing one: later."""
    ANEW = auto()
    """The message it should change is gone: send it as a new one."""
    MOVED = auto()
    """The chat has another address now."""
    LOST = auto()
    """This chat cannot be written to any more."""
    REFUSED = auto()
    """The messenger will never take this message."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """`wait` in seconds; `counts` says whether the attempt is held against the message.

    `new_chat` is where a chat that moved is now.
    """

    outcome: DeliveryOutcome
    reason: str
    wait: float = 0.0
    counts: bool = True
    new_chat: ChatAddress | None = None
    flood: bool = False
    """The messenger asks us to be slower; `wait` is what it asks for."""
    called: str = ""
    """What the office calls the chat, where the ledger has no name for it."""


LONGEST_BACK_OFF = 5
"""As a power of two: half a minute after a messenger is back, everything is on its way again."""

A_DAY_OF_TRIES = 2700
"""A message that failed for a day holds up its own chat no longer; the office is told."""

AN_HOUR_OF_TRIES = 115
"""A file that cannot be read for an hour is given up; the next messages of its chat waited behind it."""


def passing_or_final(reason: str, attempts: int, tries: int) -> DeliveryFailure:
    """Return a failure to be tried again with a growing wait, until `tries` are used up."""
    if attempts >= tries:
        return DeliveryFailure(DeliveryOutcome.REFUSED, reason)
    wait = 2.0 ** min(attempts, LONGEST_BACK_OFF)
    return DeliveryFailure(DeliveryOutcome.AGAIN, reason, wait=wait)


def judge_disk(error: OSError, attempts: int) -> DeliveryFailure:
    """Return what follows when a file of ours could not be read: a disk may come back."""
    reason = storable(f"{UNREADABLE}: {error}")
    return passing_or_final(reason, attempts, AN_HOUR_OF_TRIES)
