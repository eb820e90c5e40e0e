"""The chain's head goes out once a day: to the office, and into a file that the profile names."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.ops import head_file
from notices import head_notices
from rules.policy.city import City
from storage.copies import numbers
from storage.db.engine import DatabaseLost, Tx
from storage.ledger import duty_checkpoints, heads
from storage.ledger.duty_checkpoints import Checkpoint
from storage.ledger.heads import ChainHead

LOOK_SECONDS = 600.0

PATIENCE = 30.0
"""Seconds for reading or writing the file."""

PASSED_OVER = "heads:passed_over"
"""The number of the entry that this ledger did not have, once its numbers were passed over."""

Result = TypeVar("Result")

log = structlog.get_logger()


class Heads:
    """Tells the head of the day. `file`: where it is kept outside, if anywhere."""

    def __init__(self, ledger: DatabaseThread, clock: Clock, city: City, file: Path | None) -> None:
        self._ledger = ledger
        self._clock = clock
        self._city = city
        self._file = file

    async def run(self) -> None:
        """Tell as it falls due, until cancelled; what failed is tried again at the next look."""
        while True:
            await self._clock.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Hold the ledger against what was written, and tell today's head unless it was told."""
        await self.compare()
        with self._going_on():
            head = await self._ledger.write(self._tell)
            if head is not None and self._file is not None:
                await _in_time(self._write, self._file, head)

    async def compare(self) -> None:
        """Hold the ledger against what was written outside, before it gives another number."""
        if self._file is not None:
            with self._going_on():
                written = await _in_time(head_file.read, self._file)
                await self._ledger.write(partial(self._compare, written))

    @contextmanager
    def _going_on(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, *DatabaseLost) as error:
            log.warning("head_not_written", file=str(self._file), reason=str(error))

    def _tell(self, tx: Tx) -> ChainHead | None:
        """Tell the office the head of the day; return it once its hour has come."""
        now = self._clock.now()
        head = heads.current(tx)
        if head is None or now < self._city.moment(self._city.today(now), self._city.digest_time):
            return None
        if self._city.may_send(now):
            head_notices.tell(tx, self._city, head, now)
        return replace(head, at=now.astimezone(self._city.zone))

    def _write(self, file: Path, head: ChainHead) -> None:
        """Write the head down unless this day has its line."""
        days = {self._city.today(known.at) for known in head_file.read(file)}
        if self._city.today(head.at) not in days:
            head_file.add(file, head)

    def _compare(self, written: list[ChainHead], tx: Tx) -> None:
        """Warn of an entry that was there and is not, and let numbers given since stay given."""
        lost = next(head_file.foreign(tx, written), None)
        if lost is None:
            return
        now = self._clock.now()
        log.warning("head_not_in_chain", entry=lost.seq, at=lost.at.isoformat())
        head_notices.warn(tx, self._city, lost, now)
        if duty_checkpoints.of(tx, PASSED_OVER).number != lost.seq:
            last = heads.current(tx)
            since = lost.at if last is None else min(last.at, lost.at)
            numbers.go_on_after(tx, numbers.passed_over(numbers.given(tx), since, now))
            duty_checkpoints.replace(tx, PASSED_OVER, Checkpoint(number=lost.seq))


async def _in_time(work: Callable[..., Result], *given: object) -> Result:
    """Do something with the file beside the ledger's thread: a share may not answer for hours.

    Raises TimeoutError, which is an OSError.
    """
    return await asyncio.wait_for(asyncio.to_thread(work, *given), PATIENCE)
