"""`taizhang run | demo | doctor`."""

import asyncio
from collections.abc import Callable
from functools import partial

import typer

from bot.bootstrap import city, evidence_can_be_kept, settings, stop
from bot.clock import Clock
from bot.demo import Demo, PortTaken
from bot.messenger import Messenger
from bot.operator_language import operator_texts
from bot.ops.doctor import examine
from bot.ops.logging import set_up_logging
from bot.program import Program
from bot.serving import served, until_stopped
from bot.settings import Settings
from bot.supervisor import supervised
from bot.telegram.messenger import Telegram
from messages.texts import texts


def run(
    webhook: bool = typer.Option(False, "--webhook", help="receive by webhook, not by polling"),
) -> None:
    """Run the bot."""
    given = settings()
    known = city(given)
    evidence_can_be_kept(given)
    required = {"TAIZHANG_BOT_TOKEN": given.bot_token.get_secret_value()}
    if webhook:
        required["TAIZHANG_WEBHOOK_URL"] = given.webhook_url
        required["TAIZHANG_WEBHOOK_SECRET"] = given.webhook_secret.get_secret_value()
    for name, value in required.items():
        if not value:
            stop(texts(given.language)("Please set {name} first", name=name))
    set_up_logging(given)
    messengers: list[Callable[[Settings, Clock], Messenger]] = [partial(Telegram, webhook=webhook)]
    if known.mirrors:
        from bot.robots.messenger import Robots  # noqa: PLC0415 - only where there are any

        messengers.append(Robots)
    supervised(lambda life: asyncio.run(served(Program(given, messengers=messengers), life)))


def demo(
    port: int = typer.Option(8765, help="port of the page"),
) -> None:
    """Run a demo with an example city on this machine; no token is needed."""
    t = operator_texts()
    try:
        asyncio.run(until_stopped(Demo(port).run()))
    except PortTaken:
        other = f"make demo PORT={port + 1}"
        stop(t("Port {port} is taken, please use {other}", port=port, other=other))
    except OSError as error:
        stop(t("The demo cannot start: {reason}", reason=error))


def doctor() -> None:
    """Check settings, database, backups, token, clock, holidays and font; say what to mend."""
    given = settings()
    findings = asyncio.run(examine(given))
    colon = texts(given.language).colon()
    for finding in findings:
        typer.echo(f"{'✓' if finding.well else '✗'} {finding.name}{colon}{finding.words}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
