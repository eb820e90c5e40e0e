"""What can be said, as values: no messenger's types, so that a second one needs no rewrite."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

TEXT_LIMIT = 4096
"""Characters a message may hold, as UTF-16 units. Source: Bot API, sendMessage."""

CAPTION_LIMIT = 1024
BUTTON_LIMIT = 64
"""Bytes of a button's data. Source: Bot API, InlineKeyboardButton."""


class Urgency(IntEnum):
    """Who is served first: somebody who is waiting, then one person, then many, then strangers."""

    PRESS = 0
    REPLY = 1
    NOTICE = 2
    BROADCAST = 3
    STRANGER = 4


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` comes back when it is pressed, `link` opens an address."""

    label: str
    data: str = ""
    link: str = ""


ButtonRow = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: its bytes come from the evidence store (by path) or stand in `content`."""

    name: str
    path: str = ""
    content: str = ""
    """Base64."""
    is_photo: bool = False
    """To be looked at rather than opened."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to one chat.

    `living` names a message that stays one: saying it again edits it where it stands.
    `edits` edits a known message. `twin_key` makes a second identical saying do nothing.
    `about` is what the message speaks of (`item:12`, `draft:5`, `list:my`): replies refer to it.
    """

    chat: int
    text: str
    buttons: tuple[ButtonRow, ...] = ()
    picture: str = ""
    """An SVG drawing, sent as a photo with the text as its caption."""
    attachment: Attachment | None = None
    edits: int | None = None
    live_key: str = ""
    dedup_key: str = ""
    about: str = ""
    reply_to: int | None = None
    urgency: Urgency = Urgency.REPLY


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a pressed button."""

    callback: str
    text: str = ""
    alert: bool = False
    stranger: str = ""
    """Where an unknown account pressed: what the answer speaks of, see storage/strangers."""


@dataclass(slots=True)
class Reply:
    """What one conversation step answers."""

    messages: list[OutgoingMessage] = field(default_factory=list)
    toast: str = ""
    stranger: str = ""
    """As in `Toast`."""
    unanswered: bool = False
    """The press gets no answer at all, not even an empty one."""

    @classmethod
    def of(cls, *messages: OutgoingMessage, toast: str = "") -> "Reply":
        return cls(list(messages), toast)


Body = dict[str, Any]
"""A Bot API call's parameters, as the outbox keeps them."""
