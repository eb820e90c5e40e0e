"""Measures are served at whatever address the settings write, IPv6 in brackets too."""

import aiohttp
import pytest

from bot.clock import Clock
from bot.ops.metrics_page import Metrics
from storage.db.engine import Engine


@pytest.mark.parametrize(
    ("listen", "begins"),
    [("127.0.0.1:0", "http://127.0.0.1:"), ("[::1]:0", "http://[::1]:")],
)
async def test_the_page_is_found_at_its_own_address(
    engine: Engine, listen: str, begins: str
) -> None:
    page = Metrics(engine, Clock(), listen)
    await page.start()
    try:
        async with aiohttp.ClientSession() as http, http.get(page.url) as answer:
            assert (answer.status, page.url.startswith(begins)) == (200, True)
    finally:
        await page.stop()
