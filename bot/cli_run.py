"""`taizhang run | demo | doctor`."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

import typer
from telegram.error import InvalidToken

from bot import doctor as check_up
from bot.demo import Demo
from bot.logging_setup import set_up_logging
from bot.outset import city, settings, stop
from bot.posts import AlreadyRunning
from bot.program import Program
from bot.settings import Settings
from storage.database import Unreachable


def run(
    webhook: bool = typer.Option(False, "--webhook", help="用 webhook 代替轮询"),
) -> None:
    """运行机器人。"""
    given = settings()
    city(given)
    if not given.bot_token.get_secret_value():
        stop("请先设置 TAIZHANG_BOT_TOKEN / please set TAIZHANG_BOT_TOKEN")
    if webhook and not given.webhook_url:
        stop("使用 --webhook 请设置 TAIZHANG_WEBHOOK_URL / --webhook needs TAIZHANG_WEBHOOK_URL")
    set_up_logging(given)
    try:
        asyncio.run(_until_stopped(_serve(given, webhook=webhook)))
    except* InvalidToken:
        stop(
            "机器人令牌无效，请检查 TAIZHANG_BOT_TOKEN / "
            "Telegram refuses the token, check TAIZHANG_BOT_TOKEN"
        )
    except* Unreachable as group:
        reason = group.exceptions[0]
        stop(
            f"无法打开数据库，请检查 TAIZHANG_DATABASE_URL：{reason} / "
            f"cannot open the database, check TAIZHANG_DATABASE_URL: {reason}"
        )
    except* AlreadyRunning as group:
        stop(
            f"另一个进程正在使用此数据库 {group.exceptions[0]}，请先停止它 / "
            f"another process already serves {group.exceptions[0]}: stop it first"
        )
    except* OSError as group:
        stop(f"无法启动：{group.exceptions[0]} / cannot start: {group.exceptions[0]}")


async def _serve(given: Settings, *, webhook: bool) -> None:
    program = Program(given, webhook=webhook)
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
    port: int = typer.Option(8765, help="网页端口"),
) -> None:
    """在本机演示：沙箱、机器人和一份示例台账，不需要令牌。"""
    try:
        asyncio.run(_until_stopped(Demo(port).run()))
    except OSError as error:
        stop(f"无法启动演示：{error} / the demo cannot start: {error}")


def doctor() -> None:
    """检查设置、数据库、令牌、时钟、节假日数据和字体，并说明如何处理。"""
    findings = asyncio.run(check_up.examine(settings()))
    for finding in findings:
        typer.echo(f"{'✓' if finding.well else '✗'} {finding.name}：{finding.words}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
