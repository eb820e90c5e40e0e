"""Everybody's phone at the sandbox: acts over HTTP, and what is then read, as in a dialogue.

Each act waits until the program has nothing left to do, so that nothing is missed or read twice.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.program import Program
from bot.rate_limits import Allowance, Limits
from sandbox.files import Upload
from sandbox.server import Sandbox
from storage import audit
from storage.db.engine import reading
from storage.ledger.tables import evidence
from storage.mail.tables import inbox, outbox
from tests.support.lives import Commits, commits

PATIENCE = 10.0
"""Seconds after which a program that is still at work will never end."""

_FAST = Allowance(1000, 0.1)
UNHURRIED = Limits(overall=_FAST, chat=_FAST, burst=_FAST, group=_FAST, download=20 * 1024 * 1024)
"""No message has to wait for another one: what is told, not at which pace."""

Json = dict[str, Any]


@dataclass
class Phones:
    """The sandbox, the program that serves it, and what is written meanwhile."""

    sandbox: Sandbox
    program: Program
    commits: Commits
    toast: str = ""
    """What the last press was answered with."""

    async def says(self, who: int, text: str, *, chat: int | None = None) -> str:
        """Say words; return what is then new in the chat, messages joined by an empty line."""
        place = chat or who
        before = self._read(place)
        await self.sandbox.say(who, text, chat)
        return await self._heard(place, before)

    async def sends(
        self, who: int, name: str, data: bytes, text: str = "", *, kind: str = "document"
    ) -> str:
        """Send a file with words; return what is then new in the chat."""
        before = self._read(who)
        await self.sandbox.upload(who, Upload(name, data), kind=kind, caption=text)
        return await self._heard(who, before)

    async def stands_at(self, who: int, latitude: float, longitude: float) -> str:
        """Send a place; return what is then new in the chat."""
        before = self._read(who)
        await self.sandbox.location(who, latitude, longitude)
        return await self._heard(who, before)

    async def presses(self, who: int, label: str) -> str:
        """Tap the newest button with this label; return what is then new in the chat."""
        before = self._read(who)
        shown = [m for m in before.values() if label in _labels(m)]
        assert shown, f"no button {label!r} in {self.labels(who)}"
        pressed = await self.sandbox.tap(who, shown[-1], label)
        heard = await self._heard(who, before)
        self.toast = self.sandbox.acts.answer(pressed)["text"] or ""
        return heard

    async def until(self, moment: datetime) -> None:
        """Move everybody's clock and let the duties look what is due."""
        await self.sandbox.set_clock(moment.isoformat())
        self.program.clock.move(timedelta(seconds=self.sandbox.acts.world.clock.offset_seconds))
        await self.program.ticker.tick()
        await self._settled()

    def last(self, chat: int) -> str:
        """Return the words of the newest message of the bot."""
        return _words(self._newest(chat))

    def labels(self, chat: int) -> list[str]:
        """Return the buttons under the newest message of the bot."""
        return _labels(self._newest(chat))

    def told(self, chat: int) -> list[str]:
        """Return the words of every message of the bot in the chat, as they stand now."""
        return list(map(_words, self._read(chat).values()))

    def files(self, chat: int) -> dict[str, bytes]:
        """Return what the bot sent as files, by their names."""
        found = (m["document"] for m in self._read(chat).values() if "document" in m)
        return {each["file_name"]: self._content(each["file_id"]) for each in found}

    async def file(self, chat: int, name: str) -> bytes:
        """Wait for a file that the program makes by and by, and return what is in it."""
        await self.sandbox.until(
            lambda: self.files(chat).get(name), PATIENCE, f"the file {name} in {chat}"
        )
        return self.files(chat)[name]

    def _content(self, number: str) -> bytes:
        files = self.sandbox.world.files
        kept = files.by_id(number)
        assert kept is not None
        return files.data(kept)

    def _newest(self, chat: int) -> Json:
        read = self._read(chat)
        return read[max(read)]

    def _read(self, chat: int) -> dict[int, Json]:
        messages = self.sandbox.messages(chat)
        return {m["message_id"]: m for m in messages if m["from"]["is_bot"]}

    def has_no_mismatch(self) -> bool:
        """Return whether the ledger, with its files, is what its journal says."""
        with reading(self.program.ledger.engine) as tx:
            return audit.first_mismatch(tx, self.program.settings.data_dir) is None

    async def _heard(self, who: int, before: dict[int, Json]) -> str:
        await self.sandbox.confirmed()
        await self._settled()
        after = self._read(who)
        return "\n\n".join(_words(m) for number, m in after.items() if m != before.get(number))

    async def _settled(self) -> None:
        await self.commits.until(lambda: not self._at_work(), PATIENCE)

    def _at_work(self) -> int:
        """Count updates, messages and files with which the program has not done yet."""
        open_ = ("waiting", "sending")
        with reading(self.program.ledger.engine) as tx:
            return sum(
                tx.execute(select(func.count()).where(table.c.state.in_(open_))).scalar_one()
                for table in (inbox, outbox, evidence)
            )


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _labels(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@asynccontextmanager
async def at_work(sandbox: Sandbox, program: Program) -> AsyncIterator[Phones]:
    """Hear every unit of work that the program ends."""
    with commits() as heard:
        yield Phones(sandbox, program, heard)
