"""Telegram over HTTP: python-telegram-bot's request seam on aiohttp.

Its default client gets slower the more it does at once; this one does not (docs/performance.md).
"""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import structlog
from telegram.error import (
    BadRequest,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.settings import Settings
from bot.telegram.request_data import request_data

Params = dict[str, Any]

PATIENCE = 3.0
"""Seconds between tries while Telegram cannot be reached."""

LONGEST_LIMIT = 86_400.0
"""Seconds; whoever is told to wait longer asks again after a day."""

log = structlog.get_logger()


class AiohttpRequest(BaseRequest):
    """One keep-alive pool for all calls."""

    def __init__(self, *, proxy: str = "", connections: int = 64) -> None:
        self._proxy = proxy or None
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return 20.0

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request. Raises TimedOut and NetworkError as the library's own request does."""
        del write_timeout, connect_timeout, pool_timeout
        await self.initialize()
        assert self._session is not None
        seconds = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout
        try:
            async with self._session.request(
                method,
                url,
                data=_form(request_data),
                proxy=self._proxy,
                headers={"User-Agent": self.USER_AGENT},
                timeout=aiohttp.ClientTimeout(total=seconds, connect=10),
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # The address holds the token, which no log and no row may show.
            words = str(error).replace(url, "")
            raise NetworkError(f"{type(error).__name__}: {words}") from None


def _form(request_data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        # In a form every Chinese character takes nine bytes, and longer to write than to send.
        written = json.dumps(request_data.parameters, ensure_ascii=False)
        return aiohttp.BytesPayload(written.encode(), content_type="application/json")
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


class Unintelligible(TelegramError):
    """What came back is no answer of the Bot API. Whether the call took effect is not known."""

    def __init__(self, method: str) -> None:
        super().__init__(f"{method}: the answer is not one of the Bot API")


class BotApi:
    """The Bot API at one root, for one bot. Raises TelegramError, as python-telegram-bot sorts it."""

    def __init__(self, root: str, token: str, request: AiohttpRequest) -> None:
        self._url = f"{root}/bot{token}"
        self._files = f"{root}/file/bot{token}"
        self._request = request

    async def call(self, method: str, params: Params, *, timeout: float = 20.0) -> Any:  # noqa: ASYNC109 - seconds for the answer; the transport ends it
        """Call a method; return its `result`, as plain data."""
        data = request_data(params)
        try:
            return await self._request.post(
                f"{self._url}/{method}", request_data=data, read_timeout=timeout
            )
        except TelegramError:
            raise
        except Exception as error:
            # The library takes for granted that every JSON is an object with a `result`, not
            # nested too deep, and every number in it small.
            raise Unintelligible(method) from error

    async def download(self, file_path: str) -> bytes:
        """Return a file's bytes; `file_path` is as getFile gave it."""
        return await self._request.retrieve(f"{self._files}/{file_path}", read_timeout=120)

    async def close(self) -> None:
        await self._request.shutdown()


def api_of(settings: Settings) -> BotApi:
    """Return the Bot API as the settings name it."""
    token = settings.bot_token.get_secret_value()
    return BotApi(settings.telegram_api_url, token, AiohttpRequest(proxy=settings.proxy_url))


def named(me: object) -> str:
    """Return the bot's user name out of what `getMe` answered."""
    if not isinstance(me, dict):
        raise Unintelligible("getMe")
    return str(me.get("username", ""))


async def call_until_accepted(
    api: BotApi, method: str, params: Params, sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Call until Telegram has taken it. Raises InvalidToken and BadRequest: those never pass."""
    while True:
        try:
            await api.call(method, params)
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            log.warning("not_taken", method=method, reason=error.message)
            await sleep(seconds_of(error) if isinstance(error, RetryAfter) else PATIENCE)
        else:
            return


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait. (bot/__init__ asks the library for timedeltas.)"""
    wait = error.retry_after
    seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    return min(seconds, LONGEST_LIMIT)
