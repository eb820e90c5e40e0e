"""Dialogues: what somebody said, and what they heard.

The conversations run as in the worker, on a real ledger, one unit of work a step; what they put
into the outbox is delivered here, so that buttons can be pressed and messages replied to.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.formatting import FormattedText
from messages.incoming import (
    ButtonPress,
    Chat,
    Incoming,
    IncomingFile,
    IncomingMessage,
    MembershipChange,
)
from messages.outgoing import (
    Aside,
    OutgoingMessage,
    Toast,
    Tone,
    is_departure,
    is_menu,
    is_toast,
    menu_from,
    message_from,
)
from notices import mail
from rules.policy.city import City
from storage.db.engine import Engine, writing
from storage.mail import outbox
from storage.mail.tables import outbox as outbox_rows
from tests.support.small_city import MORNING

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is handed over."""


@dataclass
class Shown:
    """A message as it stands in a chat."""

    text: str
    buttons: dict[str, str]
    picture: bool = False
    file: str = ""
    words: FormattedText = field(default_factory=FormattedText)
    """The text with its formatting."""
    tones: dict[str, Tone] = field(default_factory=dict)
    """Of each button, which way it decides."""
    drawing: str = ""
    """The picture itself, as SVG."""
    thread: int | None = None
    """The topic of the group that it stands in."""


@dataclass
class Dialogue:
    """Every chat of the city, all at one messenger. Time stands still until `now` is set."""

    engine: Engine
    now: datetime = MORNING
    city: City = field(default_factory=City)
    chats: dict[int, dict[int, Shown]] = field(default_factory=dict)
    toast: str = ""
    knows_asides: bool = False
    """Whether the messenger can show a message in a group to one of its members alone."""
    asides: dict[tuple[int, int], list[Shown]] = field(default_factory=dict)
    """What somebody alone saw in a group, by group and person."""
    menus: dict[int, list[str]] = field(default_factory=dict)
    """The commands that each chat offers as its own."""
    left: list[int] = field(default_factory=list)
    """Groups that the bot left, in order."""
    _newest: int = 0
    """The number of the newest message, of whoever's."""

    def says(self, who: int, text: str = "", *, chat: int | None = None, **more: Any) -> str:
        """Say words; return what is heard in answer, several messages joined by an empty line."""
        number = more.pop("message", None) or self._next()
        place = replace(self._place(who, chat), thread=more.pop("thread", None))
        by = telegram_chat(more.pop("by", who))
        return self.hears(IncomingMessage(place, by, text, number, self.now, **more))

    def hands_in(self, who: int, text: str = "", **more: Any) -> str:
        """Say words that are shown before they count, and confirm them; return what is heard then."""
        self.says(who, text, **more)
        return self.presses(who, "确认", chat=more.get("chat"))

    def lets_in(self, who: int, chat: int, *, was_inside: bool = False) -> str:
        """Let the bot into a group, or change its rights there; return what the group hears."""
        place = self._place(who, chat)
        return self.hears(MembershipChange(place, telegram_chat(who), True, was_inside))

    def sends(self, who: int, name: str, text: str = "", **more: Any) -> str:
        """Send a photo or file, `size` in bytes; return what is heard in answer."""
        size = more.pop("size", 1000)
        return self.says(
            who, text, file=IncomingFile("document", f"file-{name}", name, size, LARGEST), **more
        )

    def presses(self, who: int, label: str, *, chat: int | None = None) -> str:
        """Tap the newest button with this label; what the message then says, or what is new."""
        place = self._place(who, chat)
        for number, message in reversed(self.chats.get(place.address.id, {}).items()):
            if label in message.buttons:
                return self.hears(
                    ButtonPress(
                        place, telegram_chat(who), message.buttons[label], number, "callback"
                    )
                )
        raise LookupError(f"no button {label!r} in {self.labels(place.address.id)}")

    def press_data(self, who: int, data: str, message: int = 1, *, chat: int | None = None) -> str:
        by = telegram_chat(who)
        return self.hears(ButtonPress(self._place(who, chat), by, data, message, "callback"))

    def labels(self, chat: int) -> list[str]:
        """Return the buttons under the newest message of a chat."""
        shown = self.chats.get(chat, {})
        return list(shown[max(shown)].buttons) if shown else []

    def last(self, chat: int) -> Shown:
        shown = self.chats[chat]
        return shown[max(shown)]

    def last_number(self, chat: int) -> int:
        return max(self.chats[chat])

    def deliver(self) -> dict[int, list[str]]:
        """Send everything that waits in the outbox; the new words of every chat."""
        told: dict[int, list[str]] = {}
        with writing(self.engine) as tx:
            query = select(outbox_rows).where(outbox_rows.c.state == "waiting")
            for row in tx.execute(query.order_by(outbox_rows.c.id)).all():
                if is_departure(row.content):
                    self.left.append(row.chat.id)
                if is_menu(row.content):
                    self.menus[row.chat.id] = [one.command for one in menu_from(row.content)]
                if is_toast(row.content) or is_departure(row.content) or is_menu(row.content):
                    outbox.mark_sent(tx, {row.id: None}, self.now)
                    continue
                message = message_from(row.chat, row.content)
                if message.aside is not None and not self._is_for_own_chat(message, message.aside):
                    outbox.mark_sent(tx, {row.id: None}, self.now)
                    continue
                edits = row.message_id or (row.edits_row and outbox.message_of(tx, row.edits_row))
                number = edits or self._next()
                outbox.mark_sent(tx, {row.id: number}, self.now)
                self._arrives(number, message)
                told.setdefault(row.chat.id, []).append(message.text)
        return told

    def _is_for_own_chat(self, message: OutgoingMessage, aside: Aside) -> bool:
        """Show it in the group where that can be; answer the press as the messenger does."""
        here = (aside.group.id, message.chat.id)
        if self.knows_asides:
            shown = replace(message, buttons=aside.buttons, thread=aside.thread)
            self.asides.setdefault(here, []).append(_shown(shown))
        if aside.answers:
            there = aside.told_there if aside.reachable else aside.told_nowhere
            self.toast = aside.told_here if self.knows_asides else there
        return aside.reachable and not self.knows_asides

    def _next(self) -> int:
        self._newest += 1
        return self._newest

    def _arrives(self, number: int, message: OutgoingMessage) -> None:
        self.chats.setdefault(message.chat.id, {})[number] = _shown(message)

    def _place(self, who: int, chat: int | None) -> Chat:
        number = who if chat is None else chat
        return Chat(telegram_chat(number), number < 0, "整改工作群" if number < 0 else "")

    def hears(self, heard: Incoming) -> str:
        """Take in whatever came; return what its chat then hears."""
        self.toast = ""
        with writing(self.engine) as tx:
            spoken = Dispatcher(self.city).answer(tx, heard, self.now)
            mail.send_all(tx, spoken.messages, self.now)
            if spoken.leaves:
                mail.leave(tx, heard.chat.address, self.now)
            if isinstance(heard, ButtonPress):
                self.toast = spoken.toast
                toast = Toast("callback", spoken.toast, stranger=spoken.stranger)
                if not spoken.unanswered:
                    mail.send_toast(tx, heard.chat.address, toast, self.now)
        return "\n\n".join(self.deliver().get(heard.chat.address.id, []))


def _shown(message: OutgoingMessage) -> Shown:
    buttons = {b.label: b.data or b.link for row in message.buttons for b in row}
    file = message.attachment.name if message.attachment else ""
    tones = {b.label: b.tone for row in message.buttons for b in row}
    picture, words = message.picture, message.words
    return Shown(message.text, buttons, bool(picture), file, words, tones, picture, message.thread)
