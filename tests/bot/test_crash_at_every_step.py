"""The program ends at every step there is, begins again, and nothing is lost or doubled."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Sandbox
from storage.database import Engine, open_engine
from tests.bot.lives import Commits, commits, settings_for, struck_life, undisturbed
from tests.bot.morning import WITHIN, clock_offset, lived, settled_sandbox
from tests.bot.reckoning import WELL, is_quiet, reckon, under_way
from tests.bot.steps import Blow, drops, raises, stops
from tests.bot.towns import Towns, towns_of


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, request.param)


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
    assert reckon(engine, sandbox, repeatable) == WELL, blow.fallen
    engine.dispose()


async def _all_of_it(sandbox: Sandbox, engine: Engine, heard: Commits) -> None:
    await lived(sandbox)
    await heard.until(lambda: is_quiet(engine), WITHIN)


@pytest.mark.slow
async def test_an_error_escapes_at_every_await(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "await", raises)
    sys.stdout.write("\n".join([str(len(struck)), *struck]))


@pytest.mark.slow
async def test_stop(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "await", stops)
    sys.stdout.write("\n".join([str(len(struck)), *struck]))


@pytest.mark.slow
async def test_statement(towns: Towns) -> None:
    struck = await struck_everywhere(towns, "statement", drops)
    sys.stdout.write("\n".join([str(len(struck)), *struck]))
