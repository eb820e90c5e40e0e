"""Where somebody is written to: a chat at one of the messengers that serve a ledger."""

from dataclasses import dataclass
from typing import Self

FIRST_MESSENGER = "telegram"
"""The only messenger of older programs, whose journal names chats and accounts by number alone."""


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """A chat, or the account of a person, whose private chat has the same address.

    `id` is the messenger's own number of it; 0 where an update does not say.
    """

    messenger: str
    id: int

    def __str__(self) -> str:
        return f"{self.messenger}:{self.id}"

    @classmethod
    def parse(cls, words: str) -> Self:
        """Return the address that `str` made words of. Raises ValueError for anything else."""
        messenger, _, number = words.partition(":")
        if not messenger:
            raise ValueError(f"no address of a chat: {words!r}")
        return cls(messenger, int(number))

    @classmethod
    def of_record(cls, recorded: str | int) -> Self:
        """Return the address that an entry of the journal names, of whatever age it is."""
        if isinstance(recorded, int):
            return cls(FIRST_MESSENGER, recorded)
        return cls.parse(recorded)


@dataclass(frozen=True, slots=True)
class BotProfile:
    """The bot as people at one messenger find it.

    `start_link` opens a chat with it; empty where the messenger has no such links.
    """

    messenger: str
    name: str
    start_link: str = ""
