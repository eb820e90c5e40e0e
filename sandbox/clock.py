"""The sandbox's own time: the machine's clock plus an offset that people can move."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.events import Events
from sandbox.wire import Json


class Clock:
    def __init__(self, events: Events) -> None:
        self._events = events
        self.offset_seconds = 0.0
        self.known: float | None = None
        """The offset that who follows has done everything up to; None while nobody follows."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.exact(), UTC)

    def exact(self) -> float:
        """Return Unix time in seconds, with fractions."""
        return datetime.now(UTC).timestamp() + self.offset_seconds

    def unix(self) -> int:
        return int(self.exact())

    def advance(self, seconds: float) -> None:
        self.offset_seconds += seconds
        self._events.publish("clock", **self.view())

    def set(self, moment: datetime) -> None:
        self.advance(moment.timestamp() - self.exact())

    def view(self) -> Json:
        return {
            "now": self.now().isoformat(),
            "offset_seconds": self.offset_seconds,
            "followed": None if self.known is None else self.known == self.offset_seconds,
        }
