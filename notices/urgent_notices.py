"""Urgent notices: who is told at once, again until one of them has received it, and of its end."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.formatting import Words
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.texts import Texts
from messages.urgent import urgent_texts
from notices import mirrors, recipients
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.items import Item
from rules.policy.live_keys import LiveKey
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


def enter(
    tx: Tx, city: City, new: NewNotice, readers: Iterable[Person], now: datetime
) -> tuple[UrgentNotice, list[OutgoingMessage]]:
    """Enter an urgent notice; return it, and what tells its readers and the mirrors."""
    notice = notices.enter(tx, new, now)
    return notice, _shown(city, notice, readers) + mirrors.urgent(tx, city, notice)


def _readers(tx: Tx, city: City, notice: UrgentNotice, now: datetime) -> list[Person]:
    item = item_store.by_id(tx, notice.item_id)
    return told(tx, city, item, notice.person_id, city.today(now))


def _letters(
    city: City,
    notice: UrgentNotice,
    readers: Iterable[Person],
    say: Callable[[Texts, UrgentNotice, ZoneInfo], Words],
    *,
    live_key: LiveKey | None = None,
    dedup_key: str = "",
) -> list[OutgoingMessage]:
    """Write at once, before all other notices, with the buttons for what comes next."""
    return letters(
        readers,
        city.language,
        lambda t: say(t, notice, city.zone),
        lambda t: urgent_texts.buttons(t, notice),
        about=Ref.item(notice.item_id),
        live_key=live_key,
        dedup_key=dedup_key,
        urgency=Urgency.REPLY,
    )


def _shown(city: City, notice: UrgentNotice, readers: Iterable[Person]) -> list[OutgoingMessage]:
    """Show how a notice stands in the message that is edited as it goes on."""
    return _letters(city, notice, readers, urgent_texts.letter, live_key=notice.ref)


def again(tx: Tx, city: City, notice: UrgentNotice, now: datetime) -> list[OutgoingMessage]:
    """Send a notice once more that nobody has received."""
    readers, key = _readers(tx, city, notice, now), f"{notice.ref}:{notice.repeats}"
    return _letters(city, notice, readers, urgent_texts.letter, dedup_key=key)


def changed(
    tx: Tx, city: City, notice: UrgentNotice, by: int, now: datetime
) -> list[OutgoingMessage]:
    """Show how a notice stands where it was told, and tell all but `by` what is new."""
    readers = _readers(tx, city, notice, now)
    concerned = [*readers, people.by_id(tx, notice.person_id)]
    others = [person for person in concerned if person.id != by]
    told = _shown(city, notice, readers) + _letters(city, notice, others, urgent_texts.news)
    return told + mirrors.urgent(tx, city, notice)
