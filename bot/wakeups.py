"""Who is woken by what: the worker by updates, the sender by messages, the downloader by files.

The makers of case files and of workbooks are woken by requests for them.
"""

import asyncio

import structlog

from bot.clock import Clock, Wakeup
from storage.db.engine import Engine
from storage.db.notifications import Listener, ListenerLost, Queue

QUICK_SECONDS = 0.5
"""How long to wait for a ring while other processes may add rows and cannot ring."""

PATIENT_SECONDS = 5.0
"""How long when they can. What a killed process had in hand is found, and on SQLite what a command
(`taizhang jobs run`) has written beside the running bot."""

RECONNECT_SECONDS = 1.0

log = structlog.get_logger()


class SharedWakeup:
    """Wakes all who wait for one queue: each messenger has a sender and a downloader of its own."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._joined: list[Wakeup] = []

    def join(self) -> Wakeup:
        """Return a wakeup that rings with this one."""
        self._joined.append(Wakeup(self._longest))
        return self._joined[-1]

    def ring(self) -> None:
        """End every wait that is under way, or the next one."""
        for wakeup in self._joined:
            wakeup.ring()

    def wait_at_most(self, seconds: float) -> None:
        """Let every wait end after so many seconds."""
        self._longest = seconds
        for wakeup in self._joined:
            wakeup.longest = seconds


class Wakeups:
    """One for each queue of the ledger."""

    def __init__(self, quick: float = QUICK_SECONDS, patient: float = PATIENT_SECONDS) -> None:
        self._quick, self._patient = quick, patient
        self.inbox = Wakeup(quick)
        self.outbox, self.files = SharedWakeup(quick), SharedWakeup(quick)
        self.case_files, self.verifying = Wakeup(quick), Wakeup(quick)
        self.workbooks = Wakeup(quick)

    def after_work(self) -> None:
        """Ring for what an answered update may have left to others."""
        self.outbox.ring()
        self.files.ring()
        self.case_files.ring()
        self.verifying.ring()
        self.workbooks.ring()

    def ring(self, queue: Queue) -> None:
        """Ring for a queue that another process has added to."""
        match queue:
            case Queue.INBOX:
                self.inbox.ring()
            case Queue.OUTBOX:
                self.outbox.ring()
            case Queue.FILES:
                self.files.ring()
            case Queue.CASE_FILES:
                self.case_files.ring()
            case Queue.WORKBOOKS:
                self.workbooks.ring()

    def be_patient(self) -> None:
        """Wait for rings from now on, as whoever adds a row rings; ring once for earlier rows."""
        self._wait_at_most(self._patient)
        for queue in Queue:
            self.ring(queue)

    def be_quick(self) -> None:
        """Poll from now on, as others may add rows without a ring."""
        self._wait_at_most(self._quick)

    def _wait_at_most(self, seconds: float) -> None:
        self.inbox.longest = seconds
        self.outbox.wait_at_most(seconds)
        self.files.wait_at_most(seconds)
        self.case_files.longest = self.verifying.longest = seconds
        self.workbooks.longest = seconds


async def ring_for_others(engine: Engine, clock: Clock, wakeups: Wakeups) -> None:
    """Ring for what other processes commit, until cancelled.

    While no announcement can come, the waits are short; a lost connection is made again.
    """
    if engine.dialect.name != "postgresql":
        wakeups.be_patient()
        return
    while True:
        listener = Listener(engine)
        try:
            await asyncio.to_thread(listener.connect)
            wakeups.be_patient()
            await _ring_until_lost(listener, wakeups)
        except ListenerLost as error:
            log.warning("listener_lost", reason=str(error))
        finally:
            wakeups.be_quick()
            listener.close()
        await clock.sleep(RECONNECT_SECONDS)


async def _ring_until_lost(listener: Listener, wakeups: Wakeups) -> None:
    loop, readable = asyncio.get_running_loop(), asyncio.Event()
    socket = listener.fileno()
    loop.add_reader(socket, readable.set)
    try:
        while True:
            await readable.wait()
            readable.clear()
            for queue in listener.received():
                wakeups.ring(queue)
    finally:
        loop.remove_reader(socket)
