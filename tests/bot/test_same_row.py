"""A row that ends whoever takes it up: it is given up after the third, and harms no other."""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.database_thread import DatabaseThread
from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.raw_updates import received
from bot.telegram.updates import parse_raw
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming, IncomingMessage
from messages.outgoing import Reply
from rules.policy.city import City
from sandbox.server import Sandbox
from storage.db.engine import (
    Engine,
    Tx,
    connected,
    open_engine,
    reading,
    unit_of_work,
    writing,
)
from storage.mail import in_hand, inbox
from storage.mail.tables import inbox as inbox_rows
from storage.mail.tables import outbox as outbox_rows
from tests.support.forge import HANGS_AT, forge
from tests.support.hand_clock import HandClock
from tests.support.lives import settings_for
from tests.support.morning import WITHIN, clock_offset, settled_sandbox, told
from tests.support.small_city import (
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
    settle,
)
from tests.support.towns import Towns, towns_of

PARSERS = {NAME: parse_raw}
SORRY = "您的消息未能处理，已告知整改办，请稍后重发。"
PARKED = "收件第 {number} 号未能处理，已搁置，请查看。"


class Ended(BaseException):
    """The process is gone: nothing in it catches this, nothing of it is written any more."""


@dataclass(frozen=True)
class Mortal(Dispatcher):
    """A front desk that ends its process at these words."""

    fatal: tuple[str, ...] = ()

    def answer(self, tx: Tx, heard: Incoming, now: datetime) -> Reply:
        if isinstance(heard, IncomingMessage) and heard.text in self.fatal:
            raise Ended
        return super().answer(tx, heard, now)


@dataclass
class Place:
    """A ledger that outlives its processes."""

    url: str
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def hears(self, *said: tuple[int, str]) -> None:
        """One update for each, all there before anybody looks."""
        updates = [received(_update(next(self.numbers), who, text)) for who, text in said]
        self._do(lambda tx: inbox.store(tx, updates, MORNING))

    async def lives(self, *fatal: str) -> bool:
        """A process works until nothing waits; False when it ended in the middle of it."""
        ledger = DatabaseThread(open_engine(self.url))
        worker = Worker(ledger, HandClock(), Mortal(City(), fatal), PARSERS, Wakeups())
        try:
            while (await worker.drain_once()).count:
                pass
        except Ended:
            return False
        finally:
            ledger.close()
        return True

    def told(self, chat: int) -> list[str]:
        """The first line of everything this chat is told."""
        query = select(outbox_rows.c.content).where(outbox_rows.c.chat == telegram_chat(chat))
        found: list[Any] = self._do(
            lambda tx: list(tx.execute(query.order_by(outbox_rows.c.id)).scalars())
        )
        return [content["text"].splitlines()[0] for content in found]

    def states(self) -> list[str]:
        query = select(inbox_rows.c.state).order_by(inbox_rows.c.seq)
        return self._do(lambda tx: list(tx.execute(query).scalars()))

    def _do(self, work: Callable[[Tx], Any]) -> Any:
        engine = open_engine(self.url)
        with writing(engine) as tx:
            done = work(tx)
        engine.dispose()
        return done


