"""A waiting message: its urgency, and the form in which it is stored."""

from collections.abc import Mapping
from enum import IntEnum

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
