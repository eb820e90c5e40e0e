"""Enrolment: a one-time code ties a Telegram account to an official."""

from datetime import datetime

from messages.accounts import welcome
from messages.incoming import Pressed, Said
from messages.outgoing import Outgoing, Spoken, Urgency
from messages.texts import Texts, texts
from rules.policy.city import City
from rules.policy.people import Person, code_in
from storage.db.engine import Tx
from storage.ledger import journal
from storage.mail import strangers
from storage.people import people


def stranger(tx: Tx, said: Said, city: City, now: datetime) -> Spoken:
    """Somebody unknown: his code is tried; without a good one he learns nothing, and not often.

    Answers to strangers use up what Telegram permits to all: an account hears once an hour that
    it is unknown, and of no more than a few wrong codes.
    """
    code = code_in(said.text)
    person = redeem(tx, code, said.by, now) if code else None
    t = texts(city.language)
    if person is not None:
        return Spoken.of(Outgoing(said.chat.id, welcome.greeting(t, person)))
    if code:
        return _told_of_code(tx, said, t, now)
    if not strangers.may_be_told(tx, said.chat.id, said.by, now):
        return Spoken()
    return _last(said, welcome.who_are_you(t), strangers.told(said.by))


def _told_of_code(tx: Tx, said: Said, t: Texts, now: datetime) -> Spoken:
    if not strangers.may_be_told_of_code(tx, said.chat.id, said.by, now):
        return Spoken()
    return _last(said, welcome.bad_code(t), strangers.told_of_code(said.by))


def _last(said: Said, words: str, about: str) -> Spoken:
    return Spoken.of(Outgoing(said.chat.id, words, about=about, urgency=Urgency.STRANGER))


def strange_press(tx: Tx, press: Pressed, city: City, now: datetime) -> Spoken:
    """Somebody unknown pressed a button: he hears as often as one who writes."""
    if not strangers.may_be_told(tx, press.chat.id, press.by, now):
        return Spoken(unanswered=True)
    words = welcome.who_are_you(texts(city.language))
    return Spoken(toast=words, stranger=strangers.told(press.by))


def redeem(tx: Tx, code: str, account: int, now: datetime) -> Person | None:
    """Bind an account by its code. A bound person changes accounts only by a new code."""
    number = people.redeem(tx, code, account, now)
    if number is None:
        return None
    people.bind(tx, number, account, now)
    journal.write(tx, "Enrolled", {"account": account}, now=now, person=number)
    return people.by_id(tx, number)
