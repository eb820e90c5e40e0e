"""The first calls of a starting bot: it asks who it is, and publishes its menu of commands."""

from dataclasses import dataclass

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.client import BotApi, Unintelligible, named, seconds_of
from bot.telegram.menu import publish_menu

GREETING_WAITS = (1.0, 3.0)
"""Seconds before Telegram is asked again at the start."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What `getMe` said: the bot's name, and whether its server may know the style of a button."""

    bot_name: str
    styles: bool


log = structlog.get_logger()


async def greet(api: BotApi, clock: Clock) -> Greeting:
    """Return who the bot is. Raises TelegramError when Telegram stays out of reach."""
    greeting = greeting_from(await _me(api, clock))
    await _publish_menu(api)
    return greeting


def greeting_from(me: object) -> Greeting:
    """Read the answer to `getMe`. Raises Unintelligible.

    A server that names the bot's abilities, but none of Bot API 7.2, is too old for buttons with
    a style (9.4) and may refuse them; Telegram's own ignores what it does not know.
    """
    if not isinstance(me, dict):
        raise Unintelligible("getMe")
    old = "can_join_groups" in me and "can_connect_to_business" not in me
    return Greeting(named(me), styles=not old)


async def _me(api: BotApi, clock: Clock) -> object:
    """Return what `getMe` answers; a passing failure of Telegram does not keep the bot from starting."""
    for wait in GREETING_WAITS:
        try:
            return await api.call("getMe", {})
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("greeting_failed", reason=error.message)
            asked = seconds_of(error) if isinstance(error, RetryAfter) else wait
            await clock.sleep(asked)
    return await api.call("getMe", {})


async def _publish_menu(api: BotApi) -> None:
    """Publish the menu; without one the bot serves all the same."""
    try:
        await publish_menu(api)
    except TelegramError as error:
        log.warning("menu_not_published", reason=error.message)
