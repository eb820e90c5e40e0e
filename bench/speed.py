"""Updates answered a second, beside python-telegram-bot's own echo bot."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.big_city import BigCity
from bench.standin import chats
from storage.database import open_engine
from storage.migrate import upgrade

ITEMS = 2_000
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """Of one bot: updates a second, CPU seconds for 1,000, seconds until its first getUpdates."""

    rate: float
    cpu: float
    start: float
    megabytes: float


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


def cpu_of(pid: int) -> float:
    """Seconds of CPU this process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_of(pid: int) -> float:
    """Megabytes this process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def measure(kind: str, count: int, address: str, folder: Path) -> Run:
    """Start the bot, let it answer one update, then `count` that wait for it."""
    city = BigCity(ITEMS, reports_each=0, calm=True)
    post(f"{address}/load", chats(city.items, city.owners, count + 1))
    more = [database(city, folder)] if kind == "ours" else []
    begun = time.monotonic()
    with process("bench.bots", kind, address, *more) as bot:
        ready = post(f"{address}/go")["first_poll"]
        used = cpu_of(bot.pid)
        seconds = post(f"{address}/over")["seconds"]
        used = cpu_of(bot.pid) - used
        return Run(count / seconds, used * 1000 / count, ready - begun, memory_of(bot.pid))


def database(city: BigCity, folder: Path) -> str:
    """A fresh ledger of the city."""
    path = Path(tempfile.mkdtemp(dir=folder)) / "taizhang.db"
    url = f"sqlite:///{path}"
    engine = open_engine(url)
    upgrade(engine)
    city.settle(engine)
    engine.dispose()
    return url


def compare(kinds: list[str], count: int, round_trip: float, repeats: int) -> dict[str, list[Run]]:
    """The bots in turn, so that a busy minute is busy for all of them."""
    runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
    with (
        tempfile.TemporaryDirectory() as folder,
        process("bench.standin", str(round_trip)) as standin,
    ):
        assert standin.stdout is not None
        address = json.loads(standin.stdout.readline())
        for _ in range(repeats):
            for kind in kinds:
                runs[kind].append(measure(kind, count, address, Path(folder)))
    return runs


if __name__ == "__main__":
    for name, each in compare(["stock", "aiohttp", "ours"], 1000, 0.0, 2).items():
        for run in each:
            print(name, run)
