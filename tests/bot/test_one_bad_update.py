"""One update that nothing can be done with: the others flow on, and people learn of it."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.program import Program
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming, IncomingMessage
from messages.outgoing import Reply
from storage.db.engine import Engine, Tx, reading, writing
from storage.mail.inbox import RETRY_AFTER
from storage.mail.tables import inbox
from tests.support.running import PATIENCE, Running, Standing, running, waiting
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL

STUMBLE = "绊"
SOON = 3.0
"""Seconds, fewer than a worker sleeps that is woken by nobody (PATIENT_SECONDS)."""
SORRY = "您的消息未能处理，已告知整改办，请稍后重发。"


class Clumsy(Dispatcher):
    """A front desk that fails at one word."""

    def answer(self, tx: Tx, heard: Incoming, now: datetime) -> Reply:
        if isinstance(heard, IncomingMessage) and STUMBLE in heard.text:
            raise LookupError("stumbled")
        return super().answer(tx, heard, now)


def clumsy(program: Program) -> None:
    front = Clumsy(program.city)
    program.worker = Worker(program.ledger, program.clock, front, program.parsers, program.wakeups)


async def others_flow(bot: Running) -> None:
    """Before the second is over after which the bad one is tried again."""
    await bot.sandbox.say(LEADER, "/help")
    await bot.sandbox.heard(LEADER, PATIENCE)


async def tried_to_the_end(bot: Running) -> None:
    """Each further try comes when its time has come, and not before."""
    assert isinstance(bot.program.clock, Standing)
    for tries, wait in enumerate(RETRY_AFTER, 1):
        await bot.heard.until(lambda tries=tries: attempts(bot.engine) == tries, PATIENCE)
        bot.program.clock.moment += wait
        bot.program.wakeups.inbox.ring()
    await bot.heard.until(lambda: state(bot.engine) == "parked", PATIENCE)


def attempts(engine: Engine) -> int:
    return _worst(engine, inbox.c.attempts, 0)


def state(engine: Engine) -> str:
    return _worst(engine, inbox.c.state, "")


def _worst(engine, column, nothing):
    query = select(column).order_by(inbox.c.attempts.desc(), inbox.c.seq).limit(1)
    with reading(engine) as tx:
        return tx.execute(query).scalar() or nothing


def listed(engine: Engine) -> list[str]:
    url = engine.url.render_as_string(hide_password=False)
    told = CliRunner().invoke(app, ["inbox", "parked"], env={"TAIZHANG_DATABASE_URL": url})
    return told.stdout.splitlines()[0::2]


def number(engine: Engine) -> int:
    with reading(engine) as tx:
        return tx.execute(select(inbox.c.seq).where(inbox.c.state == "parked")).scalar_one()


async def told(bot: Running) -> None:
    assert (await bot.sandbox.heard(OFFICIAL, PATIENCE))["text"] == SORRY
    clerk = await bot.sandbox.heard(OFFICE, PATIENCE)
    assert clerk["text"] == f"收件第 {number(bot.engine)} 号未能处理，已搁置，请查看。"


async def test_an_update_that_cannot_be_parsed(engine: Engine, tmp_path: Path) -> None:
    async with running(engine, tmp_path) as bot:
        chat = {"id": OFFICIAL, "type": "private"}
        await bot.sandbox.raw_update({"message": {"message_id": 1, "date": "soon", "chat": chat}})
        await others_flow(bot)
        await told(bot)
        assert [line.split("  ")[2] for line in listed(engine)] == [f"telegram:{OFFICIAL}"]


async def test_an_update_of_no_chat_is_told_to_the_office(engine: Engine, tmp_path: Path) -> None:
    async with running(engine, tmp_path) as bot:
        await bot.sandbox.raw_update({"message": [{"chat": "?"}]})
        await others_flow(bot)
        await bot.sandbox.heard(OFFICE, SOON)
        assert [call["ok"] for call in bot.sandbox.calls("sendMessage")] == [True, True]
        assert [line.split("  ")[2] for line in listed(engine)] == ["telegram:0"]


async def test_a_conversation_that_raises(engine: Engine, tmp_path: Path) -> None:
    async with running(engine, tmp_path, clumsy) as bot:
        await bot.sandbox.say(OFFICIAL, STUMBLE)
        await bot.sandbox.say(OFFICIAL, "/help")
        await others_flow(bot)
        assert bot.sandbox.unheard(OFFICIAL) == []  # his next words wait their turn
        await tried_to_the_end(bot)
        await told(bot)
        assert "/report" in (await bot.sandbox.heard(OFFICIAL, PATIENCE))["text"]
        assert [line.split("  ")[3] for line in listed(engine)] == ["LookupError('stumbled')"]


SORE = {
    "sqlite": (
        "CREATE TRIGGER sore BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'sore'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION sore() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'sore'; END $$",
        "CREATE TRIGGER sore BEFORE INSERT ON drafts EXECUTE FUNCTION sore()",
    ),
}
"""A store that refuses a row."""
BROKEN = {
    "sqlite": (
        "CREATE TRIGGER sore BEFORE INSERT ON drafts BEGIN INSERT INTO nowhere VALUES (1); END",
    ),
    "postgresql": ("ALTER TABLE drafts RENAME TO nowhere",),
}
"""A store that cannot do what it is asked: SQLite tells so as it tells of a lost disk."""


CLOSED = {
    "sqlite": (
        f"CREATE TRIGGER sore BEFORE INSERT ON inbox WHEN NEW.raw LIKE '%{STUMBLE}%' "
        "BEGIN SELECT RAISE(ABORT, 'sore'); END",
    ),
    "postgresql": (f"ALTER TABLE inbox ADD CONSTRAINT sore CHECK (raw NOT LIKE '%{STUMBLE}%')",),
}
"""An inbox that does not take an update as it came."""


MENDED = {
    "sqlite": ("DROP TRIGGER sore",),
    "postgresql": (
        "ALTER TABLE inbox DROP CONSTRAINT IF EXISTS sore",
        "ALTER TABLE IF EXISTS nowhere RENAME TO drafts",
        "DROP FUNCTION IF EXISTS sore() CASCADE",
    ),
}


def carried_out(engine: Engine, statements: dict[str, tuple[str, ...]]) -> None:
    with writing(engine) as tx:
        for statement in statements[engine.dialect.name]:
            tx.execute(text(statement))


@pytest.fixture(params=[SORE, BROKEN], ids=["refuses", "cannot"])
def harmed(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Engine]:
    carried_out(engine, request.param)
    yield engine
    carried_out(engine, MENDED)


async def test_a_store_that_raises(harmed: Engine, tmp_path: Path) -> None:
    engine = harmed
    async with running(engine, tmp_path) as bot:
        await bot.sandbox.say(OFFICIAL, "1号别墅群已拆除12栋")
        await others_flow(bot)
        await tried_to_the_end(bot)
        await told(bot)


@pytest.mark.parametrize("harmed", [CLOSED], ids=["closed"], indirect=True)
async def test_an_inbox_that_does_not_take_it(harmed: Engine, tmp_path: Path) -> None:
    async with running(harmed, tmp_path) as bot:
        await bot.sandbox.say(OFFICIAL, STUMBLE)
        await others_flow(bot)
        await told(bot)
        assert [line.split("  ")[2] for line in listed(harmed)] == [f"telegram:{OFFICIAL}"]


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param({"document": {"file_name": "现\0场.pdf"}}, id="nul_in_a_name"),
        pytest.param({"chat": {"id": True}}, id="true_for_a_chat"),
        pytest.param({"from": {"id": True}}, id="true_for_a_person"),
        pytest.param({"message_id": 10**30}, id="a_number_too_large"),
    ],
)
async def test_what_once_ended_the_bot_at_every_start(
    engine: Engine, tmp_path: Path, spoilt: dict[str, Any]
) -> None:
    said = deepcopy(DOCUMENT)
    for field, values in spoilt.items():
        said[field] = said[field] | values if isinstance(values, dict) else values
    async with running(engine, tmp_path) as bot:
        await bot.sandbox.raw_update({"message": said})
        await others_flow(bot)
        await bot.heard.until(lambda: waiting(engine) == 0, PATIENCE)
        await bot.sandbox.say(LEADER, "/help")
        await bot.sandbox.heard(LEADER, PATIENCE)


DOCUMENT: dict[str, Any] = {
    "message_id": 7,
    "date": int(MORNING.timestamp()),
    "chat": {"id": OFFICIAL, "type": "private"},
    "from": {"id": OFFICIAL, "is_bot": False, "first_name": "张伟"},
    "caption": "1号别墅群已拆除12栋",
    "document": {"file_id": "d", "file_unique_id": "u"},
}
