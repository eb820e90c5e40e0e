"""What can be said, as values: no messenger's types, so that a second one needs no rewrite."""

from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter

from messages.formatting import FormatSpan, FormattedText, Words, formatted
from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content, Urgency
from rules.policy.live_keys import LiveKey
from rules.policy.refs import Ref

BUTTON_LIMIT = 64
"""Bytes of a button's data: a messenger that carries fewer has to keep it and send a name for it."""


class Tone(StrEnum):
    """Which way a decision goes, where both stand side by side."""

    NEUTRAL = "neutral"
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` comes back when it is pressed, `link` opens an address."""

    label: str
    data: str = ""
    link: str = ""
    tone: Tone = Tone.NEUTRAL

    def __post_init__(self) -> None:
        if not self.link and not 0 < len(self.data.encode()) <= BUTTON_LIMIT:
            raise ValueError(f"button data of {len(self.data.encode())} bytes: {self.data!r}")


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
class Aside:
    """How a message to somebody's own chat is rather said: in a group, to this reader alone.

    It answers their press there. A messenger that cannot say it so, or is refused, says it in the
    own chat; the press is answered, without words where there are none, by what became of it.
    """

    group: ChatAddress
    press: str
    thread: int | None = None
    """The topic of the group that was pressed in."""
    buttons: tuple[ButtonRow, ...] = ()
    """What stands under it there: its own buttons are for the own chat."""
    told_here: str = ""
    """The answer to the press when it was said in the group."""
    told_there: str = ""
    """When it was said in the own chat."""
    told_nowhere: str = ""
    """When it could be said in neither."""
    reachable: bool = True
    """Whether the own chat can be written to."""
    answers: bool = True
    """Whether the press is answered with it; only with the first of several messages."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to one chat.

    `live_key` names a message that stays one: saying it again edits it where it stands.
    `edits` edits a known message. `dedup_key` makes a second identical saying do nothing.
    `about` is what the message speaks of: replies and pressed buttons refer to it.
    `thread` is the topic of the group that it is posted in, where it has topics.
    """

    chat: ChatAddress
    text: str
    buttons: tuple[ButtonRow, ...] = ()
    picture: str = ""
    """An SVG drawing, sent as a photo with the text as its caption."""
    attachment: Attachment | None = None
    edits: int | None = None
    captioned: bool = False
    """The message that it edits is a picture: the text takes the place of its caption."""
    live_key: LiveKey | None = None
    dedup_key: str = ""
    about: Ref | None = None
    reply_to: int | None = None
    urgency: Urgency = Urgency.REPLY
    spans: tuple[FormatSpan, ...] = ()
    """The formatting of the text; a messenger that has none leaves it out."""
    thread: int | None = None
    aside: Aside | None = None

    @classmethod
    def of(
        cls,
        chat: ChatAddress,
        words: Words,
        buttons: tuple[ButtonRow, ...] = (),
        *,
        picture: str = "",
        edits: int | None = None,
        live_key: LiveKey | None = None,
        dedup_key: str = "",
        about: Ref | None = None,
        urgency: Urgency = Urgency.REPLY,
        thread: int | None = None,
    ) -> "OutgoingMessage":
        """Return a message that says words with their formatting."""
        said = formatted(words)
        return cls(
            chat,
            said.text,
            buttons,
            picture=picture,
            edits=edits,
            live_key=live_key,
            dedup_key=dedup_key,
            about=about,
            urgency=urgency,
            spans=said.spans,
            thread=thread,
        )

    @property
    def words(self) -> FormattedText:
        """Return the text with its formatting."""
        return FormattedText(self.text, self.spans)

    @property
    def can_edit(self) -> bool:
        """Whether it is words alone: only these can take the place of a message that stands."""
        return not (self.picture or self.attachment)


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a pressed button."""

    callback: str
    text: str = ""
    alert: bool = False
    stranger: Ref | None = None
    """Where an unknown account pressed: what the answer speaks of, see storage/mail/strangers."""


@dataclass(slots=True)
class Reply:
    """What one conversation step answers."""

    messages: list[OutgoingMessage] = field(default_factory=list)
    toast: str = ""
    stranger: Ref | None = None
    """As in `Toast`."""
    unanswered: bool = False
    """The press gets no answer of its own, not even an empty one."""
    leaves: bool = False
    """After the messages the bot leaves the group."""
    speaks_of_file: bool = False
    """What becomes of the file that came in is said."""

    @classmethod
    def of(cls, *messages: OutgoingMessage, toast: str = "") -> "Reply":
        return cls(list(messages), toast)


_MESSAGE = TypeAdapter(OutgoingMessage)
_TOAST = TypeAdapter(Toast)
_SPANS = TypeAdapter(tuple[FormatSpan, ...])
_SHOWN = {"text", "buttons", "picture", "attachment", "reply_to", "captioned", "thread", "aside"}
"""What a reader gets to see; the rest of a message is the outbox's own columns."""


def content_of(message: OutgoingMessage) -> Content:
    """Return what is to be shown, as JSON. What has its default value is left out."""
    visible: Content = _MESSAGE.dump_python(
        message, mode="json", include=_SHOWN, exclude_defaults=True
    )
    if not message.spans:
        return visible
    return {**visible, "spans": _SPANS.dump_python(message.spans, mode="json", exclude_none=True)}


def message_from(chat: ChatAddress, content: Content) -> OutgoingMessage:
    """Return the message that `content_of` made JSON of."""
    return _MESSAGE.validate_python({"chat": chat, "text": "", **content})


def content_of_toast(toast: Toast) -> Content:
    """Return a toast as JSON."""
    content: Content = _TOAST.dump_python(
        toast, mode="json", exclude={"stranger"}, exclude_defaults=True
    )
    return content


def content_of_departure() -> Content:
    """Return what stands in the outbox where the bot leaves a group."""
    return {"leaves": True}


def is_departure(content: Content) -> bool:
    """Whether this leaves the group and is no message."""
    return "leaves" in content


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command that a chat offers, and what is said of it."""

    command: str
    description: str


_MENU = TypeAdapter(tuple[MenuEntry, ...])


def content_of_menu(entries: tuple[MenuEntry, ...]) -> Content:
    """Return what stands in the outbox where the menu of a chat is set; without entries it goes."""
    return {"menu": _MENU.dump_python(entries, mode="json")}


def is_menu(content: Content) -> bool:
    """Whether this sets the commands that the chat offers and is no message."""
    return "menu" in content


def menu_from(content: Content) -> tuple[MenuEntry, ...]:
    """Return the menu that `content_of_menu` made JSON of."""
    return _MENU.validate_python(content["menu"])


def is_toast(content: Content) -> bool:
    """Whether this answers a press and is no message."""
    return "callback" in content


def toast_from(content: Content) -> Toast:
    """Return the toast that `content_of_toast` made JSON of."""
    return _TOAST.validate_python(content)
