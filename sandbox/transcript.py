"""What the bot has called, and how it was answered."""

from __future__ import annotations

from collections import deque
from typing import Any

from sandbox.events import Events
from sandbox.files import Upload
from sandbox.wire import BotApiError, Json, Malformed

KEPT = 5_000


class Transcript:
    def __init__(self, events: Events) -> None:
        self._events = events
        self._calls: deque[Json] = deque(maxlen=KEPT)
        self.total = 0
        self.refused = 0
        self.malformed = 0

    def record(
        self, method: str, params: Json, error: BotApiError | None, fault: str | None = None
    ) -> None:
        self.total += 1
        self.refused += error is not None
        self.malformed += isinstance(error, Malformed) or (error is not None and error.code == 404)
        call: Json = {
            "number": self.total,
            "method": method,
            "params": {name: _readable(value) for name, value in params.items()},
            "ok": error is None,
            "error_code": error.code if error else None,
            "description": error.description if error else None,
            "fault": fault,
        }
        self._calls.append(call)
        self._events.publish("call", **call)

    def of(self, method: str | None = None) -> list[Json]:
        return [call for call in self._calls if method in (None, call["method"])]

    def view(self, method: str | None = None) -> Json:
        return {
            "calls": self.of(method),
            "total": self.total,
            "refused": self.refused,
            "malformed": self.malformed,
        }


def _readable(value: Any) -> Any:
    if isinstance(value, Upload):
        return f"file {value.name}, {len(value.data)} bytes"
    return value
