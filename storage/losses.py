"""Chats that moved or can no longer be written to, and who has to know of it."""

from datetime import datetime

from messages.outgoing import Outgoing, Urgency
from messages.texts import texts
from rules.people import Role
from storage import groups, outbox, people
from storage.database import Tx


def moved(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: its binding and its unsent messages move along."""
    groups.moved(tx, old, new)
    outbox.moved(tx, old, new)


def tell_office(tx: Tx, chat: int, reason: str, now: datetime) -> None:
    """Tell the office, once, that a person or group can no longer be reached."""
    person = people.by_chat(tx, chat)
    group = groups.by_chat(tx, chat)
    news = people.lost(tx, chat, now) if person else groups.lost(tx, chat, now)
    if not news:
        return
    who = f"{person.unit} {person.name}" if person else group.title if group else str(chat)
    for clerk in people.with_roles(tx, [Role.OFFICE]):
        if clerk.chat_id in (None, chat):
            continue
        t = texts(clerk.language)
        text = t("Messages no longer reach {who}: {reason}", who=who, reason=reason)
        outbox.put(tx, Outgoing(clerk.chat_id or 0, text, urgency=Urgency.NOTICE), now)
