"""Updates in by webhook: checked, kept, committed, and only then answered."""

import hmac
import json
from typing import Any

import structlog
from aiohttp import web
from telegram.error import BadRequest

from bot.clock import Clock
from bot.settings import Settings
from bot.telegram.client import BotApi, call_until_accepted
from bot.telegram.polling import WANTED, CannotListen, Polling, WebhookRefused
from storage.db.engine import DatabaseLost
from storage.mail import inbox

HEADER = "X-Telegram-Bot-Api-Secret-Token"

ANNOUNCE_SECONDS = 600.0
"""How often Telegram is told again where to deliver."""

log = structlog.get_logger()


class Webhook:
    """A small endpoint of our own. Several may stand behind one balancer: the inbox absorbs twins."""

    def __init__(self, settings: Settings, api: BotApi, intake: Polling, clock: Clock) -> None:
        self._clock = clock
        self._settings = settings
        self._api = api
        self._intake = intake
        self._runner: web.AppRunner | None = None
        self._secret = settings.webhook_secret.get_secret_value()

    async def stay_announced(self) -> None:
        """Tell Telegram where to deliver, and say it again: somebody who polls by mistake, or
        another program with our token, would leave us deaf without a sign.

        Raises WebhookRefused.
        """
        where = {
            "url": self._settings.webhook_url,
            "secret_token": self._secret,
            "allowed_updates": WANTED,
        }
        while True:
            try:
                await call_until_accepted(self._api, "setWebhook", where, self._clock.sleep)
            except BadRequest as error:
                raise WebhookRefused(error.message) from error
            await self._clock.sleep(ANNOUNCE_SECONDS)

    async def start(self) -> None:
        """Listen. Raises CannotListen when the address is taken or not ours."""
        app = web.Application()
        app.router.add_post("/{path:.*}", self._delivered)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, _, port = self._settings.webhook_listen.rpartition(":")
        try:
            await web.TCPSite(self._runner, host.strip("[]"), int(port)).start()
        except OSError as error:
            raise CannotListen(error.strerror) from error

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _delivered(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        update = _parsed(await request.read())
        if update is None:
            log.warning("webhook_unreadable")
            return web.Response(status=400)
        try:
            await self._intake.keep([update])
        except DatabaseLost as error:
            # Telegram keeps the update and delivers it again.
            log.warning("database_lost", reason=str(error))
            return web.Response(status=503)
        return web.Response()


def _parsed(body: bytes) -> dict[str, Any] | None:
    """An update with its number; None for anything else."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if inbox.number_of(update) is not None else None
