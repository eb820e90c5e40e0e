"""Why Telegram keeps a command from going on, in one sentence each (see bot/startup_errors)."""

from telegram.error import InvalidToken, TelegramError

from bot.telegram.webhook_errors import CannotListen, WebhookRefused

TELEGRAM_REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        (InvalidToken,),
        "Telegram 不接受此令牌，请检查 TAIZHANG_BOT_TOKEN / "
        "Telegram refuses the token: check TAIZHANG_BOT_TOKEN",
    ),
    (
        (TelegramError,),
        "无法连接 Telegram，请检查网络、TAIZHANG_TELEGRAM_API_URL 和 TAIZHANG_PROXY_URL：{reason} / "
        "cannot reach Telegram: check the network, TAIZHANG_TELEGRAM_API_URL and "
        "TAIZHANG_PROXY_URL: {reason}",
    ),
    (
        (WebhookRefused,),
        "Telegram 不接受回调地址，请检查 TAIZHANG_WEBHOOK_URL：{reason} / "
        "Telegram refuses the webhook: check TAIZHANG_WEBHOOK_URL: {reason}",
    ),
    (
        (CannotListen,),
        "无法监听，请检查 TAIZHANG_WEBHOOK_LISTEN：{reason} / "
        "cannot listen: check TAIZHANG_WEBHOOK_LISTEN: {reason}",
    ),
)
