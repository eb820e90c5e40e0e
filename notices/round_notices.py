"""What a dispatch round says at present: to its owners, and in the groups."""

from datetime import date, datetime, timedelta

from messages.follow_up import round_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.texts import texts
from notices import live_messages
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.live_keys import LiveKey, RoundBoard, RoundLetter
from rules.policy.people import Person
from rules.policy.refs import Ref, RefKind
from rules.policy.rounds import Round, RoundEntry
from storage.db.engine import Tx
from storage.follow_up import rounds
from storage.ledger import item_store
from storage.mail import live
from storage.mail.retention import SAID_KEPT
from storage.people import deputies, groups, people
from storage.queries import digests

PLANNED = "profile:"
SOON_ENOUGH = timedelta(minutes=30)
"""After this a round says that it opened late."""


def planned(opened: datetime) -> str:
    """Return what a round that the profile repeats is known by."""
    return f"{PLANNED}{opened.isoformat()}"


def _times(city: City, round_: Round) -> round_texts.Times:
    due = round_.due_at.astimezone(city.zone)
    if not round_.occasion.startswith(PLANNED):
        return round_texts.Times(due, asks=round_.asks)
    planned = datetime.fromisoformat(round_.occasion.removeprefix(PLANNED))
    late = round_.opened_at - city.next_sending_time(planned) > SOON_ENOUGH
    opened = planned.astimezone(city.zone) if late else None
    return round_texts.Times(due, opened, round_.asks)


def to_owner(
    tx: Tx, city: City, round_: Round, owner: int, entries: list[RoundEntry], day: date
) -> list[OutgoingMessage]:
    """Ask the owner, and whoever stands in for them today."""
    times = _times(city, round_)
    name = people.by_id(tx, owner).name
    written = []
    for reader in _readers(tx, owner, day):
        if reader.account is None:
            continue
        t = texts(reader.language or city.language)
        instead_of = "" if reader.id == owner else name
        said = round_texts.to_owner(t, entries, times, instead_of=instead_of)
        written.append(
            OutgoingMessage.of(
                reader.account,
                said,
                round_texts.owner_buttons(t, entries),
                about=_about(round_),
                live_key=_letter(round_, owner, reader),
                urgency=Urgency.BROADCAST,
            )
        )
    return written


def _readers(tx: Tx, owner: int, day: date) -> list[Person]:
    """Return the owner, and whoever stands in for them."""
    return [people.by_id(tx, n) for n in (owner, *deputies.on_duty(tx, day).get(owner, []))]


def _about(round_: Round) -> Ref:
    """Return what every message of a round is about."""
    return Ref(RefKind.ROUND, round_.id)


def _letter(round_: Round, owner: int, reader: Person) -> RoundLetter:
    return RoundLetter(round_.id, owner, reader.id)


def _asked(tx: Tx, round_: Round, owner: int, day: date) -> list[Person]:
    """Return those of an owner's readers who have the message that asks."""
    return [
        reader
        for reader in _readers(tx, owner, day)
        if reader.account and live.exists(tx, reader.account, _letter(round_, owner, reader))
    ]


def not_reached(tx: Tx, city: City, round_: Round, entries: list[RoundEntry], now: datetime) -> int:
    """Count the owners who were never asked."""
    return len(owners_not_reached(tx, city, round_, entries, now))


def owners_not_reached(
    tx: Tx, city: City, round_: Round, entries: list[RoundEntry], now: datetime
) -> set[int]:
    """Return the owners who were never asked: neither they nor their deputies had the message.

    Of a round whose mail may have been swept nothing is known any more: none.
    """
    if now - round_.opened_at >= SAID_KEPT:
        return set()
    names = _letters(tx, round_, entries, city.today(now))
    reached = {names[arrived] for arrived in live.arrived(tx, names)}
    return set(rounds.owners(entries)) - reached


