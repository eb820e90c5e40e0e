"""How fast Telegram may be spoken to, kept by ourselves so that it never has to refuse.

A message may leave when the one so many places earlier was *answered* a window ago: then no
sliding window on the server can hold one too many, whatever the way there and back takes.
Source of the limits: Telegram's bots FAQ (30 messages a second over all chats, 1 a second in one
chat with short bursts, 20 a minute in one group; edits count).
"""

from collections import deque
from dataclasses import dataclass, field
from math import inf


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `most` messages in any `seconds`."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The published limits, each with a little air for clocks that differ."""

    overall: Allowance = Allowance(30, 1.004)
    chat: Allowance = Allowance(1, 1.004)
    burst: Allowance = Allowance(3, 3.01)
    """What an answer to somebody who waits may use in place of `chat`."""
    group: Allowance = Allowance(20, 60.04)


@dataclass(slots=True)
class _Window:
    """Messages not yet answered stand in it for ever; answered ones for `seconds`."""

    under_way: int = 0
    answered: deque[float] = field(default_factory=deque)

    def free_at(self, allowance: Allowance) -> float:
        """When one more may leave: -inf for now, inf while only an answer can make room."""
        excess = self.under_way + len(self.answered) + 1 - allowance.most
        if excess <= 0:
            return -inf
        if excess > len(self.answered):
            return inf
        return self.answered[excess - 1] + allowance.seconds

    def forget(self, now: float, seconds: float) -> None:
        while self.answered and self.answered[0] + seconds <= now:
            self.answered.popleft()


def is_group(chat: int) -> bool:
    return chat < 0


class RateLimiter:
    """Times are seconds of any clock that only goes forward."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._overall = _Window()
        self._chats: dict[int, _Window] = {}
        self._held: dict[int, float] = {}
        self._held_all = -inf

    def room(self, now: float) -> int:
        """How many messages may leave now, over all chats."""
        if now < self._held_all:
            return 0
        overall = self._limits.overall
        self._overall.forget(now, overall.seconds)
        return overall.most - self._overall.under_way - len(self._overall.answered)

    def held(self, now: float, *, waited_for: bool) -> list[int]:
        """Chats that may not be written to now; `waited_for`: somebody waits for the answer."""
        self._tidy(now)
        return [chat for chat in self._chats if self._free_at(chat, waited_for=waited_for) > now]

    def next_change(self, now: float) -> float:
        """Seconds until more may leave than now, if nothing is answered before; inf if never."""
        moments = [self._held_all, self._overall.free_at(self._limits.overall)]
        moments += [self._free_at(chat, waited_for=False) for chat in self._chats]
        moments += [self._free_at(chat, waited_for=True) for chat in self._chats]
        return min((moment - now for moment in moments if now < moment < inf), default=inf)

    def left(self, chat: int) -> None:
        """A message is on its way."""
        self._overall.under_way += 1
        self._chats.setdefault(chat, _Window()).under_way += 1

    def answered(self, chat: int, now: float) -> None:
        """Telegram took it, refused it, or nothing was heard of it any more."""
        for window in (self._overall, self._chats[chat]):
            window.under_way -= 1
            window.answered.append(now)

    def told_to_wait(self, chat: int, until: float) -> None:
        """A 429 came all the same. In a group it is the group's; else it may be everybody's."""
        if is_group(chat):
            self._chats.setdefault(chat, _Window())
            self._held[chat] = until
        else:
            self._held_all = max(self._held_all, until)

    def _free_at(self, chat: int, *, waited_for: bool) -> float:
        window = self._chats[chat]
        moments = [window.free_at(self._limits.burst if waited_for else self._limits.chat)]
        if is_group(chat):
            moments.append(window.free_at(self._limits.group))
        return max(*moments, self._held.get(chat, -inf))

    def _tidy(self, now: float) -> None:
        """Forget chats that no window remembers any more."""
        for chat, window in list(self._chats.items()):
            longest = self._limits.group if is_group(chat) else self._limits.burst
            window.forget(now, longest.seconds)
            silent = not window.under_way and not window.answered
            if silent and self._held.get(chat, -inf) <= now:
                self._held.pop(chat, None)
                del self._chats[chat]
