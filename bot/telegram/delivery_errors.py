"""What a failed call means, in one table: for good, try again later, or the chat has moved."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery import A_DAY_OF_TRIES, DeliveryFailure, DeliveryOutcome, passing_or_final
from bot.telegram.addresses import telegram_chat
from bot.telegram.client import seconds_of
from storage.db.column_types import is_number, storable

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


TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")
"""What Telegram says of a topic that was deleted or closed."""


def is_without_its_topic(error: TelegramError) -> bool:
    """Return whether a call failed only because its topic is no longer there to be written to."""
    return any(words in error.message.lower() for words in TOPIC_GONE)


def classify(error: TelegramError, attempts: int) -> DeliveryFailure:
    """Return what one failed call means; `attempts` made before it set the back-off."""
    reason = storable(error.message)
    if isinstance(error, RetryAfter):
        return DeliveryFailure(
            DeliveryOutcome.AGAIN, reason, wait=seconds_of(error), counts=False, flood=True
        )
    if isinstance(error, ChatMigrated) and is_number(error.new_chat_id):
        return DeliveryFailure(
            DeliveryOutcome.MOVED, reason, new_chat=telegram_chat(error.new_chat_id)
        )
    for words, outcome in BY_DESCRIPTION:
        if words in reason.lower():
            return DeliveryFailure(outcome, reason)
    if isinstance(error, Forbidden):
        return DeliveryFailure(DeliveryOutcome.LOST, reason)
    if isinstance(error, InvalidToken):
        return DeliveryFailure(DeliveryOutcome.AGAIN, reason, wait=30.0, counts=False)
    # BadRequest is a kind of NetworkError in the library, and is the caller's fault.
    tries = 0 if isinstance(error, BadRequest) else A_DAY_OF_TRIES
    return passing_or_final(reason, attempts, tries)
