"""Updates by webhook: the secret is checked, the update stored and committed, and then answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from bot.telegram.messenger import Telegram
from bot.telegram.webhook import HEADER, Webhook
from sandbox.server import Sandbox
from storage.db.engine import Engine, reading
from storage.reporting import reports
from tests.bot.faults.conftest import Post
from tests.stories.conftest import EARLY
from tests.support import faulty_stores
from tests.support.endpoint import SQLITE, UPDATE, delivered, free_port, settings_for
from tests.support.small_city import OFFICIAL, OTHER, settle

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


@SQLITE
@pytest.mark.parametrize("secret", [None, "", "a-secret-of-the-village", "\u00e9"])
async def test_without_the_secret_nothing_is_kept(
    post: Post, address: str, secret: str | None
) -> None:
    assert await delivered(address, json.dumps(UPDATE).encode(), secret) == 403
    assert post.kept() == []


@SQLITE
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html>", id="no_json"),
        pytest.param(b"[]", id="no_object"),
        pytest.param(b'{"message": {}}', id="no_number"),
        pytest.param(b'{"update_id": "seven"}', id="number_in_words"),
        pytest.param(b"\xff\xfe", id="no_text"),
    ],
)
async def test_what_is_no_update_is_refused(post: Post, address: str, body: bytes) -> None:
    assert await delivered(address, body) == 400
    assert post.kept() == []


async def test_an_update_called_twice_is_kept_once(post: Post, address: str) -> None:
    body = json.dumps(UPDATE).encode()
    assert [await delivered(address, body) for _ in range(2)] == [200, 200]
    assert post.kept() == ["一"]


@SQLITE
async def test_no_200_before_the_commit(post: Post, address: str) -> None:
    body, mend = json.dumps(UPDATE).encode(), faulty_stores.locked(post.engine)
    assert await delivered(address, body) == 503
    mend()
    assert post.kept() == []
    assert await delivered(address, body) == 200
    assert post.kept() == ["一"]


async def test_telegram_is_told_again_where_to_deliver(post: Post) -> None:
    """Somebody who polls with our token by mistake takes the webhook away."""
    webhook = Webhook(settings_for(post.sandbox, 1), post.api, post.clock)
    await post.sandbox.fault("setWebhook", "500")
    telling = asyncio.create_task(webhook.stay_announced())
    await post.sandbox.called("setWebhook", 3)
    telling.cancel()
    assert post.clock.slept[:2] == [3, 600]


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Program]:
    program = Program(settings, Clock(EARLY - Clock().now()), [partial(Telegram, webhook=True)])
    await program.start()
    running = asyncio.create_task(program.run())
    yield program
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await program.close()


@asynccontextmanager
async def peopled() -> AsyncIterator[Sandbox]:
    async with Sandbox(retry_seconds=0.01) as sandbox:
        await sandbox.add_user("张伟", id=OFFICIAL, started=True)
        await sandbox.add_user("刘洋", id=OTHER, started=True)
        yield sandbox
        assert sandbox.malformed == 0


async def main_job(sandbox: Sandbox) -> list[str]:
    """A sentence, a card, a receipt: what the official then reads."""
    await sandbox.say(OFFICIAL, SENTENCE)
    card = await sandbox.heard(OFFICIAL)
    await sandbox.tap(OFFICIAL, card, "确认")
    receipt = await sandbox.heard_edit(OFFICIAL)
    return str(receipt["text"]).splitlines()[:2]


def receipts(engine: Engine) -> list[str]:
    with reading(engine) as tx:
        return [row.receipt for row in reports.of_item(tx, 1)]


async def test_the_main_job_by_webhook_each_update_called_twice(
    database_url: str, engine: Engine, tmp_path: Path
) -> None:
    settle(engine)
    async with peopled() as sandbox:
        await sandbox.fault("webhook", "duplicate_updates", times=99)
        settings = settings_for(sandbox, free_port(), database_url=database_url, data_dir=tmp_path)
        async with serving(settings):
            assert await main_job(sandbox) == ["已记入台账", "回执号：20261124-00001"]
        assert sandbox.calls("getUpdates") == []
        assert len(sandbox.calls("sendMessage")) == 1
    assert receipts(engine) == ["20261124-00001"]


class Balancer:
    """Deals deliveries out to the endpoints in turn; one that is down is passed over."""

    def __init__(self, ports: list[int]) -> None:
        self.dealt: dict[int, int] = dict.fromkeys(ports, 0)
        self._turn = cycle(ports)

    async def deal(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), {HEADER: request.headers[HEADER]}
        async with aiohttp.ClientSession() as session:
            for port in (next(self._turn) for _ in self.dealt):
                with suppress(aiohttp.ClientConnectionError):
                    address = f"http://127.0.0.1:{port}/hook"
                    async with session.post(address, data=body, headers=headers) as answer:
                        self.dealt[port] += 1
                        return web.Response(status=answer.status)
        return web.Response(status=502)


@asynccontextmanager
async def balanced(*ports: int) -> AsyncIterator[tuple[Balancer, int]]:
    balancer, app = Balancer(list(ports)), web.Application()
    app.router.add_post("/hook", balancer.deal)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield balancer, int(runner.addresses[0][1])
    await runner.cleanup()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_endpoints_behind_one_balancer(
    database_url: str, engine: Engine, tmp_path: Path
) -> None:
    settle(engine)
    first, second = free_port(), free_port()
    async with peopled() as sandbox, balanced(first, second) as (balancer, entrance):
        more = {
            "webhook_url": f"http://127.0.0.1:{entrance}/hook",
            "database_url": database_url,
            "data_dir": tmp_path,
        }
        async with serving(settings_for(sandbox, first, **more)):
            async with serving(settings_for(sandbox, second, **more)):
                assert await main_job(sandbox) == ["已记入台账", "回执号：20261124-00001"]
                await sandbox.say(OTHER, "/help")
                await sandbox.heard(OTHER)
            assert min(balancer.dealt.values()) >= 1
            await sandbox.say(OFFICIAL, "/help")
            await sandbox.say(OTHER, "/help")
            await sandbox.heard(OFFICIAL)
            await sandbox.heard(OTHER)
        said = [call["params"]["chat_id"] for call in sandbox.calls("sendMessage")]
    assert sorted(said) == [OFFICIAL, OFFICIAL, OTHER, OTHER]
    assert receipts(engine) == ["20261124-00001"]
