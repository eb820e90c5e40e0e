"""Enrolment: a one-time code ties a Telegram account to an official."""

from datetime import datetime

from handlers.heard import Said
from messages import welcome
from messages.outgoing import Outgoing, Spoken
from messages.texts import texts
from rules.city import City
from rules.people import Person
from storage import journal, people
from storage.database import Tx


def stranger(tx: Tx, said: Said, city: City, now: datetime) -> Spoken:
    """Somebody unknown: his code is tried; without a good one he learns nothing."""
    words = said.text.split()
    code = words[1] if len(words) > 1 and words[0].split("@")[0] == "/start" else ""
    t = texts(city.language)
    if not code:
        return Spoken.of(Outgoing(said.chat.id, welcome.who_are_you(t)))
    person = redeem(tx, code, said.by, now)
    if person is None:
        return Spoken.of(Outgoing(said.chat.id, welcome.bad_code(t)))
    return Spoken.of(Outgoing(said.chat.id, welcome.greeting(t, person)))


def redeem(tx: Tx, code: str, account: int, now: datetime) -> Person | None:
    """Bind an account by its code. A bound person changes accounts only by a new code."""
    number = people.redeem(tx, code, account, now)
    if number is None:
        return None
    people.bind(tx, number, account, now)
    journal.write(tx, "Enrolled", {"account": account}, now=now, person=number)
    return people.by_id(tx, number)
