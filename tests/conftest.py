"""The databases the tests run on, and the browser that drives the page.

Every test that asks for `engine` runs on both databases.

A migrated SQLite file is made once a session and copied for every test; each xdist worker has a
PostgreSQL of its own, with one database that is emptied before every test (50 times faster than
a new one). Ask for one kind only with
`@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`.
"""

import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright
from sqlalchemy import event, make_url
from sqlalchemy.pool import Pool

import bench.postgresql as own_postgresql
from bot.ops.logging import set_up_logging
from bot.settings import Settings
from storage.db.engine import Engine, open_engine
from storage.db.migrate import upgrade
from storage.ledger.journal import GENESIS
from storage.schema import metadata
from tests.support.beginnings import Beginnings
from tests.support.browser import NONE_FOUND, QUIET, chromium
from tests.support.dialogue import Dialogue
from tests.support.small_city import settle

DATABASE = "taizhang"


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """As everybody's, at first; a command keeps its files to itself only for its own test."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """As in earnest: the library's own tracebacks with every local value take seconds."""
    set_up_logging(Settings())


@event.listens_for(Pool, "checkout")
def _unhurried_by_the_disk(connection: Any, _record: object, _proxy: object) -> None:
    """Wait for no disk at a commit: no test takes the power away. Waiting was half of the time."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def _start_or_skip() -> Any:
    """A PostgreSQL of our own; where none can be started, its tests are skipped loudly.

    With TAIZHANG_SKIP_NOTHING set (as .ci/run does) that is a failure instead.
    """
    try:
        return own_postgresql.start()
    except Exception as error:
        if os.environ.get("TAIZHANG_SKIP_NOTHING"):
            raise
        return pytest.skip(f"PostgreSQL could not be started here: {error}")


def _migrate(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Any]:
    """A PostgreSQL server with a migrated database."""
    server = _start_or_skip()
    own_postgresql.run(
        server,
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET autovacuum = off",
        "SELECT pg_reload_conf()",
        f"CREATE DATABASE {DATABASE}",
    )
    _migrate(own_postgresql.address(server, DATABASE))
    yield server
    server.cleanup()


EMPTIED = "".join(f"DELETE FROM {table.name};" for table in metadata.sorted_tables)
AS_MIGRATED = f"""
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
{EMPTIED}
SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S';
INSERT INTO journal_head VALUES (1, 0, '{GENESIS}');
"""
"""Whoever a test left behind is put out, every table emptied, every number begun anew."""


def _postgresql_emptied(server: Any) -> str:
    with psycopg.connect(server.get_uri(database=DATABASE), autocommit=True) as connection:
        connection.execute(AS_MIGRATED.encode())
    # Every test its own address: what is kept for an edition of a ledger is kept by its address.
    address = make_url(own_postgresql.address(server, DATABASE))
    wait = {"connect_timeout": str(next(_waits))}
    return address.update_query_dict(wait).render_as_string(hide_password=False)


_waits = count(10)
"""Seconds: any number will do that no test had before."""


def _sqlite_copy(template: Path, folder: Path) -> Iterator[str]:
    path = folder / "taizhang.db"
    shutil.copyfile(template, path)
    yield f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated and empty ledger."""
    if request.param == "sqlite":
        yield from _sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        yield _postgresql_emptied(request.getfixturevalue("postgresql"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A fresh, migrated and empty ledger, opened."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def beginnings() -> Beginnings:
    return Beginnings()


@pytest.fixture
def talk(request: pytest.FixtureRequest, engine: Engine, beginnings: Beginnings) -> Dialogue:
    """Every chat of the small city, where everybody is enrolled: a Tuesday, nine o'clock.

    A module of another city names the function that makes its dialogue:
    `pytestmark = pytest.mark.begins(by=opened)`. What went before the tests of a module, or before
    a single one, is told by functions of the dialogue: `begins(after=[villas_down, applied])`, the
    module's first. All are called once a session; what they left is put back for every test.
    """
    marks = [mark.kwargs for mark in reversed(list(request.node.iter_markers("begins")))]
    opening = next((mark["by"] for mark in marks if "by" in mark), enrolled_city)
    steps = tuple(step for mark in marks for step in mark.get("after", ()))
    return beginnings.of(engine, opening, steps)


def enrolled_city(engine: Engine) -> Dialogue:
    """Settle the small city and begin its dialogue."""
    settle(engine)
    return Dialogue(engine)


def _chromium() -> str:
    """The system's Chromium; without one the page's tests are skipped loudly, in CI they fail."""
    found = chromium()
    if found:
        return found
    if os.environ.get("CI") or os.environ.get("TAIZHANG_SKIP_NOTHING"):
        pytest.fail(NONE_FOUND)
    pytest.skip(NONE_FOUND)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests of a module, which share its loop; each has a window of its own."""
    path = _chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A desktop-sized window in which no script may fail."""
    opened = await browser.new_page(viewport={"width": 1440, "height": 900})
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    await opened.close()
    assert failures == []
