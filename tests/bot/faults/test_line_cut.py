"""The whole program on PostgreSQL while its connections go: nothing is lost, nothing comes twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr
from sqlalchemy import make_url

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from sandbox.server import Sandbox
from storage.db.engine import open_engine, reading
from storage.ledger import journal
from storage.reporting import reports
from tests.stories.conftest import EARLY
from tests.support import faulty_stores
from tests.support.faulty_line import Line
from tests.support.small_city import OFFICIAL, settle

FASTER = 40
SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


class QuickClock(Clock):
    """A clock whose waits take a fortieth of their time."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / FASTER)


@pytest.fixture
def line(postgresql: Any) -> Iterator[Line]:
    folder = psycopg.conninfo.conninfo_to_dict(postgresql.get_uri())["host"]
    [socket] = Path(str(folder)).glob(".s.PGSQL.*[0-9]")
    with Line(str(socket)) as carried:
        yield carried


@asynccontextmanager
async def running(database_url: str, folder: Path) -> AsyncIterator[Sandbox]:
    """The bot in one process with a sandbox, serving the ledger at this address."""
    async with Sandbox() as sandbox:
        await sandbox.add_user("张伟", id=OFFICIAL, started=True)
        settings = Settings(
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=database_url,
            data_dir=folder,
        )
        program = Program(settings, QuickClock(EARLY - Clock().now()))
        await program.start()
        work = asyncio.create_task(program.run())
        yield sandbox
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        await program.close()


def prepared(database_url: str) -> None:
    engine = open_engine(database_url)
    settle(engine)
    engine.dispose()


def kept(database_url: str) -> tuple[list[str], object]:
    """The receipts of item 1, and the first broken entry of the journal."""
    engine = open_engine(database_url)
    with reading(engine) as tx:
        found = [row.receipt for row in reports.of_item(tx, 1)], journal.first_broken(tx)
    engine.dispose()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_line_to_the_database_is_cut_for_a_minute(
    database_url: str, line: Line, tmp_path: Path
) -> None:
    prepared(database_url)
    by_line = make_url(database_url).set(host="127.0.0.1", port=line.port, query={})
    address = by_line.update_query_dict({"sslmode": "disable", "gssencmode": "disable"})
    async with running(address.render_as_string(False), tmp_path) as sandbox:
        await sandbox.say(OFFICIAL, SENTENCE)
        card = await sandbox.heard(OFFICIAL)
        line.cut()
        await sandbox.tap(OFFICIAL, card, "确认")
        await QuickClock().sleep(60)
        assert line.refused > 0
        line.mend()
        receipt = await sandbox.heard_edit(OFFICIAL, within=20)
        assert receipt["text"].splitlines()[0] == "已记入台账"
        assert len(sandbox.messages(OFFICIAL)) == 2
    assert kept(database_url) == (["20261124-00001"], None)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_every_connection_ends_again_and_again(
    database_url: str, postgresql: Any, tmp_path: Path
) -> None:
    prepared(database_url)
    async with running(database_url, tmp_path) as sandbox:
        faulty_stores.hang_up(postgresql)
        await sandbox.say(OFFICIAL, SENTENCE)
        card = await sandbox.heard(OFFICIAL, within=20)
        faulty_stores.hang_up(postgresql)
        await sandbox.tap(OFFICIAL, card, "确认")
        faulty_stores.hang_up(postgresql)
        await sandbox.heard_edit(OFFICIAL, within=20)
        faulty_stores.hang_up(postgresql)
        await sandbox.say(OFFICIAL, "/my")
        await sandbox.heard(OFFICIAL, within=20)
        words = [m["text"].splitlines()[0] for m in sandbox.messages(OFFICIAL)]
    assert words[:2] == [SENTENCE, "已记入台账"]
    assert kept(database_url) == (["20261124-00001"], None)
