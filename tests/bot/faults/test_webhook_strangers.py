"""What strangers do to the webhook's address costs Telegram nothing, and the log next to nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.telegram.door import SILENT_SECONDS
from bot.telegram.webhook import HEADER
from tests.bot.faults.conftest import Post
from tests.support.endpoint import SECRET, SQLITE, UPDATE, delivered

BODY = json.dumps(UPDATE).encode()
HALF_OPEN = 500
OURS = f"POST /hook HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"


@asynccontextmanager
async def knocking(
    address: str, said: bytes, times: int = 1
) -> AsyncIterator[list[asyncio.StreamReader]]:
    """Open connections that say this and then nothing more."""
    port = int(address.split(":")[2].split("/", maxsplit=1)[0])
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(times)]
    for _, writer in opened:
        writer.write(said)
    try:
        yield [reader for reader, _ in opened]
    finally:
        for _, writer in opened:
            writer.close()


@SQLITE
@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"POST /ho", id="half a line"),
        pytest.param(b"POST /hook HTTP/1.1\r\nHost: x\r\n", id="half the headers"),
        pytest.param(f"{OURS}Content-Length: 900\r\n\r\n{{".encode(), id="half a body"),
    ],
)
async def test_telegram_is_heard_beside_500_half_open_requests(
    post: Post, address: str, said: bytes
) -> None:
    async with knocking(address, said, HALF_OPEN):
        async with asyncio.timeout(5):
            assert await delivered(address, BODY) == 200
    assert post.kept() == ["一"]


@SQLITE
async def test_who_says_nothing_is_put_out(post: Post, address: str) -> None:
    async with knocking(address, f"{OURS}Content-Length: 9\r\n\r\n".encode()) as (reader,):
        async with asyncio.timeout(2 * SILENT_SECONDS):
            await reader.read()
    assert post.kept() == []


@SQLITE
async def test_a_body_larger_than_any_update_is_not_read(post: Post, address: str) -> None:
    said = f"{OURS}Content-Length: {2**20 + 1}\r\n\r\n{{".encode()
    async with knocking(address, said) as (reader,):
        async with asyncio.timeout(5):
            answer = await reader.read()
    assert answer.split(b"\r\n")[0] == b"HTTP/1.1 413 Request Entity Too Large"


@SQLITE
async def test_a_strangers_body_is_not_read(post: Post, address: str) -> None:
    """They are answered and put out before they have sent it."""
    said = b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
    async with knocking(address, said) as (reader,):
        async with asyncio.timeout(5):
            answer = await reader.read()
    assert answer.split(b"\r\n")[0] == b"HTTP/1.1 403 Forbidden"


@SQLITE
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b'{"update_id": 5, "message": ' + b"[" * 400_000 + b"]" * 400_000 + b"}", id="lists"
        ),
        pytest.param(b'{"a":' * 150_000 + b"1" + b"}" * 150_000, id="objects"),
        pytest.param(b"[" * 1_000_000, id="never closed"),
        pytest.param(b'{"update_id": ' + b"9" * 5000 + b"}", id="a number of 5,000 digits"),
    ],
)
async def test_deep_json_is_refused_and_the_next_update_kept(
    post: Post, address: str, body: bytes
) -> None:
    assert await delivered(address, body) == 400
    assert await delivered(address, BODY) == 200


@SQLITE
@pytest.mark.parametrize("path", ["", "/", "/hook/", "/hook/x", "/other", "/hook%2f..", "/metrics"])
async def test_only_its_own_path_is_answered(post: Post, address: str, path: str) -> None:
    elsewhere = address.removesuffix("/hook") + path
    assert await delivered(elsewhere, BODY) == 404
    assert post.kept() == []


@SQLITE
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "TRACE"])
async def test_no_other_method_is(post: Post, address: str, method: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address, headers={HEADER: SECRET}) as answer,
    ):
        assert answer.status == 405


@SQLITE
async def test_a_thousand_refusals_are_a_line_a_minute(post: Post, address: str) -> None:
    """Nothing of what strangers say stands in it."""
    with capture_logs() as logs:
        for _ in range(200):
            assert await delivered(address, BODY, "forged") == 403
        for said in (b"\x00\xff nonsense forged\r\n\r\n", b"GET / HTTP/1.1\r\nforged\r\n\r\n"):
            async with knocking(address, said * 50) as (reader,):
                await reader.read()
        post.clock.goes_on(60)
        assert await delivered(address, BODY, "forged") == 403
    assert [(line["count"], line["last"]) for line in logs] == [(1, 403), (200, 403)]


@SQLITE
async def test_nothing_strangers_say_is_logged(
    post: Post, address: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for said in (
        b"forged\x00 nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nforged\r\n\r\n",
        b"POST /forged HTTP/1.1\r\nHost: forged\r\nX: " + b"forged" * 3000 + b"\r\n\r\n",
    ):
        async with knocking(address, said) as (reader,):
            async with asyncio.timeout(15):
                await reader.read()
    written = capfd.readouterr()
    assert "forged" not in caplog.text + written.out + written.err
