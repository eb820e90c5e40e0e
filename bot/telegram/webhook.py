"""Updates in by webhook: checked, kept, committed, and only then answered."""

import asyncio
import hmac
from functools import partial
from urllib.parse import unquote, urlsplit

import structlog
from aiohttp import web
from telegram.error import BadRequest

from bot.clock import Clock
from bot.listen_address import host_and_port
from bot.messenger import Keep
from bot.settings import Settings
from bot.telegram.client import BotApi, call_until_accepted
from bot.telegram.door import SILENT_SECONDS, Door, Refusals
from bot.telegram.polling import WANTED
from bot.telegram.raw_updates import RawUpdate, parsed_json, received
from bot.telegram.webhook_errors import CannotListen, WebhookRefused
from storage.db.engine import DatabaseLost

HEADER = "X-Telegram-Bot-Api-Secret-Token"

LARGEST = 2**20
"""Bytes of a request, where the library stops reading as well; an update has a tenth of that."""

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
        self._runner: web.ServerRunner | None = None
        self._refusals = Refusals(clock)
        self._path = unquote(urlsplit(settings.webhook_url).path) or "/"
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
        self._door = Door(partial(self._delivered, keep))
        self._runner = web.ServerRunner(self._door)
        await self._runner.setup()
        host, port = host_and_port(self._settings.webhook_listen)
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            raise CannotListen(error.strerror) from error

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _delivered(self, keep: Keep, request: web.BaseRequest) -> web.StreamResponse:
        """Keep an update of Telegram's; look at nothing that anybody else has sent."""
        stranger = self._is_strange(request)
        if stranger:
            return self._refusals.refuse(stranger)
        try:
            async with asyncio.timeout(SILENT_SECONDS):
                body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return self._refusals.refuse(413)
        except TimeoutError:
            return self._refusals.refuse(408)
        self._door.let_in(request)
        update = parsed_json(body)
        if update is None:
            return self._refusals.refuse(400)
        return await self._kept(keep, update)

    def _is_strange(self, request: web.BaseRequest) -> int:
        """Return the status for what is not Telegram's; 0 for what is."""
        if request.path != self._path:
            return 404
        if request.method != "POST":
            return 405
        given = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret.encode()):
            return 403
        return 413 if (request.content_length or 0) > LARGEST else 0

    async def _kept(self, keep: Keep, update: RawUpdate) -> web.Response:
        try:
            await keep([received(update)])
        except DatabaseLost as error:
            # Telegram keeps the update and delivers it again.
            log.warning("database_lost", reason=str(error))
            return web.Response(status=503)
        except Exception:
            log.exception("intake_failed")
            return web.Response(status=500)
        return web.Response()
