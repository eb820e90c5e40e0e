"""Telegram's limits on sending, kept as sliding windows over real time.

Sources: https://core.telegram.org/bots/faq (30 messages a second over all chats, one a second in
a chat with short bursts, 20 a minute in a group). Edits count like messages. A refused call does
not count.
"""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass

from sandbox.residents import Chat
from sandbox.wire import BotApiError, Json


@dataclass(frozen=True)
class Pace:
    """How much is let through; (messages, seconds) per window."""

    overall: tuple[int, float] = (30, 1.0)
    chat: tuple[int, float] = (3, 3.0)
    """One a second with bursts of three; (1, 1.0) allows no burst."""
    group: tuple[int, float] = (20, 60.0)


class Window:
    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Return the seconds until `count` more fit in; 0 when they fit now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        excess = len(self._times) + min(count, self._most) - self._most
        return self._times[excess - 1] + self._seconds - now if excess > 0 else 0.0

    def add(self, now: float, count: int) -> None:
        self._times.extend([now] * count)


class Limits:
    """Strict limits refuse with 429; `off` lets everything through."""

    def __init__(self, pace: Pace | None = None, *, strict: bool) -> None:
        self._pace = pace or Pace()
        self.strict = strict
        self._overall = Window(*self._pace.overall)
        self._chats: dict[int, list[Window]] = {}

    def check(self, chat: Chat, count: int) -> None:
        """Refuse `count` more messages to the chat when they come too soon."""
        now = time.monotonic()
        wait = max((window.wait(now, count) for window in self._windows(chat)), default=0.0)
        if wait > 0:
            raise too_many(math.ceil(wait))

    def count(self, chat: Chat, count: int) -> None:
        now = time.monotonic()
        for window in self._windows(chat):
            window.add(now, count)

    def _windows(self, chat: Chat) -> list[Window]:
        return [self._overall, *self._of(chat)] if self.strict else []

    def _of(self, chat: Chat) -> list[Window]:
        if chat.id not in self._chats:
            kinds = [self._pace.chat] if chat.private else [self._pace.chat, self._pace.group]
            self._chats[chat.id] = [Window(*kind) for kind in kinds]
        return self._chats[chat.id]


def too_many(seconds: int) -> BotApiError:
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def weight(method: str, p: Json) -> int:
    """Return how many messages a call counts for."""
    if method == "sendMediaGroup":
        return len(p["media"])
    sends = method.startswith(("send", "edit", "copy", "forward"))
    return int(sends and method != "sendChatAction")
