"""What was heard, as values: the messenger's own types stay in bot/."""

from dataclasses import dataclass, replace
from datetime import datetime


def first_word(text: str) -> tuple[str, str]:
    """The first word and the rest, whatever blanks or line breaks part them."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, rest[0] if rest else ""


@dataclass(frozen=True, slots=True)
class Chat:
    id: int
    is_group: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A photo, video or file, still at the messenger. `size` in bytes, where it was told."""

    kind: str
    file_id: str
    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """Somebody wrote. `other` names what cannot be read (a sticker, a voice message)."""

    chat: Chat
    by: int
    text: str
    message_id: int
    at: datetime
    reply_to: int | None = None
    file: IncomingFile | None = None
    album: str | None = None
    edited: bool = False
    other: str = ""
    wordless: bool = False
    """Whatever `text` says was put in for words that were not written."""

    def with_text(self, text: str) -> "IncomingMessage":
        """The same message, with the command words taken off, or with words for none."""
        return replace(self, text=text, wordless=self.wordless or not self.text)

    @property
    def caption(self) -> str:
        """What was written under the file."""
        return "" if self.wordless else self.text


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """Somebody tapped a button under `message`."""

    chat: Chat
    by: int
    data: str
    message_id: int
    callback: str


@dataclass(frozen=True, slots=True)
class MembershipChange:
    """The bot was let into a chat, or put out of it (blocked by a person, removed from a group)."""

    chat: Chat
    by: int
    inside: bool


@dataclass(frozen=True, slots=True)
class ChatMigrated:
    """A group became a supergroup and has a new number."""

    chat: Chat
    new: int


Incoming = IncomingMessage | ButtonPress | MembershipChange | ChatMigrated
