"""`taizhang demo`, as a newcomer meets it: a browser, four phones, from a sentence to a receipt."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

OFFICIAL, LEADER, OFFICE, GROUP = range(4)
SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The demo in a process of its own, in an empty folder; where it says to look."""
    port = free_port()
    command = Path(sys.executable).with_name("taizhang")
    demo = await asyncio.create_subprocess_exec(
        command, "demo", "--port", str(port), cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    assert demo.stdout is not None
    async with asyncio.timeout(60):
        while "演示已就绪".encode() not in (line := await demo.stdout.readline()):
            assert line, "the demo ended before it was ready"
    yield f"http://127.0.0.1:{port}/"
    demo.terminate()
    await demo.communicate()


def phone(page: Page, number: int) -> Locator:
    return page.get_by_test_id(f"phone-{number}")


async def say(page: Page, number: int, text: str) -> None:
    await phone(page, number).get_by_test_id("compose").fill(text)
    await phone(page, number).get_by_test_id("send").click()


async def hears(page: Page, number: int, text: str) -> None:
    shown = phone(page, number).get_by_test_id("message").filter(has_text=text)
    await expect(shown.last).to_be_visible(timeout=20_000)


@pytest.mark.slow
async def test_a_newcomer_gets_to_a_confirmed_report(address: str, page: Page) -> None:
    await page.goto(address)
    for number in (OFFICIAL, LEADER, OFFICE):
        await phone(page, number).get_by_test_id("start").click()
        await hears(page, number, "您已完成登记")
    await say(page, OFFICIAL, SENTENCE)
    await hears(page, OFFICIAL, "已完成：12 栋 / 45 栋")
    await phone(page, OFFICIAL).get_by_role("button", name="确认").click()
    await hears(page, OFFICIAL, "已记入台账")
    await say(page, LEADER, "全市情况")
    await hears(page, LEADER, "共 40 项")
    await say(page, OFFICE, "/item 1")
    await hears(page, OFFICE, "进展：12 / 45 栋")
    await page.get_by_test_id("clock-day").click()
    await hears(page, GROUP, "逾期")
    await hears(page, OFFICIAL, "1号别墅群拆除")


async def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("taizhang")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = await asyncio.create_subprocess_exec(
            command, "demo", "--port", str(port), cwd=tmp_path, stderr=asyncio.subprocess.PIPE
        )
        _, told = await demo.communicate()
    other = f"make demo PORT={port + 1}"
    assert (demo.returncode, told.decode().splitlines()[-1]) == (
        1,
        f"端口 {port} 已被占用，请改用 {other}",
    )
