"""Which update is being answered, so that the log can follow it to each message that left.

A trace and nothing more: no rule asks for it, and what the clock sends has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_UPDATE: ContextVar[int | None] = ContextVar("update", default=None)


@contextmanager
def answering(seq: int) -> Iterator[None]:
    """Note beside what is written to be sent meanwhile the update of the inbox that it answers."""
    before = _UPDATE.set(seq)
    try:
        yield
    finally:
        _UPDATE.reset(before)


def update_answered() -> int | None:
    """Return the update that is being answered; None where none is."""
    return _UPDATE.get()
