"""What a piece of work costs, by count: calls of a function, statements put to the database."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from sqlalchemy import event

from storage.db.engine import Engine

OF_A_DATACLASS = "<string>"
"""The file of the methods that Python writes for a dataclass."""


def calls(work: Callable[[], object], file: str, name: str) -> int:
    """Count how often a function is called meanwhile; `file` is how its path ends."""
    found = 0

    def count(frame: FrameType, what: str, _told: object) -> None:
        nonlocal found
        code = frame.f_code
        found += what == "call" and code.co_name == name and code.co_filename.endswith(file)

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that reach the database meanwhile."""
    counted: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        counted.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", count)
