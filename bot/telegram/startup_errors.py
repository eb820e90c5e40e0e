"""Why Telegram keeps a command from going on, in one sentence each (see bot/startup_errors)."""

from collections.abc import Callable

from telegram.error import InvalidToken, TelegramError

from bot.telegram.webhook_errors import CannotListen, WebhookRefused
from messages.texts import Texts

TELEGRAM_REASONS: tuple[tuple[tuple[type[Exception], ...], Callable[[Texts, str], str]], ...] = (
    (
        (InvalidToken,),
        lambda t, _reason: t("Telegram refuses the token, please check TAIZHANG_BOT_TOKEN"),
    ),
    (
        (TelegramError,),
        lambda t, reason: t(
            "Telegram cannot be reached, please check the network, TAIZHANG_TELEGRAM_API_URL and "
            "TAIZHANG_PROXY_URL: {reason}",
            reason=reason,
        ),
    ),
    (
        (WebhookRefused,),
        lambda t, reason: t(
            "Telegram refuses the webhook, please check TAIZHANG_WEBHOOK_URL: {reason}",
            reason=reason,
        ),
    ),
    (
        (CannotListen,),
        lambda t, reason: t(
            "Cannot listen, please check TAIZHANG_WEBHOOK_LISTEN: {reason}", reason=reason
        ),
    ),
)