def _letters(
    tx: Tx, round_: Round, entries: list[RoundEntry], day: date
) -> dict[tuple[ChatAddress, LiveKey], int]:
    """Return by chat and name the messages that ask an owner, and who that is."""
    names: dict[tuple[ChatAddress, LiveKey], int] = {
        (entry.account, RoundLetter(round_.id, entry.owner_id, entry.owner_id)): entry.owner_id
        for entry in entries
        if entry.account is not None
    }
    for owner, standing_in in deputies.on_duty(tx, day).items():
        for reader in (people.by_id(tx, deputy) for deputy in standing_in):
            if reader.account is not None:
                names[reader.account, _letter(round_, owner, reader)] = owner
    return names


def taken_over(
    tx: Tx, city: City, round_: Round, owner: int, entries: list[RoundEntry], day: date
) -> list[OutgoingMessage]:
    """Tell an owner of items that became theirs, where they were asked of some already."""
    times = _times(city, round_)
    return letters(
        _asked(tx, round_, owner, day),
        city.language,
        lambda t: round_texts.taken_over(t, entries, times),
        lambda t: round_texts.owner_buttons(t, entries),
        about=_about(round_),
    )


def released(tx: Tx, city: City, round_: Round, owner: int, day: date) -> list[OutgoingMessage]:
    """Tell an owner whose items all went to others, in the message that asked."""
    times = _times(city, round_)
    return [
        letter
        for reader in _asked(tx, round_, owner, day)
        for letter in letters(
            [reader],
            city.language,
            lambda t: round_texts.released(t, times),
            about=_about(round_),
            live_key=_letter(round_, owner, reader),
        )
    ]


def cancelled(
    tx: Tx, city: City, round_: Round, entries: list[RoundEntry], day: date
) -> list[OutgoingMessage]:
    """Tell everybody who was asked; in the groups in the place of what they saw."""
    times = _times(city, round_)
    asked = [p for owner in rounds.owners(entries) for p in _asked(tx, round_, owner, day)]
    t = texts(city.language)
    boards = [
        OutgoingMessage(
            group.chat,
            round_texts.cancelled(t, times),
            live_key=RoundBoard(round_.id),
            urgency=Urgency.BROADCAST,
            thread=group.thread,
        )
        for group in groups.bound(tx)
        if live.exists(tx, group.chat, RoundBoard(round_.id))
    ]
    return boards + letters(asked, city.language, lambda t: round_texts.cancelled(t, times))


def in_groups(
    tx: Tx, city: City, round_: Round, entries: list[RoundEntry]
) -> list[OutgoingMessage]:
    """Show each bound group its own part of the round."""
    t = texts(city.language)
    times = _times(city, round_)
    over = round_.closed_at is not None
    masked = masked_of(tx, city, entries)
    written = []
    for group in groups.bound(tx):
        below = None if group.unit_id is None else people.units_below(tx, group.unit_id)
        mine = [e for e in entries if below is None or e.unit_id in below]
        if mine:
            said = round_texts.live(t, mine, times, over=over, masked=masked)
            written.append(
                OutgoingMessage.of(
                    group.chat,
                    said,
                    live_key=RoundBoard(round_.id),
                    urgency=Urgency.BROADCAST,
                    thread=group.thread,
                )
            )
    return written


def masked_of(tx: Tx, city: City, entries: list[RoundEntry]) -> frozenset[int]:
    """Return the sensitive items of a round."""
    if not (city.masked_items or city.masked_categories):
        return frozenset()
    return digests.masked(city, item_store.by_ids(tx, [e.item_id for e in entries]).values())


def refreshed(tx: Tx, city: City, number: int, owner: int, now: datetime) -> list[OutgoingMessage]:
    """Return an owner's message as it reads after their answer."""
    round_ = rounds.by_id(tx, number)
    assert round_ is not None
    return to_owner(tx, city, round_, owner, rounds.entries(tx, number, owner), city.today(now))


def as_shown(tx: Tx, city: City, number: int, owner: int, now: datetime) -> list[OutgoingMessage]:
    """Return the same where it was sent."""
    found = refreshed(tx, city, number, owner, now)
    return [letter for letter in found if live_messages.was_sent(tx, letter)]
