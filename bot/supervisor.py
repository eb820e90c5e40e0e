"""`taizhang run` is two processes: one does the work, the other begins it again when it was ended.

It may be ended by its own watchdog, for want of memory, by a fault of a library; it begins anew from
what is durable. What only an operator can mend is told in one sentence and ends both: whatever keeps
it from starting the first time, and later a token or an address that is refused.
"""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

import structlog
import typer

from bot.operator_language import operator_texts
from bot.startup_errors import explain

PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before the next life; doubled for each that does not come up."""

STOPS = (signal.SIGINT, signal.SIGTERM)

UP = b"\0"
"""What a life writes when it has started; it is part of no sentence."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Life:
    """A life of the worker, as it sees itself."""

    supervisor: int
    tells: int

    def is_up(self) -> None:
        """Tell the supervisor that everything has started."""
        os.write(self.tells, UP)

    def is_orphan(self) -> bool:
        """Whether the supervisor is gone: nobody would stop this process in good order."""
        return os.getppid() != self.supervisor


@dataclass(frozen=True, slots=True)
class Ending:
    """How a life ended: its exit status, whether it had started, what it says was wrong."""

    status: int
    was_up: bool
    reason: str


@dataclass(slots=True)
class Supervisor:
    """Begins lives one after another; passes on what tells it to stop."""

    live: Callable[[Life], None]
    pid: int = 0
    stopping: bool = False

    def run(self) -> Ending:
        """Begin lives until one ends in good order, is told to, or leaves it to the operator."""
        before = {kind: signal.signal(kind, self._stop) for kind in STOPS}
        try:
            return self._lives()
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)

    def _lives(self) -> Ending:
        came_up, pause = False, PAUSE
        while True:
            ended = self._one_life()
            came_up = came_up or ended.was_up
            mended_by_hand = not came_up or (ended.was_up and ended.reason)
            if self.stopping or ended.status == 0 or mended_by_hand:
                return ended
            pause = PAUSE if ended.was_up else min(pause * 2, LONGEST_PAUSE)
            log.error("process_ended", status=ended.status, reason=ended.reason, again_in=pause)
            time.sleep(pause)

    def _one_life(self) -> Ending:
        hears, tells = os.pipe()
        life = Life(os.getpid(), tells)
        _flush()
        gc.freeze()  # what is loaded is shared by all lives
        self.pid = os.fork()
        if self.pid == 0:
            os.close(hears)
            _lived(self.live, life)
        os.close(tells)
        with os.fdopen(hears, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        reason = told.replace(UP, b"").decode()
        return Ending(os.waitstatus_to_exitcode(status), UP in told, reason)

    def _stop(self, kind: int, _frame: FrameType | None) -> None:
        self.stopping = True
        if not self.pid:
            raise SystemExit(0)
        with suppress(ProcessLookupError):  # it has just ended
            os.kill(self.pid, kind)


def _lived(live: Callable[[Life], None], life: Life) -> None:
    """Live and end the process: whoever began it goes on elsewhere."""
    status = 1
    try:
        live(life)
        status = 0
    except Exception as error:
        sentence = explain(error, operator_texts())
        if sentence is None:
            traceback.print_exc()
        else:
            os.write(life.tells, sentence.encode())
    finally:
        _flush()
        os._exit(status)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def supervised(live: Callable[[Life], None]) -> None:
    """Keep the work up; end with one sentence where it cannot start. Called once a process."""
    ended = Supervisor(live).run()
    if ended.reason:
        typer.echo(ended.reason, err=True)
    if ended.status:
        raise typer.Exit(1)
