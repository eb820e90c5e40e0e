"""Updates answered a second, beside python-telegram-bot's own echo bot."""

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.big_city import BigCity
from bench.ledgers import Ledgers, cpu_of, files, settled
from bench.standin import chats

ITEMS = 2_000


@dataclass(frozen=True)
class Bot:
    """One that takes part: what `bench.bots` calls it, where its ledger is, in how many processes."""

    kind: str
    ledgers: Ledgers | None = None
    processes: int = 1

    def server_cpu(self) -> float:
        """Return the seconds of CPU that the server used."""
        return self.ledgers.cpu() if self.ledgers else 0.0


@dataclass(frozen=True)
class Run:
    """Of one bot, all its processes together.

    Updates a second, CPU seconds for 1,000 (and those of its database's server, if it has one),
    seconds until its first getUpdates.
    """

    rate: float
    cpu: float
    server_cpu: float
    start: float
    megabytes: float


@dataclass(frozen=True)
class Race:
    """`first`: so many updates are answered before the `count` that are measured.

    `round_trip`: seconds there and back.
    """

    count: int
    first: int = 1
    round_trip: float = 0.0
    repeats: int = 3


@contextmanager
def process(*words: str) -> Iterator[subprocess.Popen[str]]:
    running = subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()
        assert running.stdout is not None
        running.stdout.close()


def post(address: str, what: Any = None) -> Any:
    request = urllib.request.Request(
        address, json.dumps(what).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer)


def memory_of(pid: int) -> float:
    """Return the megabytes this process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def measure(bot: Bot, race: Race, address: str) -> Run:
    """Start the bot, let it answer the first updates, then those that wait for it."""
    city = BigCity(ITEMS, reports_each=0, calm=True)
    loaded = chats(city.items, city.owners, race.first + race.count)
    post(f"{address}/load", {"chats": loaded, "first": race.first})
    with ExitStack() as running:
        words = ["bench.bots", bot.kind, address]
        if bot.ledgers:
            folder = running.enter_context(tempfile.TemporaryDirectory())
            words += [settled(city, bot.ledgers), folder]
        begun = time.monotonic()
        started = [running.enter_context(process(*words)) for _ in range(bot.processes)]
        ready = post(f"{address}/go")["first_poll"]
        return _measured(bot, [each.pid for each in started], race, address, ready - begun)


def _measured(bot: Bot, pids: list[int], race: Race, address: str, start: float) -> Run:
    used, served = sum(map(cpu_of, pids)), bot.server_cpu()
    seconds = post(f"{address}/over")["seconds"]
    return Run(
        rate=race.count / seconds,
        cpu=(sum(map(cpu_of, pids)) - used) * 1000 / race.count,
        server_cpu=(bot.server_cpu() - served) * 1000 / race.count,
        start=start,
        megabytes=sum(map(memory_of, pids)),
    )


def compare(bots: dict[str, Bot], race: Race) -> dict[str, list[Run]]:
    """Run the bots in turn, so that a busy minute is busy for all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in bots}
    with process("bench.standin", str(race.round_trip)) as standin:
        assert standin.stdout is not None
        address = json.loads(standin.stdout.readline())
        for _ in range(race.repeats):
            for name, bot in bots.items():
                runs[name].append(measure(bot, race, address))
    return runs


if __name__ == "__main__":
    with files() as ledgers:
        for name, each in compare(
            {"stock": Bot("stock"), "ours": Bot("ours", ledgers)}, Race(1000)
        ).items():
            for run in each:
                print(name, run)
