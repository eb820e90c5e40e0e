"""`kill -9` at hundreds of random steps of the work, while duties run and officials report."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from storage.db.engine import open_engine
from tests.support.forge import Forge, forge
from tests.support.lives import commits, settings_for, undisturbed
from tests.support.morning import WITHIN, clock_offset, lived, settled_sandbox
from tests.support.reckoning import WELL, is_quiet, reckon, under_way
from tests.support.towns import Towns, towns_of

MORNINGS = 10
DEATHS = 10
"""In each morning."""
LONGEST = 400
"""Steps of a life: starting up takes about sixty, the whole morning about two thousand."""


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, request.param)


@pytest.mark.slow
async def test_kill_9_at_random_steps(towns: Towns, tmp_path: Path) -> None:
    chance = random.Random(20261124)
    with forge(tmp_path / "bots.log") as smithy:
        for _ in range(MORNINGS):
            moments = [chance.randrange(LONGEST) for _ in range(DEATHS)]
            with towns.town() as url:
                async with Sandbox() as sandbox:
                    await settled_sandbox(sandbox)
                    await killed_again_and_again(sandbox, url, smithy, moments, tmp_path)


async def killed_again_and_again(
    sandbox: Sandbox, url: str, smithy: Forge, moments: list[int], folder: Path
) -> None:
    """The officials know nothing of it: their morning goes on through all the lives."""
    settings, offset = settings_for(sandbox, url, folder), clock_offset(sandbox)
    engine = open_engine(url)
    morning = asyncio.create_task(lived(sandbox))
    repeatable = Counter[int]()
    for steps in moments:
        await smithy.begin(settings, offset, steps).ended()
        repeatable += under_way(engine)
    with commits() as heard:
        async with undisturbed(settings, offset):
            await morning
            await heard.until(lambda: is_quiet(engine), WITHIN)
    assert reckon(engine, folder, sandbox, repeatable) == WELL, moments
    engine.dispose()
