"""Updates in by webhook: checked, kept, committed, and only then answered."""

import hmac
from functools import partial

import structlog
from aiohttp import web
from telegram.error import BadRequest

from bot.clock import Clock
from bot.listen_address import host_and_port
from bot.messenger import Keep
from bot.settings import Settings
from bot.telegram.client import BotApi, call_until_accepted
from bot.telegram.polling import WANTED
from bot.telegram.raw_updates import parsed_json, received
from bot.telegram.webhook_errors import CannotListen, WebhookRefused
from storage.db.engine import DatabaseLost

HEADER = "X-Telegram-Bot-Api-Secret-Token"

ANNOUNCE_SECONDS = 600.0
"""How often Telegram is told again where to deliver."""

log = structlog.get_logger()


class Webhook:
    """A small HTTP endpoint. Several processes may stand behind one balancer.

    An update that is delivered to two of them is one row of the inbox.
    """

    def __init__(self, settings: Settings, api: BotApi, clock: Clock) -> None:
        self._clock = clock
        self._settings = settings
        self._api = api
        self._runner: web.AppRunner | None = None
        self._secret = settings.webhook_secret.get_secret_value()

    async def stay_announced(self) -> None:
        """Tell Telegram where to deliver, and repeat it until cancelled. Raises WebhookRefused.

        Somebody who polls by mistake, or another program with our token, takes the webhook away
        without a sign.
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

    async def start(self, keep: Keep) -> None:
        """Begin to listen. Raises CannotListen when the address is taken or not ours."""
        app = web.Application()
        app.router.add_post("/{path:.*}", partial(self._delivered, keep))
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, port = host_and_port(self._settings.webhook_listen)
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            raise CannotListen(error.strerror) from error

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _delivered(self, keep: Keep, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        update = parsed_json(await request.read())
        if update is None:
            log.warning("webhook_unreadable")
            return web.Response(status=400)
        try:
            await keep([received(update)])
        except DatabaseLost as error:
            # Telegram keeps the update and delivers it again.
            log.warning("database_lost", reason=str(error))
            return web.Response(status=503)
        return web.Response()
