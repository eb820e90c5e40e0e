"""What comes in and goes out: its urgency, its state, and the form in which it is kept."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from pydantic import JsonValue

Content = Mapping[str, JsonValue]
"""A message or the answer to a button as the outbox stores it; made and read by messages/outgoing."""


class Urgency(IntEnum):
    """Priority of sending: whoever is waiting first, then one person, then many, then strangers."""

    PRESS = 0
    REPLY = 1
    NOTICE = 2
    BROADCAST = 3
    STRANGER = 4


class InboxState(StrEnum):
    """What became of an update. PARKED: given up, somebody has to look at it."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


class OutboxState(StrEnum):
    """What became of a message. FAILED: given up for good, with the reason beside it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
