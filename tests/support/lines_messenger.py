"""A second messenger, as small as one can be: lines in, lines out, numbered choices for buttons.

Whoever answers with the number of a choice under the newest message of their chat has pressed it.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count

from bot.delivery import DeliveryFailure, Receipt
from bot.messenger import DownloadFailed, Keep
from bot.rate_limits import Allowance, Limits
from messages.incoming import ButtonPress, Chat, Incoming, IncomingMessage
from messages.outgoing import OutgoingMessage, is_menu, is_toast, message_from
from rules.policy.chats import BotProfile, ChatAddress
from storage.mail.due import OutboxRow
from storage.mail.inbox import NewUpdate

FREE = Allowance(1000, 0.0)
WITHIN_SECONDS = 20.0


class LinesMessenger:
    """Everybody's line to the bot; `says` is their side of it."""

    limits = Limits(FREE, FREE, FREE, FREE)
    largest_upload = 1_000_000

    def __init__(self, name: str = "lines") -> None:
        self.name = name
        self._typed: asyncio.Queue[NewUpdate] = asyncio.Queue()
        self._printed: dict[int, asyncio.Queue[list[str]]] = {}
        self._choices: dict[int, tuple[int, list[str]]] = {}
        """By chat: its newest message, and the data of each choice under it."""
        self._numbers = count(1)

    async def says(self, who: int, line: str) -> list[str]:
        """Write a line; return the lines that are printed in answer."""
        self._typed.put_nowait(self.update(who, line))
        async with asyncio.timeout(WITHIN_SECONDS):
            return await self._screen(who).get()

    def update(self, who: int, line: str) -> NewUpdate:
        """Return what typing this line makes."""
        number = next(self._numbers)
        message, choices = self._choices.get(who, (0, []))
        typed: dict[str, str | int] = {"chat": who, "number": number, "at": 1795482000}
        if line.isdecimal() and 0 < int(line) <= len(choices):
            typed |= {"choice": choices[int(line) - 1], "message": message}
        else:
            typed["line"] = line
        chat = ChatAddress(self.name, who)
        return NewUpdate(number, chat, False, chat, line, json.dumps(typed))

    def _screen(self, who: int) -> "asyncio.Queue[list[str]]":
        return self._printed.setdefault(who, asyncio.Queue())

    def is_group(self, chat: ChatAddress) -> bool:
        """Return False: a line has one end."""
        del chat
        return False

    async def greet(self) -> BotProfile:
        return BotProfile(self.name, "lines")

    async def listen(self, keep: Keep) -> None:
        """Do nothing: lines are read by `receive`."""

    async def receive(self, keep: Keep) -> None:
        while True:
            await keep([await self._typed.get()])

    def parse(self, raw: str) -> Incoming | None:
        typed = json.loads(raw)
        who, number = ChatAddress(self.name, typed["chat"]), typed["number"]
        chat = Chat(who, is_group=False)
        if "choice" in typed:
            return ButtonPress(chat, who, typed["choice"], typed["message"], str(number))
        at = datetime.fromtimestamp(typed["at"], UTC)
        return IncomingMessage(chat, who, typed["line"], number, at)

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        if is_toast(row.content) or is_menu(row.content):
            return Receipt()
        message = message_from(row.chat, row.content)
        number = row.edits or next(self._numbers)
        choices = _choices(message)
        self._choices[row.chat.id] = number, list(choices.values())
        self._screen(row.chat.id).put_nowait(_lines(message, choices))
        return Receipt(number)

    async def download(self, file_id: str) -> bytes:
        raise DownloadFailed("there are no files in lines", for_good=True)

    async def close(self) -> None:
        """Do nothing: nothing is open."""


def _choices(message: OutgoingMessage) -> dict[str, str]:
    """Return the data of each button by its label."""
    return {b.label: b.data for row in message.buttons for b in row if b.data}


def _lines(message: OutgoingMessage, choices: Mapping[str, str]) -> list[str]:
    numbered = [f"{number} {label}" for number, label in enumerate(choices, 1)]
    return [*message.text.splitlines(), *numbered]
