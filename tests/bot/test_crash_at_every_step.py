"""The program ends at every step there is, begins again, and nothing is lost or doubled."""

import ast
import asyncio
import gc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Sandbox
from storage.db.engine import Engine, open_engine
from tests.support.lives import Commits, commits, settings_for, struck_life, undisturbed
from tests.support.morning import WITHIN, clock_offset, lived, settled_sandbox
from tests.support.reckoning import WELL, is_quiet, reckon, under_way
from tests.support.steps import HOUSE, Blow, drops, raises, stops
from tests.support.towns import Towns, towns_of

pytestmark = pytest.mark.filterwarnings(
    # A life that was struck leaves its line to PostgreSQL as a dead process does: not closed.
    "ignore:Exception ignored in.*BaseConnection.__del__:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, request.param)
    gc.collect()  # what struck lives left behind is not found in another test


async def struck_everywhere(towns: Towns, kind: str, falls: Any) -> list[str]:
    """One morning for every place, until a morning passes in which no new place is reached."""
    struck: list[str] = []
    blow = await _struck_once(towns, Blow((kind,), struck, falls))
    while blow.fallen:
        blow = await _struck_once(towns, Blow((kind,), struck, falls))
    return struck


async def _struck_once(towns: Towns, blow: Blow) -> Blow:
    with towns.town() as url:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            try:
                await a_morning_with(sandbox, url, towns.folder, blow)
            except Exception as error:
                error.add_note(f"struck at {blow.fallen}")
                raise
    return blow


async def a_morning_with(sandbox: Sandbox, url: str, folder: Path, blow: Blow) -> None:
    settings, offset = settings_for(sandbox, url, folder), clock_offset(sandbox)
    engine = open_engine(url)
    with commits() as heard:
        morning = asyncio.create_task(_all_of_it(sandbox, engine, heard))
        first = asyncio.create_task(struck_life(settings, offset, blow))
        await asyncio.wait([morning, first], return_when=asyncio.FIRST_COMPLETED)
        first.cancel()
        await asyncio.wait([first])
        repeatable = under_way(engine)
        async with undisturbed(settings, offset):
            await morning
    assert reckon(engine, folder, sandbox, repeatable) == WELL, blow.fallen
    engine.dispose()


async def _all_of_it(sandbox: Sandbox, engine: Engine, heard: Commits) -> None:
    await lived(sandbox)
    await heard.until(lambda: is_quiet(engine), WITHIN)


WAYS = (
    "bot/telegram/polling.py",
    "bot/telegram/delivery.py",
    "bot/intake.py",
    "bot/worker.py",
    "bot/sender.py",
    "bot/downloads.py",
    "bot/due_work.py",
    "bot/leader.py",
)
"""Where updates, words and files pass through."""
NOT_THIS_MORNING = {
    "bot/downloads.py _not_fetched",  # nothing fails to be fetched
    "bot/telegram/polling.py run",  # is struck further in: a place is named by its nearest lines
    "bot/telegram/polling.py _no_webhook",  # as well
    "bot/telegram/delivery.py send",  # as well
    "bot/telegram/delivery.py _sent",
    "bot/telegram/delivery.py _said_aside",  # nobody presses anything in a group
    "bot/telegram/delivery.py _is_said_in_group",
    "bot/telegram/delivery.py _answer_press",
    "bot/telegram/delivery.py _take_back",
    "bot/intake.py _keep_alone",  # the database refuses nothing
    "bot/intake.py _keep_escaped",
    "bot/sender.py drain",  # of the benchmarks
    "bot/leader.py _work_while_held",  # goes on only when it is stopped
}


def awaiting() -> set[str]:
    """Every function on the way that awaits anything."""
    return {
        f"{way} {function.name}"
        for way in WAYS
        for function in ast.walk(ast.parse((HOUSE / way).read_text("utf-8")))
        if isinstance(function, ast.AsyncFunctionDef)
        and any(isinstance(node, ast.Await) for node in ast.walk(function))
    }


def reached(struck: list[str]) -> set[str]:
    lines = {line for place in struck for line in place.split(" > ")}
    return {re.sub(r":\d+ ", " ", line) for line in lines}


@pytest.mark.slow
async def test_an_error_escapes_at_every_await(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "await", raises)
    assert awaiting() - reached(struck) - NOT_THIS_MORNING == set()


@pytest.mark.slow
async def test_a_stop_at_every_await(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "await", stops)
    assert awaiting() - reached(struck) - NOT_THIS_MORNING == set()


@pytest.mark.slow
async def test_the_end_before_every_statement_and_commit(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "statement", drops)
    assert len([place for place in struck if place.startswith("commit")]) > 5
    assert len(struck) > 100
