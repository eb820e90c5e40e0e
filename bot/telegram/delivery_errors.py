"""What a failed call means, in one table: for good, try again later, or the chat has moved."""

from dataclasses import dataclass
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.client import seconds_of
from messages.follow_up.loss_texts import UNREADABLE
from storage.db.column_types import storable
from storage.mail.inbox import is_number


class DeliveryOutcome(Enum):
    """What becomes of a message whose call failed."""

    DONE = auto()
    """Nothing is missing: it already looks like this, or nobody waits for it any more."""
    AGAIN = auto()
    """Nobody's fault, or a passing one: later."""
    ANEW = auto()
    """The message it should change is gone: send it as a new one."""
    MOVED = auto()
    """The group is now a supergroup with another number."""
    LOST = auto()
    """This chat cannot be written to any more."""
    REFUSED = auto()
    """Telegram will never take this call."""


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """`wait` in seconds; `counts` says whether the attempt is held against the message."""

    fate: DeliveryOutcome
    reason: str
    wait: float = 0.0
    counts: bool = True
    new_chat: int = 0
    flood: bool = False
    """Telegram asks us to be slower; `wait` is what it asks for."""


LONGEST_BACK_OFF = 5
"""As a power of two: half a minute after Telegram is back, everything is on its way again."""

A_DAY_OF_TRIES = 2700
"""A message that failed for a day holds up its own chat no longer; the office is told."""

AN_HOUR_OF_TRIES = 115
"""A file that cannot be read for an hour is given up; what its chat has to hear waited behind it."""

BY_DESCRIPTION: tuple[tuple[str, DeliveryOutcome], ...] = (
    ("message is not modified", DeliveryOutcome.DONE),
    ("query is too old", DeliveryOutcome.DONE),
    ("query id is invalid", DeliveryOutcome.DONE),
    ("query_id_invalid", DeliveryOutcome.DONE),
    ("message to edit not found", DeliveryOutcome.ANEW),
    ("message can't be edited", DeliveryOutcome.ANEW),
    ("there is no text in the message to edit", DeliveryOutcome.ANEW),
    ("message_id_invalid", DeliveryOutcome.ANEW),
    ("chat not found", DeliveryOutcome.LOST),
    ("user is deactivated", DeliveryOutcome.LOST),
    ("peer_id_invalid", DeliveryOutcome.LOST),
    ("group chat was deactivated", DeliveryOutcome.LOST),
    ("not enough rights to send", DeliveryOutcome.LOST),
    ("need administrator rights", DeliveryOutcome.LOST),
    ("have no rights to send", DeliveryOutcome.LOST),
    ("chat_write_forbidden", DeliveryOutcome.LOST),
    ("request entity too large", DeliveryOutcome.REFUSED),
)
"""Telegram tells these apart only by their descriptions."""


def classify(error: TelegramError, attempts: int) -> DeliveryFailure:
    """The verdict on one failed call; `attempts` made before it set the back-off."""
    reason = storable(error.message)
    if isinstance(error, RetryAfter):
        return DeliveryFailure(
            DeliveryOutcome.AGAIN, reason, wait=seconds_of(error), counts=False, flood=True
        )
    if isinstance(error, ChatMigrated) and is_number(error.new_chat_id):
        return DeliveryFailure(DeliveryOutcome.MOVED, reason, new_chat=error.new_chat_id)
    for words, fate in BY_DESCRIPTION:
        if words in reason.lower():
            return DeliveryFailure(fate, reason)
    if isinstance(error, Forbidden):
        return DeliveryFailure(DeliveryOutcome.LOST, reason)
    if isinstance(error, InvalidToken):
        return DeliveryFailure(DeliveryOutcome.AGAIN, reason, wait=30.0, counts=False)
    # BadRequest is a kind of NetworkError in the library, and is the caller's fault.
    tries = 0 if isinstance(error, BadRequest) else A_DAY_OF_TRIES
    return _passing_or_final(reason, attempts, tries)


def judge_disk(error: OSError, attempts: int) -> DeliveryFailure:
    """The verdict on a file of ours that could not be read: a disk may come back."""
    reason = storable(f"{UNREADABLE}: {error}")
    return _passing_or_final(reason, attempts, AN_HOUR_OF_TRIES)


def _passing_or_final(reason: str, attempts: int, tries: int) -> DeliveryFailure:
    if attempts >= tries:
        return DeliveryFailure(DeliveryOutcome.REFUSED, reason)
    return DeliveryFailure(
        DeliveryOutcome.AGAIN, reason, wait=2.0 ** min(attempts, LONGEST_BACK_OFF)
    )
