"""What the demo tells the page of its ledger: at once, and whenever something happened."""

import asyncio
from typing import Any

import aiohttp

from bot.demo_panel import show_ledger
from bot.settings import Settings
from sandbox.server import Sandbox
from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL, settle


async def told(sb: Sandbox, figures: str) -> dict[str, Any]:
    """What the page was told, once its first item has these figures."""

    def found() -> dict[str, Any] | None:
        items = sb.acts.panel.get("items")
        return sb.acts.panel if items and items[0]["figures"] == figures else None

    panel = await sb.world.events.changes.until(found, 20)
    assert panel is not None
    return panel


async def test_the_page_is_told_what_stands_in_the_ledger(
    engine: Engine, database_url: str
) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    async with Sandbox() as sb, aiohttp.ClientSession(sb.url) as page:
        settings = Settings(database_url=database_url)
        showing = asyncio.create_task(show_ledger(settings, page))
        first = await told(sb, "12 / 45 栋")
        newest = first["entries"][0]
        assert (newest["fact"], newest["item"], newest["words"]) == (
            "Reported", "1", "1号别墅群已拆除12栋",
        )  # fmt: skip

        talk.says(OFFICIAL, "1号别墅群已拆除20栋")
        talk.presses(OFFICIAL, "确认")
        await sb.advance(60)
        second = await told(sb, "20 / 45 栋")
        assert second["entries"][1] == newest
        assert {m["to"] for m in second["messages"]} == {str(OFFICIAL)}
        assert second["outbox"]["failed"] == 0
        showing.cancel()
