"""The HTTP server behind the webhook: strangers may knock, but cost neither time nor room.

A connection is silent until it has brought a request with the secret. Silent ones have little time,
and only so many of them are kept: the oldest gives way to the newest, so that Telegram, which
speaks at once, always comes in. Whatever is refused is closed, and only counted in the log.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from bot.clock import Clock

SILENT_SECONDS = 10.0
"""How long a connection may take until its request is here, body and all."""

MOST_SILENT = 100
"""Telegram has at most 100 connections at a time. Source: Bot API, setWebhook, max_connections."""

IDLE_SECONDS = 75.0
"""How long a connection of Telegram's is kept for the next update."""

TOLD_EVERY = 60.0
"""Seconds between two lines of the log about what was refused."""

log = structlog.get_logger()

UNHEARD = logging.Logger("webhook")
"""Takes what the library would log: it quotes what strangers send."""
UNHEARD.addHandler(logging.NullHandler())


class Door(web.Server):
    """A server that keeps silent connections few and short."""

    def __init__(self, handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]) -> None:
        super().__init__(
            handler,
            logger=UNHEARD,
            access_log=None,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=0.0,
        )
        self._silent: dict[RequestHandler, tuple[asyncio.Transport, asyncio.TimerHandle]] = {}

    def connection_made(self, handler: RequestHandler, transport: asyncio.Transport) -> None:
        """Give a new connection its time, and take the oldest silent one's place if need be."""
        super().connection_made(handler, transport)
        if len(self._silent) >= MOST_SILENT:
            oldest, _ = self._silent[next(iter(self._silent))]
            self._heard(next(iter(self._silent)))
            oldest.abort()
        loop = asyncio.get_running_loop()
        self._silent[handler] = (transport, loop.call_later(SILENT_SECONDS, transport.abort))

    def connection_lost(self, handler: RequestHandler, exc: BaseException | None = None) -> None:
        """Forget a connection."""
        super().connection_lost(handler, exc)
        self._heard(handler)

    def let_in(self, request: web.BaseRequest) -> None:
        """Keep the connection of this request for further ones."""
        self._heard(request.protocol)

    def _heard(self, handler: RequestHandler) -> None:
        _, timer = self._silent.pop(handler, (None, None))
        if timer is not None:
            timer.cancel()


class Refusals:
    """Refuses, and tells the log once a minute how often."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._untold = 0
        self._told_at: float | None = None

    def refuse(self, status: int) -> web.Response:
        """Return an answer that ends the connection."""
        self._untold += 1
        now = self._clock.ticks()
        if self._told_at is None or now - self._told_at >= TOLD_EVERY:
            log.warning("webhook_refused", count=self._untold, last=status)
            self._untold, self._told_at = 0, now
        answer = web.Response(status=status)
        answer.force_close()
        return answer
