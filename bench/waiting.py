"""How long people wait for an answer, 30 of them a second, while everything else goes on as well.

The same load on the same large city twice: at night, when nothing else is to be done, and on a
working day at nine, when the bot has just been started: prompts, ladder, boards, digests with
their pictures, an import, and the making of the index after the start and after the import.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bench.big_city import NOW, BigCity
from bench.ledgers import Ledgers, cpu_of, files, settled
from bench.speed import post, process
from bench.standin import chats
from storage.db.engine import open_engine, reading, writing
from storage.ledger.tables import items
from storage.workbook import export_workbook

RATE = 30
"""Updates a second."""
SECONDS = 90
CHANGED = 1_000
"""Items whose titles the import puts right."""
NIGHT, MORNING = NOW - timedelta(hours=6), NOW


@dataclass(frozen=True)
class Waits:
    """Of one load: seconds by which half, 99 of 100 and all were answered.

    `others`: messages that went out besides; `not_yet`: who was told to ask again shortly.
    """

    median: float
    late: float
    longest: float
    answered: int
    unanswered: int
    not_yet: int
    others: int

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Waits":
        waits = sorted(told["waits"])
        return cls(
            waits[len(waits) // 2],
            waits[len(waits) * 99 // 100],
            waits[-1],
            len(waits),
            told["unanswered"],
            told["not_yet"],
            told["others"],
        )


@dataclass(frozen=True)
class Compared:
    """The load while nothing else is done, and while everything is."""

    calm: Waits
    busy: Waits


def compare(count: int, ledgers: Ledgers, seconds: int = SECONDS) -> Compared:
    """Measure a city of so many items."""
    url = settled(BigCity(count), ledgers)
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "任务.xlsx"
        engine = open_engine(url)
        with reading(engine) as tx:
            export_workbook(tx, workbook, now=NOW)
        with writing(engine) as tx:
            tx.execute(update(items).where(items.c.id <= CHANGED).values(title="待核实"))
        engine.dispose()
        asked = chats(count, BigCity(count).owners, 2 * RATE * seconds)
        half = RATE * seconds
        calm = _answered(url, folder, NIGHT, asked[:half], None)
        return Compared(calm, _answered(url, folder, MORNING, asked[half:], workbook))


def _answered(
    url: str, folder: str, moment: datetime, asked: list[tuple[int, str]], workbook: Path | None
) -> Waits:
    """Put the load to a bot that begins at that moment; with a workbook, do not wait for it to rest."""
    ahead = (moment - datetime.now(UTC)).total_seconds()
    with process("bench.paced") as standin:
        assert standin.stdout is not None
        address = json.loads(standin.stdout.readline())
        post(f"{address}/load", {"chats": asked, "first": 0})
        with process("bench.bots", "ours", address, url, folder, str(ahead)) as bot:
            while not post(f"{address}/met")["first_poll"]:
                time.sleep(0.1)
            if workbook is None:
                _until_at_rest(bot.pid)
                return Waits.of(post(f"{address}/pace", {"rate": RATE}))
            with _importing(url, workbook):
                return Waits.of(post(f"{address}/pace", {"rate": RATE}))


def _until_at_rest(pid: int) -> None:
    """Wait until a process uses less than a twentieth of a core."""
    used = -1e9
    while cpu_of(pid) - used > 0.1:
        used = cpu_of(pid)
        time.sleep(2)


@contextmanager
def _importing(url: str, workbook: Path) -> Iterator[None]:
    """Let the command import it meanwhile, and wait for its end. Raises CalledProcessError."""
    words = [sys.executable, "-m", "bot.cli", "import", str(workbook)]
    given = {"TAIZHANG_DATABASE_URL": url, "TAIZHANG_BOT_TOKEN": "1:bench"}
    with subprocess.Popen(words, env=given, stdout=subprocess.DEVNULL) as importing:
        yield
        if importing.wait():
            raise subprocess.CalledProcessError(importing.returncode, words)


if __name__ == "__main__":
    with files() as ledgers:
        print(compare(int(sys.argv[1]), ledgers, int(sys.argv[2])))
