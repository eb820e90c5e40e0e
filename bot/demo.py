"""`taizhang demo`: a Telegram of our own, the bot, and a city's ledger, all on this machine."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import typer
from pydantic import SecretStr

from bot.clock import Clock
from bot.demo_history import PastPlayer, steps_of
from bot.demo_panel import show_ledger
from bot.ops.logging import set_up_logging
from bot.program import Program
from bot.settings import Settings
from bot.telegram.addresses import telegram_chat
from messages.texts import texts
from rules.policy.city import City
from rules.policy.people import Person, Role
from storage.db.engine import Tx, open_engine, writing
from storage.db.migrate import upgrade
from storage.people import groups, invitations, people
from storage.workbook import import_workbook
from storage.workbook.build import workbook_from_csv

CITY = Path(__file__).parent / "demo_city"
FOLDER = Path("var/demo")
TOKEN = "1000000001:demo-demo-demo-demo-demo-demo-demo"  # noqa: S105 - opens only our own sandbox
FEEDBACK = date(2026, 9, 24)
"""When the inspectors gave the demo city their findings, and its campaign began."""

MORNING = datetime.fromisoformat("2026-11-24T08:20:00+08:00")
"""When its story begins on the page: two months later."""

HISTORY = City()
"""The city as its officials knew it until then: whatever this machine sets, they wrote Chinese."""

GROUP = -1001
FIRST_ACCOUNT = 2001
CAST = 12
"""Officials who get an account in the sandbox, so that four phones can show any of them."""


class PortTaken(OSError):
    """Nothing can listen there."""


class Demo:
    """Starts everything, says which address to open, and follows the page's clock."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._url = f"http://127.0.0.1:{port}"
        self._clock = Clock()

    async def run(self) -> None:
        """Run until stopped. Raises PortTaken."""
        settings = self._settings()
        set_up_logging(settings)
        t = texts(settings.language)
        typer.echo(t("Preparing the example city and its first two months, some seconds …"))
        seed = await asyncio.to_thread(_prepared, settings)
        async with self._sandbox(seed), aiohttp.ClientSession(self._url) as page:
            self._clock.move(timedelta(seconds=await offset_of(page, None)))
            await self._bot(settings, page)

    def _settings(self) -> Settings:
        return Settings(
            bot_token=SecretStr(TOKEN),
            telegram_api_url=self._url,
            database_url=f"sqlite+aiosqlite:///{FOLDER}/taizhang.db",
            data_dir=FOLDER,
        )

    @asynccontextmanager
    async def _sandbox(self, seed: Path) -> AsyncIterator[None]:
        """Run the sandbox in a process of its own; it is ready when it has printed its address."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "sandbox", f"--port={self._port}", f"--seed={seed}",
            f"--token={TOKEN}", f"--files={FOLDER / 'telegram'}",
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            if not await process.stdout.readline():
                raise PortTaken(self._port)
            yield
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()

    async def _bot(self, settings: Settings, page: aiohttp.ClientSession) -> None:
        program = Program(settings, self._clock)
        await program.start()
        t = texts(settings.language)
        ready = t(
            "The demo is ready: open {url} in a browser (Ctrl-C ends it)", url=f"{self._url}/"
        )
        typer.echo(f"\n{ready}\n")
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(program.run())
                parts.create_task(self._follow(page, program))
                parts.create_task(show_ledger(settings, page))
        finally:
            await program.close()

    async def _follow(self, page: aiohttp.ClientSession, program: Program) -> None:
        """Move our clock when the page's is moved, and let the duties do what is due."""
        seconds: float | None = None
        while True:
            moved = await offset_of(page, seconds)
            if moved == seconds:
                continue
            before = None if seconds is None else timedelta(seconds=seconds)
            after = timedelta(seconds=moved)
            for offset in mornings_between(before, after, self._clock.now(), program.city):
                self._clock.move(offset)
                await program.ticker.tick()
            seconds = moved


async def offset_of(page: aiohttp.ClientSession, after: float | None) -> float:
    """Return by how many seconds the page's clock was moved, once that differs from `after`.

    `after` goes back to the last digit: rounded, it would differ at once, and for ever.
    """
    params = {} if after is None else {"after": str(after)}
    async with page.get("/sandbox/clock", params=params) as answer:
        return float((await answer.json())["offset_seconds"])


def mornings_between(
    before: timedelta | None, after: timedelta, now: datetime, city: City
) -> Iterator[timedelta]:
    """Yield the offsets to go through: a week is passed day by day, as if one had waited.

    Otherwise the duties of the days between would call themselves late, after a time of failure.
    """
    if before is not None:
        days = range(1, max((after - before).days, 0) + 1)
        mornings = [city.moment(city.today(now) + timedelta(n), city.digest_time) for n in days]
        yield from (before + (m - now) for m in mornings if now < m < now + (after - before))
    yield after


def _prepared(settings: Settings) -> Path:
    """Make a fresh ledger; return the file that tells the sandbox its people and group."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    seed = FOLDER / "seed.json"
    seed.write_text(json.dumps(seeded_ledger(settings), ensure_ascii=False), "utf-8")
    return seed


def seeded_ledger(settings: Settings) -> dict[str, Any]:
    """Import the demo city and play its two months; the people and group the sandbox starts with."""
    workbook = settings.data_dir / "demo.xlsx"
    workbook_from_csv(CITY, workbook)
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with writing(engine) as tx:
        begun = HISTORY.moment(FEEDBACK, HISTORY.digest_time)
        result = import_workbook(
            tx, workbook, now=begun, today=FEEDBACK, t=texts(settings.language)
        )
        assert not result.problems, result.problems
        steps = steps_of(CITY / "history.csv", HISTORY)
        PastPlayer(tx, HISTORY, settings.data_dir).play(steps, begun, MORNING)
        cast = _cast(people.everybody(tx))
        accounts = [_account(tx, p, n) for n, p in enumerate(cast, FIRST_ACCOUNT)]
        clerk = next(p for p in cast if Role.OFFICE in p.roles)
        clerk_account = FIRST_ACCOUNT + cast.index(clerk)
        groups.bind(tx, telegram_chat(GROUP), "全市整改工作群", None, clerk.id, MORNING)
    engine.dispose()
    # The first member speaks for the group on the page: the office, whose commands work there.
    members = sorted((a["id"] for a in accounts), key=lambda n: n != clerk_account)
    return {
        "now": MORNING.isoformat(),
        "users": accounts,
        "groups": [{"id": GROUP, "title": "全市整改工作群", "members": members}],
    }


def _cast(everybody: list[Person]) -> list[Person]:
    """Return the owner of item 1 first, then one of every role, then further owners."""
    required = [Role.OWNER, Role.CITY_LEADER, Role.OFFICE, Role.UNIT_HEAD, Role.VERIFIER]
    first = [next(p for p in everybody if role in p.roles) for role in required]
    owners = [p for p in everybody if Role.OWNER in p.roles]
    return list(dict.fromkeys([*first, *owners]))[:CAST]


def _account(tx: Tx, person: Person, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "first_name": person.name,
        "role_hint": _hint(person),
        "start_code": invitations.invite(tx, person.id, MORNING),
    }


def _hint(person: Person) -> str:
    order = (Role.OFFICE, Role.CITY_LEADER, Role.VERIFIER, Role.OWNER, Role.UNIT_HEAD)
    return next((role.value for role in order if role in person.roles), "")
