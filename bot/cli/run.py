"""`taizhang run | demo | doctor`."""

import asyncio
import signal
from collections.abc import Coroutine
from functools import partial
from typing import Any

import typer

from bot.bootstrap import city, evidence_can_be_kept, settings, stop, stop_for
from bot.demo import Demo, PortTaken
from bot.ops.doctor import examine
from bot.ops.logging import set_up_logging
from bot.program import Program
from bot.settings import Settings
from bot.telegram.messenger import Telegram


def run(
    webhook: bool = typer.Option(False, "--webhook", help="用 webhook 代替轮询 / by webhook"),
) -> None:
    """运行机器人 / run the bot"""
    given = settings()
    city(given)
    evidence_can_be_kept(given)
    wanted = {"TAIZHANG_BOT_TOKEN": given.bot_token.get_secret_value()}
    if webhook:
        wanted["TAIZHANG_WEBHOOK_URL"] = given.webhook_url
        wanted["TAIZHANG_WEBHOOK_SECRET"] = given.webhook_secret.get_secret_value()
    for name, value in wanted.items():
        if not value:
            stop(f"请先设置 {name} / please set {name}")
    set_up_logging(given)
    try:
        asyncio.run(_until_stopped(_serve(given, webhook=webhook)))
    except Exception as error:
        stop_for(error)


async def _serve(given: Settings, *, webhook: bool) -> None:
    program = Program(given, messengers=[partial(Telegram, webhook=webhook)])
    try:
        await program.start()
        await program.run()
    finally:
        await program.close()


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Ctrl-C and a container's TERM end the work in order."""
    task = asyncio.create_task(work)
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return


def demo(
    port: int = typer.Option(8765, help="网页端口 / port of the page"),
) -> None:
    """在本机演示，不需要令牌 / sandbox, bot and an example on this machine, no token"""
    try:
        asyncio.run(_until_stopped(Demo(port).run()))
    except PortTaken:
        other = f"make demo PORT={port + 1}"
        stop(f"端口 {port} 已被占用，请改用 {other} / port {port} is taken, try {other}")
    except OSError as error:
        stop(f"无法启动演示：{error} / the demo cannot start: {error}")


def doctor() -> None:
    """检查设置、数据库、备份、令牌、时钟、节假日和字体 / check the installation; say what to mend"""
    given = settings()
    findings = asyncio.run(examine(given))
    colon = "：" if given.language == "zh_CN" else ": "
    for finding in findings:
        typer.echo(f"{'✓' if finding.well else '✗'} {finding.name}{colon}{finding.words}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
