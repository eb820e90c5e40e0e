"""Who is woken by what: the worker by updates, the sender by messages, the downloader by files."""

from dataclasses import dataclass, field

from bot.clock import Wakeup


@dataclass(frozen=True, slots=True)
class Wakeups:
    """One for each queue of the ledger."""

    inbox: Wakeup = field(default_factory=Wakeup)
    outbox: Wakeup = field(default_factory=Wakeup)
    files: Wakeup = field(default_factory=Wakeup)

    def after_work(self) -> None:
        """Ring for what an answered update may have left: messages to send, files to download."""
        self.outbox.ring()
        self.files.ring()
