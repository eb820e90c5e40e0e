"""The bot's queue of updates: filled by what people do, emptied by getUpdates or the webhook."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import Any

from sandbox.events import Events
from sandbox.wire import Json

ONLY_WHEN_ASKED_FOR = frozenset({"chat_member"})
"""Telegram leaves these out unless `allowed_updates` names them."""

FIRST_ID = 700_000_001


class Updates:
    def __init__(self, events: Events) -> None:
        self._events = events
        self._next_id = FIRST_ID
        self.waiting: deque[Json] = deque()
        self.allowed: list[str] = []
        self.last_batch: list[Json] = []

    def put(self, kind: str, content: Any) -> int | None:
        """Queue one update; None when the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        return self.put_raw({kind: content})

    def put_raw(self, update: Json) -> int:
        """Queue any object at all; it gets an update_id of its own unless it brings one."""
        update_id = update.setdefault("update_id", self._next_id)
        if isinstance(update_id, int):
            self._next_id = max(self._next_id, update_id + 1)
        self.waiting.append({"update_id": update_id, **update})
        self._events.changes.announce()
        return int(self._next_id - 1)

    def _wanted(self, kind: str) -> bool:
        if self.allowed:
            return kind in self.allowed
        return kind not in ONLY_WHEN_ASKED_FOR

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps that many from the end."""
        while self.waiting and (
            self._id(self.waiting[0]) < offset if offset >= 0 else len(self.waiting) > -offset
        ):
            self.waiting.popleft()
        self._events.changes.announce()

    @staticmethod
    def _id(update: Json) -> int:
        return update["update_id"] if isinstance(update["update_id"], int) else 0

    def batch(self, limit: int) -> list[Json]:
        """Return the oldest that wait; what was handed out last is kept for `duplicate_updates`."""
        found = list(islice(self.waiting, limit))
        self.last_batch = found or self.last_batch
        return found

    def clear(self) -> None:
        self.waiting.clear()
        self._events.changes.announce()
