"""What waits to be sent: its urgency, and the form in which it is kept."""

from collections.abc import Mapping
from enum import IntEnum

from pydantic import JsonValue

Content = Mapping[str, JsonValue]
"""A message or the answer to a press as the outbox keeps it; messages/outgoing makes and reads it."""


class Urgency(IntEnum):
    """Serve first whoever is waiting, then one person, then many, then strangers."""

    PRESS = 0
    REPLY = 1
    NOTICE = 2
    BROADCAST = 3
    STRANGER = 4
