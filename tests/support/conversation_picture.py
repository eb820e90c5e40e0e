"""The picture of the READMEs: a real conversation in the demo, photographed in Chromium.

python -m tests.support.conversation_picture      (needs Chromium; writes docs/conversation.*.png)
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from tests.support.browser import NONE_FOUND, QUIET, chromium

DOCS = Path(__file__).parents[2] / "docs"
SIZE = {"width": 1500, "height": 860}
LONGEST = 60_000
"""Milliseconds to wait for an answer, on a slow machine."""


@dataclass(frozen=True)
class Story:
    """What is said in a language, and where its picture goes."""

    language: str
    page: str
    report: str
    status: str
    file: Path


STORIES = (
    Story("zh_CN", "zh", "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完", "全市情况",
          DOCS / "conversation.zh-CN.png"),
    Story("en", "en", "Item 1: 12 of 45 villas demolished, 33 left, the rest by the end of the month",
          "/status", DOCS / "conversation.en.png"),
)  # fmt: skip


@contextmanager
def demo(language: str) -> Iterator[str]:
    """Run `taizhang demo` in a folder of its own; its address, once the page answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [Path(sys.executable).with_name("taizhang"), "demo", f"--port={port}"]
        environment = {**os.environ, "TAIZHANG_LANGUAGE": language}
        running = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert running.stdout is not None
        try:
            address = f"http://127.0.0.1:{port}/"
            next(line for line in running.stdout if address in line)
            yield address
        finally:
            running.terminate()
            running.wait()


async def says(phone: Locator, words: str) -> None:
    await phone.get_by_test_id("compose").fill(words)
    await phone.get_by_test_id("compose").press("Enter")


async def told(page: Page, story: Story) -> None:
    """Carry out the story: a report, its receipt, a leader's question, the next morning."""
    official, leader, office, group = (page.get_by_test_id(f"phone-{n}") for n in range(4))
    for phone in (official, leader, office):
        await phone.get_by_test_id("start").click()
        await expect(phone.get_by_test_id("message").nth(1)).to_be_visible()
    await says(official, story.report)
    await official.get_by_test_id("message").last.locator(".key.success").click()
    await expect(official.get_by_test_id("message").last.locator("code")).to_be_visible()
    await page.get_by_test_id("clock-day").click()
    await expect(group.get_by_test_id("message").first).to_be_visible()
    await expect(official.get_by_test_id("message").nth(4)).to_be_visible()
    await says(leader, story.status)
    await expect(leader.locator(".theirs img").last).to_be_visible()
    await official.locator(".mine").last.evaluate("said => said.scrollIntoView({block: 'start'})")


async def photograph(story: Story) -> None:
    expect.set_options(timeout=LONGEST)
    with demo(story.language) as address:
        async with async_playwright() as playwright:
            started = await playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            page = await started.new_page(viewport=SIZE)
            await page.goto(f"{address}?lang={story.page}")
            await told(page, story)
            await page.wait_for_timeout(3000)
            await page.screenshot(path=story.file)
            await started.close()


if __name__ == "__main__":
    if chromium() is None:
        sys.exit(NONE_FOUND)
    for each in STORIES:
        asyncio.run(photograph(each))
