"""The menu of everybody's own chat: set once they are enrolled, anew when what they are has changed."""

from datetime import datetime
from functools import lru_cache
from zlib import crc32

from messages.accounts import menu_texts
from messages.outgoing import MenuEntry
from messages.texts import LANGUAGES, texts
from notices import mail
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.menus import menu_of
from schedules.portion import Portion
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.people import people

NAME = "menus"
OF_CHAT = f"{NAME}:"
AT_ONCE = 100
"""Menus written down in one unit of work."""

Menu = tuple[MenuEntry, ...]


def run(tx: Tx, city: City, now: datetime) -> Portion:
    """Set the menus that are not as they should be; return how many.

    While the journal has no new entry nobody was enrolled, left, or became something else.
    """
    seen = Checkpoint(number=_sum(duty_checkpoints.facts_so_far(tx), city.bots, _everything()))
    if duty_checkpoints.of(tx, NAME) == seen:
        return Portion(0)
    wrong = _wrong(tx, city)
    for chat, menu in wrong[:AT_ONCE]:
        mail.set_menu(tx, chat, menu, seen.number, now)
        duty_checkpoints.replace(tx, f"{OF_CHAT}{chat}", Checkpoint(number=_of(city, chat, menu)))
    more = len(wrong) > AT_ONCE
    if not more:
        duty_checkpoints.replace(tx, NAME, seen)
    return Portion(len(wrong[:AT_ONCE]), more=more)


def _wrong(tx: Tx, city: City) -> list[tuple[ChatAddress, Menu]]:
    """Return the chats whose menu was last set to something else; those that are nobody's have none."""
    known = duty_checkpoints.numbers(tx, OF_CHAT)
    wanted: dict[ChatAddress, Menu] = {ChatAddress.parse(name): () for name in known} | {
        person.account: menu_texts.entries(texts(person.language or city.language), menu_of(person))
        for person in people.everybody(tx)
        if person.account is not None and person.reachable
    }
    return [
        (chat, menu)
        for chat, menu in wanted.items()
        if known.get(str(chat)) != _of(city, chat, menu)
    ]


def _of(city: City, chat: ChatAddress, menu: Menu) -> int:
    """Return a number for what a menu says, and for the bot that offers it; 0 where there is none."""
    return _sum(city.bot_at(chat.messenger).name, menu) if menu else 0


@lru_cache(maxsize=1)
def _everything() -> int:
    """Return a number for all that menus may say: another program may say it otherwise."""
    return _sum([menu_texts.entries(texts(name), menu_texts.COMMANDS) for name in LANGUAGES])


def _sum(*values: object) -> int:
    """Return a number that the column of a mark holds."""
    return crc32(repr(values).encode()) >> 1
