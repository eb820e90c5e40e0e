"""`make crash`: so many deaths by `kill -9` on each database, and a history that has to hold.

PostgreSQL is restarted and the line to it cut meanwhile. Prints what came out, and ends with status 1
when anything was lost or done twice.

make crash                    1,000 deaths on each database, hours
make crash KILLS=100 SEED=7   fewer, other moments
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

import bench.postgresql as own_postgresql
from sandbox.server import Sandbox
from storage.db.engine import open_engine
from tests.support import faulty_stores
from tests.support.faulty_line import Line
from tests.support.forge import Forge, forge
from tests.support.history import PATIENCE, History
from tests.support.lives import commits, settings_for, undisturbed
from tests.support.morning import clock_offset, settled_sandbox
from tests.support.reckoning import is_quiet, under_way
from tests.support.towns import Towns

DEATHS = 25
"""In the life of one ledger."""
LONGEST = 400
"""Steps of a life: starting up takes about sixty."""
TROUBLED = 0.1
"""How many lives see PostgreSQL restarted, and how many the line cut."""
AWAY = 2.0
"""Seconds the line stays cut."""


@dataclass
class Tally:
    """What was done, and what was wrong."""

    deaths: int = 0
    reports: int = 0
    answers: int = 0
    restarts: int = 0
    cuts: int = 0
    wrong: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Ledgers:
    """Where ledgers are kept, and what can be done to the way there."""

    towns: Towns
    line: Line | None

    def by_line(self, url: str) -> str:
        """Return the address that the program is given; the test itself goes straight."""
        if self.line is None:
            return url
        address = make_url(url).set(host="127.0.0.1", port=self.line.port, query={})
        plain = {"sslmode": "disable", "gssencmode": "disable"}
        return address.update_query_dict(plain).render_as_string(hide_password=False)

    async def trouble(self, chance: random.Random, tally: Tally) -> None:
        """Stop the server and start it again, or cut the line for a moment; in most lives neither."""
        if self.line is None or chance.random() > 2 * TROUBLED:
            return
        await asyncio.sleep(chance.random() * 2)
        if chance.random() < 0.5:
            tally.restarts += 1
            await asyncio.to_thread(faulty_stores.restart, self.towns.server)
        else:
            tally.cuts += 1
            await asyncio.to_thread(self.line.cut)
            await asyncio.sleep(AWAY)
            self.line.mend()


@contextmanager
def ledgers_of(kind: str, folder: Path) -> Iterator[Ledgers]:
    if kind == "sqlite":
        yield Ledgers(Towns(kind, folder, None), None)
        return
    server: Any = own_postgresql.start()
    place = psycopg.conninfo.conninfo_to_dict(server.get_uri())["host"]
    [socket] = Path(str(place)).glob(".s.PGSQL.*[0-9]")
    towns = Towns(kind, folder, server)
    with Line(str(socket)) as line:
        yield Ledgers(towns, line)
    towns.close()
    server.cleanup()


async def one_ledger(
    ledgers: Ledgers, smithy: Forge, chance: random.Random, deaths: int, tally: Tally
) -> None:
    """Let officials go on through so many deaths, and then hold their history."""
    with ledgers.towns.town() as url, tempfile.TemporaryDirectory() as kept:
        folder, engine, repeatable = Path(kept), open_engine(url), Counter[int]()
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            settings = settings_for(sandbox, ledgers.by_line(url), folder)
            offset, history = clock_offset(sandbox), History()
            living = asyncio.create_task(history.lived(sandbox))
            for _ in range(deaths):
                bot = smithy.begin(settings, offset, chance.randrange(LONGEST))
                await asyncio.gather(bot.ended(), ledgers.trouble(chance, tally))
                repeatable += under_way(engine)
                tally.deaths += 1
            history.is_over = True
            with commits() as heard:
                async with undisturbed(settings_for(sandbox, url, folder), offset):
                    await living
                    await heard.until(lambda: is_quiet(engine), PATIENCE)
            wrong = history.faults(engine, folder, sandbox, repeatable)
        engine.dispose()
    tally.reports += len(history.reported)
    tally.answers += sum(history.answered.values())
    tally.wrong += [wrong] if wrong else []


async def crash(kind: str, kills: int, seed: int, told: Callable[[str], object]) -> Tally:
    """Return what became of so many deaths on one kind of database."""
    chance, tally, begun = random.Random(f"{seed}{kind}"), Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with ledgers_of(kind, folder) as ledgers, forge(folder / "bots.log") as smithy:
            while tally.deaths < kills:
                deaths = min(DEATHS, kills - tally.deaths)
                await one_ledger(ledgers, smithy, chance, deaths, tally)
                told(f"{kind}, {time.monotonic() - begun:.0f} s: {tally}\n")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    given = parser.parse_args()
    tallies = [
        asyncio.run(crash(kind, given.kills, given.seed, sys.stderr.write))
        for kind in given.databases
    ]
    sys.exit(any(tally.wrong for tally in tallies))


if __name__ == "__main__":
    main()
