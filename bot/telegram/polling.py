"""Updates in: nothing is confirmed to Telegram before it is a row."""

from datetime import datetime
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.ops.metrics import NOT_KEPT, TAKEN_IN
from bot.telegram.client import PATIENCE, BotApi, Unintelligible, call_until_accepted, seconds_of
from storage.db.engine import DatabaseLost, StoreAtFault
from storage.mail import inbox

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
DATABASE_PATIENCE = 1.0

log = structlog.get_logger()


class WebhookRefused(Exception):
    """Telegram does not take the address we gave; the message says why."""


class CannotListen(Exception):
    """TAIZHANG_WEBHOOK_LISTEN cannot be listened at; the message says why."""


class Polling:
    """Long polling: fetch a batch, keep it raw in one commit, and only then ask for the next."""

    def __init__(self, api: BotApi, ledger: DatabaseThread, clock: Clock, wakeup: Wakeup) -> None:
        self._api = api
        self._ledger = ledger
        self._clock = clock
        self._bell = wakeup
        self._offset: int | None = None

    async def run(self) -> None:
        """Until cancelled. Raises InvalidToken when Telegram refuses the token.

        Begins with what Telegram holds unconfirmed: another process may have fetched meanwhile.
        """
        self._offset = None
        await self._no_webhook()
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

    async def fetch_once(self, wait_seconds: int = POLL_SECONDS) -> int:
        """One getUpdates: how many updates came and are now kept."""
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
            await self.keep(batch)
            self._offset = batch[-1]["update_id"] + 1
        return len(batch)

    async def keep(self, batch: list[dict[str, Any]]) -> None:
        """One commit for the batch; what is already there is left as it was.

        When the store will not take the batch, each update is kept by itself.
        """
        now = self._clock.now()
        try:
            await self._ledger.write(lambda tx: inbox.store(tx, batch, now))
        except StoreAtFault:
            raise
        except Exception:
            for update in batch:
                await self._keep_alone(update, now)
        TAKEN_IN.inc(len(batch))
        self._bell.ring()

    async def _keep_alone(self, update: dict[str, Any], now: datetime) -> None:
        """One that is not taken as it came is kept escaped, or else stands in the log alone."""
        try:
            await self._ledger.write(lambda tx: inbox.store(tx, [update], now))
        except StoreAtFault:
            raise
        except Exception as error:
            NOT_KEPT.inc()
            log.error("update_not_kept", raw=inbox.escaped(update), exc_info=error)
            await self._keep_escaped(update, now)

    async def _keep_escaped(self, update: dict[str, Any], now: datetime) -> None:
        try:
            await self._ledger.write(lambda tx: inbox.store_escaped(tx, update, now))
        except StoreAtFault:
            raise
        except Exception:
            log.exception("update_in_the_log_only", update=update["update_id"])


def _in_order(answer: object) -> list[dict[str, Any]]:
    """The updates as people made them: their numbers tell the order, whatever way they came."""
    if not isinstance(answer, list):
        raise Unintelligible("getUpdates")
    numbered = [update for update in answer if inbox.number_of(update) is not None]
    if answer and not numbered:
        raise Unintelligible("getUpdates")
    if len(numbered) < len(answer):
        log.error("updates_without_number", count=len(answer) - len(numbered))
    return sorted(numbered, key=lambda update: int(update["update_id"]))
