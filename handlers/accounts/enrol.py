"""Enrolment: a one-time code ties an account to an official."""

from datetime import datetime

from messages.accounts import welcome_texts
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import Texts, texts
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.people import Person, invitation_code
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.ledger import journal
from storage.mail import strangers
from storage.people import invitations, people, unbinding


def stranger(tx: Tx, message: IncomingMessage, city: City, now: datetime) -> Reply:
    """Try the code of somebody unknown; without a good one they learn nothing, and not often.

    Answers to strangers use up what a messenger permits to all: an account hears once an hour that
    it is unknown, and of no more than a few wrong codes.
    """
    code = "" if message.forwarded else invitation_code(message.text)
    person = redeem(tx, code, message.by, now) if code else None
    t = texts(city.language)
    if person is not None:
        return Reply.of(OutgoingMessage(message.chat.address, welcome_texts.greeting(t, person)))
    if code:
        return _told_of_code(tx, message, t, now)
    if not strangers.may_be_told(tx, message.chat.address, message.by, now):
        return Reply()
    return _last(message, welcome_texts.who_are_you(t), strangers.told(message.by))


def _told_of_code(tx: Tx, message: IncomingMessage, t: Texts, now: datetime) -> Reply:
    if not strangers.may_be_told_of_code(tx, message.chat.address, message.by, now):
        return Reply()
    return _last(message, welcome_texts.bad_code(t), strangers.told_of_code(message.by))


def _last(message: IncomingMessage, words: str, about: Ref) -> Reply:
    return Reply.of(
        OutgoingMessage(message.chat.address, words, about=about, urgency=Urgency.STRANGER)
    )


def strange_press(tx: Tx, press: ButtonPress, city: City, now: datetime) -> Reply:
    """Answer somebody unknown who pressed a button, as often as one who writes."""
    if not strangers.may_be_told(tx, press.chat.address, press.by, now):
        return Reply(unanswered=True)
    words = welcome_texts.who_are_you(texts(city.language))
    return Reply(toast=words, stranger=strangers.told(press.by))


def redeem(tx: Tx, code: str, account: ChatAddress, now: datetime) -> Person | None:
    """Bind an account by its code. A bound person changes accounts only by a new code of the office's."""
    number = invitations.redeem(tx, code, account, now)
    if number is None:
        return None
    unbinding.abandon_account(tx, people.by_id(tx, number))
    people.bind(tx, number, account, now)
    body = {"account": str(account), "code": invitations.digest_of(code)}
    journal.write(tx, "Enrolled", body, now=now, person=number)
    return people.by_id(tx, number)
