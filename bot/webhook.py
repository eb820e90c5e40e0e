"""Updates in by webhook: checked, kept, committed, and only then answered."""

import hmac
from typing import Any

import structlog
from aiohttp import web

from bot.intake import WANTED, Intake
from bot.settings import Settings
from bot.transport import BotApi
from storage.database import DatabaseLost

HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = structlog.get_logger()


class Webhook:
    """A small endpoint of our own. Several may stand behind one balancer: the inbox absorbs twins."""

    def __init__(self, settings: Settings, api: BotApi, intake: Intake) -> None:
        self._settings = settings
        self._api = api
        self._intake = intake
        self._runner: web.AppRunner | None = None
        self._secret = settings.webhook_secret.get_secret_value()

    async def announce(self) -> None:
        """Tell Telegram where to deliver."""
        await self._api.call(
            "setWebhook",
            {
                "url": self._settings.webhook_url,
                "secret_token": self._secret or None,
                "allowed_updates": WANTED,
            },
        )

    async def start(self) -> None:
        """Listen. Raises OSError when the address is taken."""
        app = web.Application()
        app.router.add_post("/{path:.*}", self._delivered)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, _, port = self._settings.webhook_listen.rpartition(":")
        await web.TCPSite(self._runner, host, int(port)).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _delivered(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            update: dict[str, Any] = await request.json()
            await self._intake.keep([update])
        except (ValueError, KeyError, TypeError) as error:
            log.warning("webhook_unreadable", reason=repr(error))
            return web.Response(status=400)
        except DatabaseLost as error:
            # Telegram keeps the update and delivers it again.
            log.warning("database_lost", reason=str(error))
            return web.Response(status=503)
        return web.Response()
