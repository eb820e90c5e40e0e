"""A bound on processor time that breaks off what would never end, and so names it."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time


class Hangs(Exception):
    """What was done took longer than it may."""


class Watch:
    """Python looks at signals between two steps, and `re` while it works."""

    def __init__(self) -> None:
        self._until = float("inf")

    def allow(self, seconds: float) -> None:
        self._until = process_time() + seconds

    def stop(self) -> None:
        self._until = float("inf")

    def look(self, *_: object) -> None:
        if process_time() > self._until:
            self.stop()
            raise Hangs


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch a block. No rubbish is collected in it: that takes time, and swallows what is raised."""
    watch = Watch()
    collects = gc.isenabled()
    gc.disable()
    before = signal.signal(signal.SIGALRM, watch.look)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        yield watch
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if collects:
            gc.enable()


QUIET = 0.004
"""Seconds of processor time of `_known_work` on a fast processor where nothing else runs."""
SLOWEST = 8.0


def _known_work() -> float:
    begun, found = process_time(), dict[int, str]()
    for number in range(60_000):
        found[number % 997] = str(number)
    return process_time() - begun


def slowness() -> float:
    """Return how many times slower than by itself the processor is now, beside other work."""
    return min(SLOWEST, max(1.0, _known_work() / QUIET))


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Break off what takes more than so many seconds of a quiet processor's time."""
    allowed = seconds * slowness()
    with watching() as watch:
        watch.allow(allowed)
        yield
        watch.look()
