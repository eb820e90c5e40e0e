"""Updates by long polling: nothing is confirmed to Telegram before it is a row."""

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.messenger import Keep
from bot.telegram.client import PATIENCE, BotApi, Unintelligible, call_until_accepted, seconds_of
from bot.telegram.raw_updates import RawUpdate, number_of, received
from storage.db.engine import DatabaseLost

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
"""How long Telegram holds a call open while there is nothing to deliver."""
DATABASE_PATIENCE = 1.0
"""Seconds between tries while the database cannot be written."""

log = structlog.get_logger()


class Polling:
    """Long polling: fetch a batch, keep it raw in one commit, and only then ask for the next."""

    def __init__(self, api: BotApi, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._offset: int | None = None

    async def run(self, keep: Keep) -> None:
        """Poll until cancelled. Raises InvalidToken when Telegram refuses the token.

        Begins with what Telegram holds unconfirmed: another process may have fetched meanwhile.
        """
        self._offset = None
        await self._no_webhook()
        while True:
            try:
                await self.fetch_once(keep)
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._clock.sleep(seconds_of(error))
            except Conflict as error:
                log.warning("intake_conflict", reason=str(error))
                await self._clock.sleep(PATIENCE)
                # Either another poller, or somebody has set a webhook.
                await self._no_webhook()
            except TelegramError as error:
                log.warning("intake_unreachable", reason=str(error))
                await self._clock.sleep(PATIENCE)
            except DatabaseLost as error:
                # Nothing was confirmed: the same updates are fetched again.
                log.warning("database_lost", reason=str(error))
                await self._clock.sleep(DATABASE_PATIENCE)
            except Exception:
                # Nothing was confirmed either; what fails again is told again.
                log.exception("intake_failed")
                await self._clock.sleep(PATIENCE)

    async def _no_webhook(self) -> None:
        await call_until_accepted(self._api, "deleteWebhook", {}, self._clock.sleep)

    async def fetch_once(self, keep: Keep, wait_seconds: int = POLL_SECONDS) -> None:
        """Make one getUpdates call, and keep what comes before the next one confirms it."""
        answer: object = await self._api.call(
            "getUpdates",
            {
                "offset": self._offset,
                "timeout": wait_seconds,
                "limit": 100,
                "allowed_updates": WANTED,
            },
            timeout=wait_seconds + 10,
        )
        batch = _in_order(answer)
        if batch:
            await keep([received(update) for update in batch])
            self._offset = batch[-1]["update_id"] + 1


def _in_order(answer: object) -> list[RawUpdate]:
    """Return the updates in the order of their numbers, which is the order people wrote in."""
    if not isinstance(answer, list):
        raise Unintelligible("getUpdates")
    numbered = [update for update in answer if number_of(update) is not None]
    if answer and not numbered:
        raise Unintelligible("getUpdates")
    if len(numbered) < len(answer):
        log.error("updates_without_number", count=len(answer) - len(numbered))
    return sorted(numbered, key=lambda update: int(update["update_id"]))
