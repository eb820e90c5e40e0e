"""Messages into the outbox, from where the sender takes them."""

from collections.abc import Iterable
from datetime import datetime

from messages.outgoing import (
    MenuEntry,
    OutgoingMessage,
    Toast,
    content_of,
    content_of_departure,
    content_of_menu,
    content_of_toast,
)
from rules.policy.chats import ChatAddress
from rules.policy.delivery import Urgency
from storage.db.engine import Tx
from storage.mail import outbox
from storage.mail.outbox import NewRow


def send(tx: Tx, message: OutgoingMessage, now: datetime) -> None:
    """Write a message down to be sent. A twin does nothing; a live one is edited in place."""
    new = NewRow(
        chat=message.chat,
        content=content_of(message),
        urgency=message.urgency,
        about=message.about,
        live_key=message.live_key,
        dedup_key=message.dedup_key,
        edits=message.edits,
        can_edit=message.can_edit,
    )
    outbox.enqueue(tx, new, now)


def send_all(tx: Tx, messages: Iterable[OutgoingMessage], now: datetime) -> None:
    """Write several down, in this order."""
    for message in messages:
        send(tx, message, now)


def leave(tx: Tx, group: ChatAddress, now: datetime) -> None:
    """Leave a group, once it was told what waits for it now."""
    outbox.enqueue(tx, NewRow(group, content_of_departure(), Urgency.STRANGER), now)


def set_menu(
    tx: Tx, chat: ChatAddress, menu: tuple[MenuEntry, ...], since: int, now: datetime
) -> None:
    """Offer these commands in a chat, none of its own where there are none; whoever waits goes first.

    `since` is a number of what has changed, so that nothing is set twice for it.
    """
    key = f"menu:{chat}:{since}:{now.timestamp()}"
    outbox.enqueue(tx, NewRow(chat, content_of_menu(menu), Urgency.STRANGER, dedup_key=key), now)


def send_toast(tx: Tx, chat: ChatAddress, toast: Toast, now: datetime) -> None:
    """Answer an official's press, even without words: the phone stops spinning."""
    urgency = Urgency.STRANGER if toast.stranger else Urgency.PRESS
    outbox.enqueue(tx, NewRow(chat, content_of_toast(toast), urgency, about=toast.stranger), now)
