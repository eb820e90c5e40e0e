"""The first calls of a starting bot: its name is asked for, its menu of commands published."""

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.client import BotApi, named, seconds_of
from bot.telegram.menu import publish_menu

GREETING_WAITS = (1.0, 3.0)
"""Seconds before Telegram is asked again at the start."""

log = structlog.get_logger()


async def greet(api: BotApi, clock: Clock) -> str:
    """Return the bot's name. Raises TelegramError when Telegram stays out of reach."""
    name = await _name(api, clock)
    await _publish_menu(api)
    return name


async def _name(api: BotApi, clock: Clock) -> str:
    """Return the name; a passing failure of Telegram does not keep the bot from starting."""
    for wait in GREETING_WAITS:
        try:
            return named(await api.call("getMe", {}))
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("greeting_failed", reason=error.message)
            asked = seconds_of(error) if isinstance(error, RetryAfter) else wait
            await clock.sleep(asked)
    return named(await api.call("getMe", {}))


async def _publish_menu(api: BotApi) -> None:
    """Publish the menu; without one the bot serves all the same."""
    try:
        await publish_menu(api)
    except TelegramError as error:
        log.warning("menu_not_published", reason=error.message)
