"""Telegram's part of the check-up: the token, the webhook, and the clock to compare ours with."""

from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import TelegramError

from bot.clock import Clock
from bot.ops.finding import Finding
from bot.settings import Settings
from bot.telegram.client import api_of, named
from messages.texts import Texts

CLOCK_TOLERANCE = 30.0
"""Seconds this machine's clock may differ from Telegram's."""


async def findings_of_telegram(given: Settings, t: Texts) -> list[Finding]:
    """Return what was found, in the order an operator would mend it."""
    return [await _token(given, t), *_webhook(given, t), await _clock(given, t)]


async def _token(given: Settings, t: Texts) -> Finding:
    name = t("Token")
    if not given.bot_token.get_secret_value():
        return Finding(name, False, t("not set, please set TAIZHANG_BOT_TOKEN"))
    api = api_of(given)
    try:
        bot = named(await api.call("getMe", {}, timeout=10))
    except TelegramError as error:
        words = t(
            "of no use; check TAIZHANG_BOT_TOKEN, TAIZHANG_TELEGRAM_API_URL and the network: {reason}",
            reason=error.message,
        )
        return Finding(name, False, words)
    finally:
        await api.close()
    return Finding(name, True, f"@{bot}")


def _webhook(given: Settings, t: Texts) -> list[Finding]:
    """Return nothing while no webhook is wanted."""
    if not given.webhook_url:
        return []
    if not given.webhook_secret.get_secret_value():
        return [Finding("Webhook", False, t("no secret, please set TAIZHANG_WEBHOOK_SECRET"))]
    place = t("{url}, listening at {place}", url=given.webhook_url, place=given.webhook_listen)
    return [Finding("Webhook", True, place)]


async def _clock(given: Settings, t: Texts) -> Finding:
    """Compare our clock with the `Date` header of Telegram's answer."""
    name = t("Clock")
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(given.telegram_api_url, proxy=given.proxy_url or None) as answer,
        ):
            date = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return Finding(name, False, t("cannot be compared with Telegram's, check the network"))
    if date is None:
        return Finding(name, True, t("the server tells no time to compare with"))
    apart = abs((Clock().now() - parsedate_to_datetime(date)).total_seconds())
    if apart > CLOCK_TOLERANCE:
        words = t(
            "please set it right; seconds apart from Telegram's: {seconds}", seconds=f"{apart:.0f}"
        )
        return Finding(name, False, words)
    return Finding(name, True, t("right"))
