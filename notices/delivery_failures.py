"""Chats that moved or can no longer be written to, and who has to know of it."""

from datetime import datetime, timedelta

from messages.follow_up import loss_texts
from messages.outgoing import OutgoingMessage
from messages.texts import Texts, texts
from notices import mail
from rules.policy.chats import ChatAddress
from rules.policy.delivery import Urgency
from rules.policy.live_keys import OfficeNotice
from rules.policy.people import Person, Role
from storage.db.engine import Tx
from storage.mail import live, outbox, unsent
from storage.people import groups, people


def moved(tx: Tx, old: ChatAddress, new: ChatAddress, now: datetime) -> None:
    """Note that a group became a supergroup: its binding and its unsent messages move along."""
    groups.moved(tx, old, new, now)
    unsent.migrate_chat(tx, old, new)


def lost(tx: Tx, chat: ChatAddress, reason: str, now: datetime) -> None:
    """Tell the office, once, that a person or group can no longer be reached."""
    person = people.by_account(tx, chat)
    group = groups.by_chat(tx, chat)
    news = people.lost(tx, chat, now) if person else groups.lost(tx, chat, now)
    if not news:
        return
    who = _name(person, group.title if group else str(chat))
    for clerk, t in _office(tx, chat):
        text = loss_texts.unreachable(t, who, reason)
        mail.send(tx, OutgoingMessage(clerk, text, urgency=Urgency.NOTICE), now)


def found_again(tx: Tx, chat: ChatAddress) -> None:
    """Note that words reach this person or group again."""
    people.found_again(tx, chat)
    groups.found_again(tx, chat)


def refused(
    tx: Tx, row: int, chat: ChatAddress, reason: str, now: datetime, called: str = ""
) -> None:
    """Tell the office once, by one live message, that a messenger will never take this message.

    `called`: the chat's name, where the ledger has none for it.

    A refused notice about refusals is told to nobody: it would never end.
    """
    if live.has_key(tx, row, OfficeNotice.UNDELIVERED):
        return
    count = outbox.failed_since(tx, now - timedelta(days=1))
    group = groups.by_chat(tx, chat)
    otherwise = group.title if group else called or str(chat)
    who = _name(people.by_account(tx, chat), otherwise)
    for clerk, t in _office(tx, None):
        text = loss_texts.not_taken(t, count, who, reason)
        notice = OutgoingMessage(
            clerk, text, live_key=OfficeNotice.UNDELIVERED, urgency=Urgency.NOTICE
        )
        mail.send(tx, notice, now)


def _name(person: Person | None, otherwise: str) -> str:
    return f"{person.unit} {person.name}" if person else otherwise


def _office(tx: Tx, but_not: ChatAddress | None) -> list[tuple[ChatAddress, Texts]]:
    """Return every clerk's chat and language."""
    return [
        (clerk.account, texts(clerk.language))
        for clerk in people.with_roles(tx, [Role.OFFICE])
        if clerk.account is not None and clerk.account != but_not
    ]
