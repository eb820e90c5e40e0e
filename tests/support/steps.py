"""Every step of a running program, found by itself, and a blow that falls at one of them.

A step is a place where the program can stop: each time a coroutine of it goes on after an
`await`, each statement before it reaches the database, and each commit. A place is named by the
lines of our own rooms that lead there, so that the same statement reached on two ways is two; all
units of work are committed by one line, so a commit is named by the last statement before it.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import current_thread, get_ident, main_thread
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "notices", "storage")
DOORS = ("storage/db/prepared.py",)
"""All statements of a kind pass through them: they name no place."""
NEAREST = 3
"""How many lines of ours name a place: enough to tell two ways to one statement apart."""

_stepped: ContextVar["Blow | Countdown | None"] = ContextVar("stepped", default=None)


class Killed(BaseException):
    """Stops whatever it meets; nothing in the program catches it."""


@dataclass
class Blow:
    """Falls at the first place that is reached and was not struck before.

    `falls` is called there and may raise; `ends` stops what is left of the life. `kinds` of steps
    are `await` and `statement`.
    """

    kinds: tuple[str, ...]
    struck: list[str]
    falls: Callable[["Blow", Any], None]
    ends: Callable[[], object] = lambda: None
    fallen: str = ""

    def reached(self, where: Callable[[], str], at: Any) -> None:
        place = "" if self.fallen else where()
        if place and place not in self.struck:
            self.fallen = place
            self.struck.append(place)
            self.falls(self, at)


@dataclass
class Countdown:
    """`kill -9` after so many steps; None lives on."""

    left: int | None
    kinds: tuple[str, ...] = ("await", "statement")

    def reached(self, _where: Callable[[], str], _at: Any) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left is not None:
            self.left -= 1


def raises(blow: Blow, _at: object) -> None:
    """Raise an error that nothing catches; whatever part it struck, the whole process ends."""
    blow.ends()
    raise Killed(blow.fallen)


def drops(blow: Blow, connection: Any) -> None:
    """End the process in the middle of a unit of work: the database undoes what was begun.

    (By hand, because SQLAlchemy gives up a connection that `Killed` passes through, and SQLite
    keeps the locks of one given up as long as an error still remembers its cursor.)
    """
    connection.connection.dbapi_connection.rollback()
    raises(blow, connection)


def stops(blow: Blow, _at: object) -> None:
    """Stop as by Ctrl-C or a container's TERM, at this very step."""
    blow.ends()


class Stepped(Coroutine[Any, Any, Any]):
    """A coroutine of the program; before every further step of it a blow may fall."""

    def __init__(self, inner: Coroutine[Any, Any, Any], blow: "Blow | Countdown") -> None:
        self._inner = inner
        self._blow = blow

    def send(self, value: Any) -> Any:
        try:
            self._blow.reached(lambda: _awaiting(self._inner), self)
        except Killed as killed:
            return self._inner.throw(killed)
        return self._inner.send(value)

    def throw(self, *error: Any) -> Any:
        return self._inner.throw(*error)

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._inner.__await__()


@contextmanager
def watched(blow: "Blow | Countdown") -> Iterator[None]:
    """Step the tasks begun inside, and theirs; their statements, in any thread."""
    token = _stepped.set(blow)
    with ExitStack() as watches:
        watches.callback(_stepped.reset, token)
        for kind in blow.kinds:
            watches.enter_context(WATCHES[kind](blow))
        yield


@contextmanager
def _watch_tasks(_blow: object) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    before = loop.get_task_factory()
    loop.set_task_factory(_make_task)
    try:
        yield
    finally:
        loop.set_task_factory(before)


def _make_task(loop: Any, inner: Any, **facts: Any) -> Any:
    blow = _stepped.get()
    return asyncio.Task(Stepped(inner, blow) if blow else inner, loop=loop, **facts)


@contextmanager
def _watch_statements(blow: "Blow | Countdown") -> Iterator[None]:
    last: dict[int, str] = {}

    def statement(connection: Any, *_: Any) -> None:
        if _is_the_programs():
            last[get_ident()] = place = _calling()
            blow.reached(lambda: place, connection)

    def commit(connection: Any) -> None:
        if _is_the_programs():
            after = last.pop(get_ident(), _calling())
            blow.reached(lambda: f"commit after {after}", connection)

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)


def _is_the_programs() -> bool:
    """Whether a thread is the program's; in the main one the test looks into the ledger, too."""
    return current_thread() is not main_thread() or _stepped.get() is not None


WATCHES = {"await": _watch_tasks, "statement": _watch_statements}


def _awaiting(inner: Any) -> str:
    """Return where a coroutine stands: our own lines, and the innermost one of a library."""
    ours, innermost = [], ""
    while inner is not None:
        frame = getattr(inner, "cr_frame", None) or getattr(inner, "gi_frame", None)
        if frame is not None:
            innermost = _of_ours(frame)
            ours += [innermost] if innermost else []
            innermost = innermost or f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
        inner = getattr(inner, "cr_await", None) or getattr(inner, "gi_yieldfrom", None)
    if ours and ours[-1] != innermost:
        ours.append(innermost)
    return " > ".join(ours[-NEAREST - 1 :]) if _in_rooms(ours) else ""


def _in_rooms(ours: list[str]) -> bool:
    return bool(ours) and ours[0].split("/")[0] in ROOMS


def _calling() -> str:
    frame: FrameType | None = sys._getframe(2)
    ours: list[str] = []
    while frame is not None and len(ours) < NEAREST:
        ours += filter(None, [_of_ours(frame)])
        frame = frame.f_back
    return " < ".join(ours)


def _of_ours(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(HOUSE):
        return ""
    place = path.relative_to(HOUSE)
    told = place.parts[0] in ROOMS and str(place) not in DOORS
    return f"{place}:{frame.f_lineno} {frame.f_code.co_name}" if told else ""
