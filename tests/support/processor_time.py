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


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Break off what takes more than so many seconds of processor time."""
    with watching() as watch:
        watch.allow(seconds)
        yield
        watch.look()
