"""Addresses of Telegram that open the bot."""

from telegram.error import TelegramError

from bot.settings import Settings
from bot.telegram.client import api_of, named
from rules.policy.deep_links import start_word
from rules.policy.refs import Ref


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
    return _opened_with(name, "")


def card_address(bot_name: str, card: Ref) -> str:
    """Return the address that opens a card in the reader's private chat with the bot."""
    return _opened_with(bot_name, start_word(card))


def _opened_with(bot_name: str, word: str) -> str:
    return f"https://t.me/{bot_name}?start={word}"
