"""How fast messages may leave, kept by ourselves so that no messenger has to refuse one.

A message may leave when the one so many places earlier was *answered* a window ago: then no
sliding window on the server can hold one too many, whatever the way there and back takes.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from rules.policy.chats import ChatAddress


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` messages in any `seconds`."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What a messenger takes: over all chats, in any one chat, and in a group besides."""

    overall: Allowance
    chat: Allowance
    burst: Allowance
    """What an answer to somebody who waits may use in place of `chat`."""
    group: Allowance
    kept_free: int = 0
    """Messages of `overall` that answers to unknown accounts leave to everybody else."""
    download: int | None = None
    """Bytes of the largest file that the messenger hands over; None where there is no limit."""


@dataclass(slots=True)
class _Window:
    """Messages not yet answered stand in it for ever; answered ones for `seconds`."""

    under_way: int = 0
    answered: deque[float] = field(default_factory=deque)

    def free_at(self, allowance: Allowance) -> float:
        """Return when one more may leave: -inf for now, inf while only an answer can make room."""
        excess = self.under_way + len(self.answered) + 1 - allowance.most
        if excess <= 0:
            return -inf
        if excess > len(self.answered):
            return inf
        return self.answered[excess - 1] + allowance.seconds

    def forget(self, now: float, seconds: float) -> None:
        """Forget calls that ended `seconds` ago or earlier."""
        while self.answered and self.answered[0] + seconds <= now:
            self.answered.popleft()


class RateLimiter:
    """Of one messenger. Times are seconds of any clock that only goes forward."""

    def __init__(self, limits: Limits, is_group: Callable[[ChatAddress], bool]) -> None:
        self._limits = limits
        self._is_group = is_group
        self._overall = _Window()
        self._chats: dict[ChatAddress, _Window] = {}
        self._held: dict[ChatAddress, float] = {}
        self._held_all = -inf

    def room(self, now: float) -> int:
        """Return how many messages may leave now, over all chats."""
        if now < self._held_all:
            return 0
        overall = self._limits.overall
        self._overall.forget(now, overall.seconds)
        return overall.most - self._overall.under_way - len(self._overall.answered)

    def held(self, now: float, *, waited_for: bool) -> list[ChatAddress]:
        """Return chats that may not be written to now; `waited_for`: somebody waits for the answer."""
        self._tidy(now)
        return [chat for chat in self._chats if self._free_at(chat, waited_for=waited_for) > now]

    def next_change(self, now: float) -> float:
        """Return seconds until more may leave than now, if no call ends before; inf if never."""
        moments = [self._held_all, self._overall.free_at(self._limits.overall)]
        moments += [self._free_at(chat, waited_for=False) for chat in self._chats]
        moments += [self._free_at(chat, waited_for=True) for chat in self._chats]
        return min((moment - now for moment in moments if now < moment < inf), default=inf)

    def left(self, chat: ChatAddress) -> None:
        """Count a message that is on its way."""
        self._overall.under_way += 1
        self._chats.setdefault(chat, _Window()).under_way += 1

    def answered(self, chat: ChatAddress, now: float) -> None:
        """Note that the call ended: it was taken, refused, or got no answer."""
        for window in (self._overall, self._chats[chat]):
            window.under_way -= 1
            window.answered.append(now)

    def told_to_wait(self, chat: ChatAddress, until: float) -> None:
        """Hold messages back as the messenger asks: in a group that group's, else all of them."""
        if self._is_group(chat):
            self._chats.setdefault(chat, _Window())
            self._held[chat] = until
        else:
            self._held_all = max(self._held_all, until)

    def _free_at(self, chat: ChatAddress, *, waited_for: bool) -> float:
        window = self._chats[chat]
        moments = [window.free_at(self._limits.burst if waited_for else self._limits.chat)]
        if self._is_group(chat):
            moments.append(window.free_at(self._limits.group))
        return max(*moments, self._held.get(chat, -inf))

    def _tidy(self, now: float) -> None:
        """Forget chats that no window remembers any more."""
        for chat, window in list(self._chats.items()):
            longest = self._limits.group if self._is_group(chat) else self._limits.burst
            window.forget(now, longest.seconds)
            silent = not window.under_way and not window.answered
            if silent and self._held.get(chat, -inf) <= now:
                self._held.pop(chat, None)
                del self._chats[chat]
