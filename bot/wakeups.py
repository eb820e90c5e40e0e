"""Who is woken by what: the worker by updates, the sender by messages, the downloader by files."""

import asyncio
from math import inf

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


class Wakeups:
    """One for each queue of the ledger."""

    def __init__(self, quick: float = QUICK_SECONDS, patient: float = PATIENT_SECONDS) -> None:
        self._quick, self._patient = quick, patient
        self.inbox, self.outbox = Wakeup(quick), Wakeup(quick)
        self.files, self.case_files = Wakeup(inf), Wakeup(inf)

    def after_work(self) -> None:
        """Ring for what an answered update may have left: messages, downloads, case files."""
        self.outbox.ring()
        self.files.ring()
        self.case_files.ring()

    def ring(self, queue: Queue) -> None:
        """Ring for a queue that another process has added to."""
        {Queue.INBOX: self.inbox, Queue.OUTBOX: self.outbox}[queue].ring()

    def be_patient(self) -> None:
        """Whoever adds a row rings from now on. Rings once for what was added before."""
        self._wait_at_most(self._patient)
        for queue in Queue:
            self.ring(queue)

    def be_quick(self) -> None:
        """Others may add rows without a ring from now on."""
        self._wait_at_most(self._quick)

    def _wait_at_most(self, seconds: float) -> None:
        self.inbox.longest = self.outbox.longest = seconds


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
