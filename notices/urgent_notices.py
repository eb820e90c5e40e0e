"""Urgent notices: who is told at once, again until one of them has received it, and of its end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.urgent import urgent_texts
from notices import recipients
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.refs import Ref
from rules.policy.urgent import UrgentNotice
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people
from storage.urgent import notices
from storage.urgent.notices import NewNotice


def told(tx: Tx, city: City, item: Item, writer: int, day: date) -> list[Person]:
    """Return whom an urgent notice on the item is sent to; never whoever writes it."""
    rules = city.urgent
    found = [
        person for kind in sorted(rules.to) for person in recipients.addressed(tx, item, kind, day)
    ]
    found += [person for name in rules.people for person in people.named(tx, name)]
    return list({person.id: person for person in found if person.id != writer}.values())


def reached(told: Iterable[Person]) -> list[Person]:
    """Return those who can be written to."""
    return [person for person in told if person.account is not None and person.reachable]


def enter(
    tx: Tx, city: City, new: NewNotice, now: datetime
) -> tuple[UrgentNotice, list[OutgoingMessage]]:
    """Enter an urgent notice; return it, and the letters that tell of it."""
    notice = notices.enter(tx, new, now)
    return notice, _letters(tx, city, notice, now, live=True)


def _readers(tx: Tx, city: City, notice: UrgentNotice, now: datetime) -> list[Person]:
    item = item_store.by_id(tx, notice.item_id)
    return told(tx, city, item, notice.person_id, city.today(now))


def _letters(
    tx: Tx, city: City, notice: UrgentNotice, now: datetime, *, live: bool, repeat: int = 0
) -> list[OutgoingMessage]:
    """Write to everybody who is told. `live`: the message that shows it, edited as it goes on."""
    written = letters(
        _readers(tx, city, notice, now),
        city.language,
        lambda t: urgent_texts.letter(t, notice, city.zone),
        lambda t: urgent_texts.buttons(t, notice),
        about=Ref.item(notice.item_id),
        live_key=notice.ref if live else None,
        dedup_key="" if live else f"{notice.ref}:{repeat}",
    )
    return [replace(letter, urgency=Urgency.REPLY) for letter in written]


def again(
    tx: Tx, city: City, notice: UrgentNotice, repeat: int, now: datetime
) -> list[OutgoingMessage]:
    """Send a notice again that nobody has received."""
    return _letters(tx, city, notice, now, live=False, repeat=repeat)


def changed(
    tx: Tx, city: City, notice: UrgentNotice, by: int, now: datetime
) -> list[OutgoingMessage]:
    """Show how a notice stands where it was told, and tell all but `by` what is new."""
    readers = [*_readers(tx, city, notice, now), people.by_id(tx, notice.person_id)]
    news = letters(
        [person for person in readers if person.id != by],
        city.language,
        lambda t: urgent_texts.news(t, notice, city.zone),
        lambda t: urgent_texts.buttons(t, notice),
        about=Ref.item(notice.item_id),
    )
    shown = _letters(tx, city, notice, now, live=True)
    return shown + [replace(letter, urgency=Urgency.REPLY) for letter in news]
