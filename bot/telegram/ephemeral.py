"""Whether the server knows ephemeral messages: said in a group, and seen by one of its members alone.

An older server takes a call that it half understands and shows the message to the whole group, so
this has to be known before. Bot API 10.3 came with the parameter by which they are sent and with
the administrators' right to send words of welcome, which the answer to a harmless question names.
Source: https://core.telegram.org/bots/api-changelog, August 24, 2026.
"""

from collections.abc import Callable

import structlog
from telegram.error import TelegramError

from bot.telegram.client import BotApi

NEW_IN_10_3 = "can_send_welcome_messages"

ASK_AGAIN = 3600.0
"""Seconds after which a server that did not know them, or did not answer, is asked again."""

log = structlog.get_logger()


class EphemeralMessages:
    """Asks at the first need and remembers; what is in doubt counts as not known."""

    def __init__(self, api: BotApi, ticks: Callable[[], float]) -> None:
        self._api = api
        self._ticks = ticks
        self._known = False
        self._ask_at = 0.0

    async def known(self) -> bool:
        """Return whether the server takes them."""
        if not self._known and self._ticks() >= self._ask_at:
            self._ask_at = self._ticks() + ASK_AGAIN
            self._known = await self._asked()
        return self._known

    def forget(self) -> None:
        """Take it that the server does not know them: it showed one to everybody."""
        self._known = False

    async def _asked(self) -> bool:
        try:
            rights = await self._api.call("getMyDefaultAdministratorRights", {})
        except TelegramError as error:
            log.warning("ephemeral_messages_in_doubt", reason=error.message)
            return False
        return isinstance(rights, dict) and NEW_IN_10_3 in rights
