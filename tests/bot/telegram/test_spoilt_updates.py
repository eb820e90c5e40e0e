"""Hundreds of spoilt updates at once: nothing stops, and whoever writes next is answered."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.db.engine import Engine, reading
from storage.mail.tables import inbox
from tests.support.mutations import each_place, spoilt
from tests.support.running import PATIENCE, Running, running, waiting
from tests.support.small_city import LEADER, OFFICE

COUNT = 300


def errors(engine: Engine) -> set[str]:
    """Of what kind they were with which updates were parked."""
    with reading(engine) as tx:
        parked = select(inbox.c.last_error).where(inbox.c.state == "parked")
        return {error.partition("(")[0] for error in tx.execute(parked).scalars()}


async def all_taken_up(bot: Running, count: int, within: float = PATIENCE) -> None:
    def done() -> bool:
        with reading(bot.engine) as tx:
            kept = tx.execute(select(func.count()).select_from(inbox)).scalar_one()
        return kept >= count and waiting(bot.engine) == 0

    await bot.heard.until(done, within)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_flood_of_spoilt_updates_stops_nobody(
    engine: Engine, tmp_path: Path, seed: int
) -> None:
    async with running(engine, tmp_path) as bot:
        for update in spoilt(seed, COUNT):
            await bot.sandbox.raw_update(update)
        await bot.sandbox.say(LEADER, "/help")
        await bot.sandbox.heard(LEADER, PATIENCE)
        await all_taken_up(bot, COUNT)
        # Whatever could not be read was seen at once: none reached the store and failed there.
        assert errors(engine) <= {"Unparseable"}
        await bot.sandbox.say(OFFICE, "/item 1")
        await bot.sandbox.until(
            lambda: any("1号别墅群拆除" in m.get("text", "") for m in bot.sandbox.messages(OFFICE)),
            PATIENCE,
            "the card of item 1",
        )


@pytest.mark.slow
async def test_each_place_of_an_update_spoilt_by_itself_stops_nobody(
    engine: Engine, tmp_path: Path
) -> None:
    updates = list(each_place())
    async with running(engine, tmp_path) as bot:
        for update in updates:
            await bot.sandbox.raw_update(update)
        await all_taken_up(bot, len(updates), within=300)
        await bot.sandbox.say(LEADER, "/help")
        await bot.sandbox.heard(LEADER, PATIENCE)
    assert errors(engine) <= {"Unparseable"}
