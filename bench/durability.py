"""What it costs that nothing is lost: rows that are safe on the disk, one a commit and grouped."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.ledgers import Ledgers, files
from bot.telegram.raw_updates import received
from storage.db.engine import Engine, open_engine, writing
from storage.mail import inbox

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
UPDATES = 2_000
BATCH = 100
"""What one getUpdates brings at most, and what is committed at once."""


@dataclass(frozen=True)
class Kept:
    """Updates kept a second."""

    grouped: float
    one_by_one: float


def compare(ledgers: Ledgers) -> Kept:
    engine = open_engine(ledgers.new())
    kept = Kept(UPDATES / _seconds(engine, 0, BATCH), UPDATES / 4 / _seconds(engine, UPDATES, 1))
    engine.dispose()
    return kept


def _seconds(engine: Engine, first: int, batch: int) -> float:
    """Return the seconds it takes; one by one only a quarter of them."""
    count = UPDATES if batch > 1 else UPDATES // 4
    begun = time.perf_counter()
    for start in range(first, first + count, batch):
        updates = [_update(number) for number in range(start, start + batch)]
        with writing(engine) as tx:
            inbox.store(tx, [received(update) for update in updates], NOW)
    return time.perf_counter() - begun


def _update(number: int) -> dict[str, object]:
    chat = {"id": 1000 + number % 50, "type": "private"}
    return {"update_id": number + 1, "message": {"chat": chat, "text": "已拆除12栋，还剩33栋" * 3}}


if __name__ == "__main__":
    with files() as ledgers:
        print(compare(ledgers))
