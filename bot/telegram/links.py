"""Addresses of Telegram that open the bot."""

from telegram.error import TelegramError

from bot.settings import Settings
from bot.telegram.client import api_of, named


class NoLink(Exception):
    """The bot's name is not known; the message says why."""


async def start_link(given: Settings) -> str:
    """Return the address that opens the bot, up to the code. Raises NoLink."""
    api = api_of(given)
    try:
        name = named(await api.call("getMe", {}, timeout=10))
    except TelegramError as error:
        raise NoLink(error.message) from error
    finally:
        await api.close()
    return f"https://t.me/{name}?start="
