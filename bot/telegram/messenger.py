"""Telegram as a messenger: the methods of bot/messenger.Messenger by way of the Bot API."""

from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.delivery import DeliveryFailure, Receipt
from bot.messenger import DownloadFailed, Keep
from bot.rate_limits import Limits
from bot.settings import Settings
from bot.telegram.addresses import NAME, is_group
from bot.telegram.client import Unintelligible, api_of
from bot.telegram.delivery import Delivery, Patience
from bot.telegram.greeting import greet
from bot.telegram.limits import LARGEST_UPLOAD, PUBLISHED
from bot.telegram.polling import Polling
from bot.telegram.updates import parse_raw
from messages.incoming import Incoming
from rules.policy.chats import BotProfile, ChatAddress
from storage.mail.due import OutboxRow

if TYPE_CHECKING:
    from bot.telegram.webhook import Webhook

USUAL_PATIENCE = Patience()


class Telegram:
    """One bot; with `webhook` updates are delivered to us, otherwise we poll."""

    name = NAME
    largest_upload = LARGEST_UPLOAD

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        webhook: bool = False,
        limits: Limits = PUBLISHED,
        patience: Patience = USUAL_PATIENCE,
    ) -> None:
        self.limits = limits
        self._settings = settings
        self._clock = clock
        self._api = api_of(settings)
        self._polling = Polling(self._api, clock)
        self._delivery = Delivery(self._api, settings.data_dir, patience, clock.ticks)
        self._webhook = self._make_webhook() if webhook else None

    def _make_webhook(self) -> "Webhook":
        from bot.telegram.webhook import Webhook  # noqa: PLC0415 - a server of HTTP: slow to import

        return Webhook(self._settings, self._api, self._clock)

    def is_group(self, chat: ChatAddress) -> bool:
        """Return whether a chat is a group."""
        return is_group(chat)

    async def greet(self) -> BotProfile:
        """Ask for the bot's name and publish the menu. Raises TelegramError."""
        greeting = await greet(self._api, self._clock)
        self._delivery.greeting = greeting
        name = greeting.bot_name
        return BotProfile(NAME, name, f"https://t.me/{name}?start")

    async def listen(self, keep: Keep) -> None:
        """Begin to listen at the webhook's address. Raises CannotListen."""
        if self._webhook is not None:
            await self._webhook.start(keep)

    async def receive(self, keep: Keep) -> None:
        """Poll, or keep Telegram told where to deliver. Raises InvalidToken and WebhookRefused."""
        if self._webhook is not None:
            await self._webhook.stay_announced()
        else:
            await self._polling.run(keep)

    def parse(self, raw: str) -> Incoming | None:
        """Return what an update says; None for what does not concern the ledger."""
        return parse_raw(raw, self.limits.download)

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        """Make the call that delivers one row of the outbox."""
        return await self._delivery.send(row)

    async def download(self, file_id: str) -> bytes:
        """Return the content of a file. Raises DownloadFailed."""
        try:
            found = await self._api.call("getFile", {"file_id": file_id})
            path = found.get("file_path") if isinstance(found, dict) else None
            if not isinstance(path, str):
                raise Unintelligible("getFile")
            return await self._api.download(path)
        except TelegramError as error:
            for_good = isinstance(error, BadRequest)
            raise DownloadFailed(error.message, for_good=for_good) from error

    async def close(self) -> None:
        """Stop listening and close the connections."""
        if self._webhook is not None:
            await self._webhook.stop()
        await self._api.close()
