"""What can go wrong with a webhook; apart from its server, which is slow to import."""


class WebhookRefused(Exception):
    """Telegram does not take the address we gave; the message says why."""


class CannotListen(Exception):
    """TAIZHANG_WEBHOOK_LISTEN cannot be listened at; the message says why."""
