"""What comes in, as values: the messenger's own types stay in bot/."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from rules.policy.chats import ChatAddress
from rules.policy.location import Location


def first_word(text: str) -> tuple[str, str]:
    """Return the first word and the rest, whatever blanks or line breaks part them."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0] if rest else ""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """`/name@bot words`. `bot` is empty when the command is for whatever bot is there."""

    name: str
    bot: str
    words: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the command of a text that begins with a slash; its name in small letters."""
        command, words = first_word(text[1:])
        name, _, bot = command.lower().partition("@")
        return cls(name, bot, words.strip())


@dataclass(frozen=True, slots=True)
class Chat:
    """Where something was written. Only the messenger knows whether that is a group.

    `thread` is the topic it was written in, in a group that has topics.
    """

    address: ChatAddress
    is_group: bool
    title: str = ""
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A photo, video or file, still at the messenger.

    `size` in bytes, where it is known; `limit` is how many the messenger hands over, if not any.
    `made_at`: when it was first sent, of one that was forwarded.
    """

    kind: str
    file_id: str
    name: str
    size: int | None
    limit: int | None = None
    made_at: datetime | None = None

    @property
    def is_too_large(self) -> bool:
        """Return whether the messenger would not hand it over."""
        return self.limit is not None and (self.size or 0) > self.limit


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """Somebody wrote. `other` names what cannot be read (a sticker, a voice message).

    `by` is the writer's account; in a group the group itself, where its administrators write without
    a name. `message_id` and `reply_to` are the messenger's numbers, unique within a chat.
    """

    chat: Chat
    by: ChatAddress
    text: str
    message_id: int
    at: datetime
    reply_to: int | None = None
    file: IncomingFile | None = None
    album: str | None = None
    edited: bool = False
    other: str = ""
    location: Location | None = None
    forwarded: bool = False
    wordless: bool = False
    """Whether `text` was put in for words that were not written."""

    def with_text(self, text: str) -> Self:
        """Return the same message with other words: without its command, or put in for none."""
        return replace(self, text=text, wordless=self.wordless or not self.text)

    @property
    def is_forwarded_command(self) -> bool:
        """Return whether its words are somebody else's command, which nobody gives by passing it on."""
        return self.forwarded and self.text.startswith("/")

    @property
    def is_nameless(self) -> bool:
        """Return whether it was written in the name of the group: nobody knows by whom."""
        return self.chat.is_group and self.by == self.chat.address

    @property
    def caption(self) -> str:
        """Return the words that were written under the file."""
        return "" if self.wordless else self.text


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """Somebody tapped a button under `message`."""

    chat: Chat
    by: ChatAddress
    data: str
    message_id: int
    callback: str


@dataclass(frozen=True, slots=True)
class MembershipChange:
    """The bot was let into a chat, or put out of it (blocked by a person, removed from a group).

    `was_inside`: only its rights there changed, when it is inside still.
    """

    chat: Chat
    by: ChatAddress
    inside: bool
    was_inside: bool = False


@dataclass(frozen=True, slots=True)
class ChatMigrated:
    """A group became a supergroup and has a new number."""

    chat: Chat
    new: ChatAddress


Incoming = IncomingMessage | ButtonPress | MembershipChange | ChatMigrated
