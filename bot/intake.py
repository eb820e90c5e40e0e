"""Updates in: nothing is confirmed to Telegram before it is a row."""

from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Bell, Clock
from bot.ledger_thread import LedgerThread
from bot.metrics import TAKEN_IN
from bot.transport import BotApi, seconds_of
from storage import inbox

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
PATIENCE = 3.0
"""Seconds between tries while Telegram cannot be reached."""

log = structlog.get_logger()


class Intake:
    """Long polling: fetch a batch, keep it raw in one commit, and only then ask for the next."""

    def __init__(self, api: BotApi, ledger: LedgerThread, clock: Clock, bell: Bell) -> None:
        self._api = api
        self._ledger = ledger
        self._clock = clock
        self._bell = bell
        self._offset: int | None = None

    async def run(self) -> None:
        """Until cancelled. Raises InvalidToken when Telegram refuses the token."""
        while True:
            try:
                await self.fetch_once()
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._clock.sleep(seconds_of(error))
            except Conflict as error:
                log.warning("intake_conflict", reason=str(error))
                await self._clock.sleep(PATIENCE)
            except (NetworkError, TelegramError) as error:
                log.warning("intake_unreachable", reason=str(error))
                await self._clock.sleep(PATIENCE)

    async def fetch_once(self, wait_seconds: int = POLL_SECONDS) -> int:
        """One getUpdates: how many updates came and are now kept."""
        batch: list[dict[str, Any]] = await self._api.call(
            "getUpdates",
            {
                "offset": self._offset,
                "timeout": wait_seconds,
                "limit": 100,
                "allowed_updates": WANTED,
            },
            timeout=wait_seconds + 10,
        )
        if batch:
            await self.keep(batch)
            self._offset = batch[-1]["update_id"] + 1
        return len(batch)

    async def keep(self, batch: list[dict[str, Any]]) -> None:
        """One commit for the batch; what is already there is left as it was."""
        now = self._clock.now()
        await self._ledger.write(lambda tx: inbox.store(tx, batch, now))
        TAKEN_IN.inc(len(batch))
        self._bell.ring()