def _update(number: int, who: int, text: str) -> dict[str, Any]:
    person = {"id": who, "is_bot": False, "first_name": "某人"}
    chat = {"id": who, "type": "private", "first_name": "某人"}
    message = {"message_id": number, "date": 1795482000, "from": person, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


@pytest.fixture
def city(database_url: str) -> Place:
    engine = open_engine(database_url)
    settle(engine)
    engine.dispose()
    return Place(database_url)


async def test_a_row_that_ended_three_processes_is_parked_and_the_next_goes_on(
    city: Place,
) -> None:
    city.hears((LEADER, "/search 甲问"), (OFFICIAL, "绊"), (OTHER, "/search 乙问"))
    city.hears((OFFICIAL, "/search 丙问"))
    assert [await city.lives("绊") for _ in range(4)] == [False, False, False, True]
    assert city.states() == ["done", "parked", "done", "done"]
    assert city.told(OFFICIAL)[0] == SORRY
    assert len(city.told(OFFICIAL)) == 2
    assert city.told(OFFICE) == [PARKED.format(number=2)]


async def test_the_others_are_answered_once_and_before_the_row_is_tried_the_third_time(
    city: Place,
) -> None:
    city.hears((LEADER, "/search 甲问"), (OFFICIAL, "绊"), (OTHER, "/search 乙问"))
    assert [await city.lives("绊") for _ in range(3)] == [False] * 3
    assert (len(city.told(LEADER)), len(city.told(OTHER))) == (1, 1)
    assert city.states() == ["done", "waiting", "done"]


async def test_what_comes_later_is_answered_before_the_row_is_tried_again(city: Place) -> None:
    city.hears((OFFICIAL, "绊"))
    assert not await city.lives("绊")
    city.hears((LEADER, "/search 甲问"))
    assert not await city.lives("绊")
    assert city.states() == ["waiting", "done"]


async def test_three_ends_at_three_rows_park_none_of_them(city: Place) -> None:
    everybody = (OFFICIAL, "甲"), (LEADER, "乙"), (OTHER, "丙"), (VERIFIER, "丁")
    city.hears(*everybody)
    assert [await city.lives(word) for word in "甲乙丙"] == [False] * 3
    assert await city.lives()
    assert city.states() == ["done"] * 4
    assert [len(city.told(who)) for who, _ in everybody] == [1] * 4


async def test_a_row_that_ended_two_processes_may_still_be_done(city: Place) -> None:
    city.hears((OFFICIAL, "甲"))
    assert [await city.lives("甲"), await city.lives("甲"), await city.lives()] == [
        False,
        False,
        True,
    ]
    assert city.states() == ["done"]


async def test_two_rows_that_end_processes_are_both_parked(city: Place) -> None:
    city.hears((OFFICIAL, "甲"), (OTHER, "乙"), (LEADER, "丙"))
    lives = 0
    while not await city.lives("甲", "乙"):
        lives += 1
    assert (city.states(), lives) == (["parked", "parked", "done"], 5)
    assert city.told(OFFICE) == [PARKED.format(number=1), PARKED.format(number=2)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_living_worker_has_in_hand_is_left_to_it(engine: Engine, city: Place) -> None:
    city.hears((OFFICIAL, "甲"), (OFFICIAL, "乙"))
    with connected(engine) as line:
        with unit_of_work(line) as tx:
            in_hand.note(tx, 1, in_hand.claim(tx, 1, PARSERS, MORNING, 64))
        assert claimed_by(engine, 2) == []
        line.invalidate()
    assert claimed_by(engine, 2) == [(1, 1), (2, 1)]


def claimed_by(engine: Engine, worker: int) -> list[tuple[int, int]]:
    """The rows a worker may take up, and how many ended with each."""
    with writing(engine) as tx:
        return [(one.seq, one.unended) for one in in_hand.claim(tx, worker, PARSERS, MORNING, 64)]


def test_who_lost_a_row_to_another_worker_does_not_do_it(engine: Engine, city: Place) -> None:
    """It seemed gone, because its line to the database was, and came back."""
    city.hears((OFFICIAL, "甲"))
    with writing(engine) as tx:
        taken = in_hand.claim(tx, 1, PARSERS, MORNING, 64)
        in_hand.note(tx, 1, taken)
        in_hand.note(tx, 2, taken)
    with writing(engine) as tx:
        assert in_hand.still(tx, 1, taken) == []
        assert in_hand.still(tx, 2, taken) == taken


async def test_an_update_that_takes_long_is_named_in_the_log(city: Place) -> None:
    city.hears((OFFICIAL, "甲"), (OTHER, "乙"))
    ledger, clock = DatabaseThread(open_engine(city.url)), HandClock()

    class Slow(Dispatcher):
        def answer(self, tx: Tx, heard: Incoming, now: datetime) -> Reply:
            clock.goes_on(2.5 if isinstance(heard, IncomingMessage) and heard.text == "乙" else 1.5)
            return super().answer(tx, heard, now)

    with capture_logs() as logs:
        await Worker(ledger, clock, Slow(City()), PARSERS, Wakeups()).drain_once()
    ledger.close()
    assert logs == [{"event": "update_slow", "log_level": "warning", "update": 2, "seconds": 2.5}]


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, request.param)


async def rung(wakeup: int) -> None:
    """Wait until a hanging process has said so."""
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(wakeup, heard.set)
    async with asyncio.timeout(WITHIN):
        await heard.wait()
    loop.remove_reader(wakeup)
    os.read(wakeup, 1)


async def test_a_real_process_that_hangs_and_is_killed_three_times(
    towns: Towns, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / HANGS_AT)
    wakeup = os.open(tmp_path / HANGS_AT, os.O_RDWR)
    with towns.town() as url, forge(tmp_path / "bots.log") as smithy:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            settings, offset = settings_for(sandbox, url, tmp_path), clock_offset(sandbox)
            await sandbox.say(OFFICIAL, HANGS_AT)
            await sandbox.say(OTHER, "/help")
            for _ in range(3):
                bot = smithy.begin(settings, offset, kind="hangs")
                await rung(wakeup)
                await bot.killed()
            bot = smithy.begin(settings, offset, kind="hangs")
            await told(sandbox, OFFICIAL, SORRY)
            await told(sandbox, OTHER, "/report")
            await bot.killed()
        assert parked_of(url) == [OFFICIAL]
    os.close(wakeup)


def parked_of(url: str) -> list[int]:
    engine = open_engine(url)
    with reading(engine) as tx:
        found = [row.chat.id for row in inbox.parked(tx)]
    engine.dispose()
    return found
