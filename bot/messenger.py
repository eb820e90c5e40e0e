"""The seam between the program and a messenger: everything that one has to be able to do.

Another messenger is another class with these methods, in a folder of its own beside bot/telegram.
Several may serve one ledger at once: rows of the inbox, the outbox and the evidence name theirs.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.delivery import DeliveryFailure, Receipt
from bot.rate_limits import Limits
from messages.incoming import Incoming
from rules.policy.chats import BotProfile, ChatAddress
from storage.mail.due import OutboxRow
from storage.mail.inbox import NewUpdate

Keep = Callable[[Sequence[NewUpdate]], Awaitable[None]]
"""Commits a batch of updates. Raises storage.db.engine.StoreAtFault when nothing was committed."""


class DownloadFailed(Exception):
    """A file was not delivered; with `for_good` it will never be."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Messenger(Protocol):
    """One account of the bot at one messenger."""

    @property
    def name(self) -> str:
        """Return the name that addresses of its chats begin with; it never changes."""

    @property
    def limits(self) -> Limits:
        """Return how fast messages may leave, and how large a file may be."""

    def is_group(self, chat: ChatAddress) -> bool:
        """Return whether one of its chats is a group, for the limits of groups."""

    @property
    def largest_upload(self) -> int:
        """Return how many bytes a file may have that is sent."""

    async def greet(self) -> BotProfile:
        """Check that the messenger can be reached, prepare it, return how the bot is found there."""

    async def listen(self, keep: Keep) -> None:
        """Begin to listen for deliveries, in every process; return at once."""

    async def receive(self, keep: Keep) -> None:
        """Receive updates until cancelled, in one process at a time.

        An update is confirmed to the messenger only after `keep` has returned.
        """

    def parse(self, raw: str) -> Incoming | None:
        """Return what a kept update says, None for what does not concern the ledger.

        Raises any exception when it cannot be read: another try would not help.
        """

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        """Deliver one message, once; return how it ended.

        Where it is rather said aside (messages/outgoing `Aside`), the press it answers is answered
        with it; a messenger without such messages says it in the chat it is addressed to.
        """

    async def download(self, file_id: str) -> bytes:
        """Return the content of a file that somebody sent. Raises DownloadFailed."""

    async def close(self) -> None:
        """Stop listening and close all connections."""
