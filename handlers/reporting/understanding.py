"""What a message means: read among the items its writer knows, in the conversation it stands in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from messages.incoming import IncomingMessage
from rules.language.matching import ItemIndex
from rules.language.reading import Setting, read, read_all
from rules.language.reading.values import Reading
from rules.policy.city import City
from rules.policy.people import Person
from rules.policy.permissions import is_responsible_for
from storage.db.engine import Tx
from storage.ledger import item_store, search_index
from storage.mail import sent
from storage.reporting import albums

REPORTS = frozenset({"progress", "done", "problem", "correction", "extension"})
LASTS = timedelta(hours=12)
"""So long a prompt or a card is what the conversation is about."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and when."""

    tx: Tx
    city: City
    person: Person
    at: datetime


def understood(writer: Writer, text: str, setting: Setting) -> tuple[Reading, ...]:
    """One reading for each item the words are about.

    Where two items are alike and he may report on one of them, his report means that one.
    """
    now, calendar = writer.at.astimezone(writer.city.zone), writer.city.calendar
    every = search_index.index_for(writer.tx, writer.person)
    found = read_all(text, now=now, calendar=calendar, index=every, setting=setting)
    if not all(one.sure or one.intent not in REPORTS for one in found):
        own = search_index.own_index(writer.tx, writer.person)
        found = tuple(
            _clearer(one, read(one.text, now=now, calendar=calendar, index=own, setting=setting))
            for one in found
        )
    return tuple(_doubted(one, every, setting) for one in found)


def _doubted(one: Reading, every: ItemIndex, setting: Setting) -> Reading:
    """Taken from the conversation, an item is asked about when the words name another one."""
    of_setting = one.sure and one.intent in REPORTS and one.candidates[0].code == setting.item
    doubted = of_setting and every.names_another(one.text, one.candidates[0].code)
    return replace(one, sure=False) if doubted else one


def _clearer(of_every: Reading, of_own: Reading) -> Reading:
    """His own item, where it is clear among his own and possible among all."""
    if of_every.sure or of_every.intent not in REPORTS or not of_own.sure:
        return of_every
    possible = {candidate.code for candidate in of_every.candidates}
    return of_own if of_own.candidates[0].code in possible else of_every


def setting_of(writer: Writer, message: IncomingMessage) -> Setting:
    """The item of the message replied to, else of the album, of the last prompt or card, his only one."""
    replied = _item_of(writer, sent.about(writer.tx, message.chat.id, message.reply_to))
    of_album = replied or _item_of_album(writer, message)
    if of_album is not None:
        return of_album
    last = sent.last_about(writer.tx, message.chat.id, writer.at - LASTS)
    return _item_of(writer, last, own=True) or only_item(writer)


def _item_of_album(writer: Writer, message: IncomingMessage) -> Setting | None:
    """What the caption before, or after, is about, whatever was spoken of meanwhile."""
    if message.album is None:
        return None
    rows = albums.pictures(writer.tx, writer.person.id, message.album)
    near = albums.caption_of(rows, message.message_id)
    return _item_of(writer, f"item:{near.about}", own=True) if near and near.about else None


def only_item(writer: Writer) -> Setting:
    """Whoever has one open item means that one, unless he names another."""
    code = item_store.only_open_code(writer.tx, writer.person.covers | {writer.person.id})
    return Setting(item=code.split("、")[0]) if code is not None else Setting()


def _item_of(writer: Writer, about: str, *, own: bool = False) -> Setting | None:
    item = item_store.spoken_of(writer.tx, about)
    if item is None or (own and not is_responsible_for(writer.person, item)):
        return None
    return Setting(item=item.code.split("、")[0], deadline=item.deadline)
