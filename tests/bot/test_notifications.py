"""What one process commits another one takes up at once, without looking every half second."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from select import select

import pytest
from sqlalchemy import text

from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.raw_updates import RawUpdate, received
from bot.wakeups import PATIENT_SECONDS, Wakeups, ring_for_others
from messages.outgoing import OutgoingMessage
from notices import mail
from sandbox.server import Sandbox
from storage.db.engine import Engine, attempt, open_engine, writing
from storage.db.notifications import CHANNEL, Listener, Queue
from storage.dossier import requests
from storage.mail import inbox
from storage.reporting import evidence
from storage.reporting.evidence import NewEvidence
from tests.support.forge import Bot, forge
from tests.support.hand_clock import HandClock
from tests.support.lives import settings_for
from tests.support.morning import WITHIN, clock_offset, settled_sandbox, told
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER, settle
from tests.support.towns import Towns, towns_of

SOON = 3.0
"""Seconds on a busy machine, a tenth of one on an idle one; by itself the process looks after an hour."""
NIGHT = timedelta(hours=14)
"""After the sandbox's morning: no duty writes to anybody."""

POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
numbers = count(9_000_000)


def update(words: str, who: int = OFFICIAL) -> RawUpdate:
    person = {"id": who, "is_bot": False, "first_name": "张伟"}
    chat = {"id": who, "type": "private", "first_name": "张伟"}
    number = next(numbers)
    message = {
        "message_id": number,
        "date": 1795482000,
        "from": person,
        "chat": chat,
        "text": words,
    }
    return {"update_id": number, "message": message}


@dataclass
class Other:
    """A process of its own that has the whole program, and this one, which only writes rows."""

    sandbox: Sandbox
    engine: Engine
    bot: Bot

    async def answers(self, who: int, words: str) -> float:
        """Store an update as an intake elsewhere does; return the seconds until it is answered."""
        begun = time.monotonic()
        with writing(self.engine) as tx:
            inbox.store(tx, [received(update(f"/search {words}", who))], MORNING)
        await told(self.sandbox, who, words)
        return time.monotonic() - begun

    async def sends(self, words: str) -> float:
        """Write a message down as a worker elsewhere does; return the seconds until it arrives."""
        begun = time.monotonic()
        with writing(self.engine) as tx:
            mail.send(tx, OutgoingMessage(telegram_chat(OTHER), words), MORNING)
        await told(self.sandbox, OTHER, words)
        return time.monotonic() - begun


@pytest.fixture
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, "postgresql")


@pytest.fixture
async def other(towns: Towns, tmp_path: Path) -> AsyncIterator[Other]:
    with towns.town() as url, forge(tmp_path / "bots.log") as smithy:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            bot = smithy.begin(
                settings_for(sandbox, url, tmp_path), clock_offset(sandbox) + NIGHT, kind="called"
            )
            await sandbox.say(OFFICIAL, "/search 起")
            await told(sandbox, OFFICIAL, "起")
            engine = open_engine(url)
            yield Other(sandbox, engine, bot)
            engine.dispose()
            await bot.killed()


async def test_an_update_stored_here_is_answered_there_at_once(other: Other) -> None:
    assert await other.answers(OTHER, "甲问") < SOON


async def test_a_message_written_here_is_sent_there_at_once(other: Other) -> None:
    assert await other.sends("即时通知") < SOON


async def test_a_lost_listener_comes_back_and_looks_what_it_missed(other: Other) -> None:
    assert listeners_cut(other.engine) == 1
    await other.answers(OTHER, "乙问")
    assert await other.answers(LEADER, "丙问") < SOON


def listeners_cut(engine: Engine) -> int:
    """End every connection that listens; return how many there were."""
    cut = text(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity "
        "where query = :listening and datname = current_database()"
    )
    with writing(engine) as tx:
        return int(tx.execute(cut, {"listening": f"LISTEN {CHANNEL}"}).scalar_one())


@POSTGRESQL
async def test_while_no_announcement_can_come_the_waits_are_short(engine: Engine) -> None:
    clock, wakeups = HandClock(), Wakeups(quick=30, patient=60)
    sender = wakeups.outbox.join()
    meanwhile: list[float] = []
    clock.meanwhile.append(lambda: meanwhile.append(wakeups.inbox.longest))
    listening = asyncio.create_task(ring_for_others(engine, clock, wakeups))
    await wakeups.inbox.wait()
    assert wakeups.inbox.longest == 60
    listeners_cut(engine)
    await sender.wait()
    await wakeups.inbox.wait()
    assert (meanwhile, wakeups.inbox.longest) == ([30], 60)
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_on_sqlite_everybody_who_adds_a_row_rings(engine: Engine) -> None:
    wakeups = Wakeups()
    await ring_for_others(engine, HandClock(), wakeups)
    assert wakeups.inbox.longest == PATIENT_SECONDS


@pytest.fixture
def listener(engine: Engine) -> Iterator[Listener]:
    opened = Listener(engine)
    opened.connect()
    yield opened
    opened.close()


@POSTGRESQL
def test_a_unit_of_work_announces_each_queue_once(engine: Engine, listener: Listener) -> None:
    with writing(engine) as tx:
        for words in "一二":
            mail.send(tx, OutgoingMessage(telegram_chat(OFFICIAL), words), MORNING)
    assert announced(listener) == ["outbox"]


@POSTGRESQL
def test_a_file_that_was_sent_is_announced_to_whoever_downloads(
    engine: Engine, listener: Listener
) -> None:
    settle(engine)
    with writing(engine) as tx:
        evidence.note(tx, NewEvidence(1, "photo", "现场.jpg", NAME, "file-1", 3), MORNING)
    assert announced(listener) == ["files"]


@POSTGRESQL
def test_a_case_file_that_was_asked_for_is_announced_to_whoever_makes_it(
    engine: Engine, listener: Listener
) -> None:
    settle(engine)
    with writing(engine) as tx:
        for _ in range(2):
            requests.ask(tx, 1, 3, telegram_chat(OFFICE), MORNING)
    assert announced(listener) == ["case_files"]


async def test_every_messenger_is_woken_by_a_message_that_was_written() -> None:
    """One sender's wait takes no other's ring away."""
    wakeups = Wakeups(quick=WITHIN)
    senders = [wakeups.outbox.join(), wakeups.outbox.join()]
    wakeups.ring(Queue.OUTBOX)
    async with asyncio.timeout(SOON):
        for sender in senders:
            await sender.wait()


@POSTGRESQL
def test_what_is_undone_is_not_announced(engine: Engine, listener: Listener) -> None:
    with pytest.raises(LookupError), writing(engine) as tx:
        mail.send(tx, OutgoingMessage(telegram_chat(OFFICIAL), "一"), MORNING)
        raise LookupError
    with writing(engine) as tx:
        inbox.store(tx, [received(update("二"))], MORNING)
    assert announced(listener) == ["inbox"]


@POSTGRESQL
def test_what_is_done_again_after_a_savepoint_is_announced(
    engine: Engine, listener: Listener
) -> None:
    with writing(engine) as tx:
        with pytest.raises(LookupError), attempt(tx):
            mail.send(tx, OutgoingMessage(telegram_chat(OFFICIAL), "一"), MORNING)
            raise LookupError
        mail.send(tx, OutgoingMessage(telegram_chat(OFFICIAL), "二"), MORNING)
    assert announced(listener) == ["outbox"]


def announced(listener: Listener) -> list[Queue]:
    """Return what the next packet brings: it arrives a moment after the commit."""
    readable, _, _ = select([listener.fileno()], [], [], WITHIN)
    assert readable
    return sorted(listener.received())
