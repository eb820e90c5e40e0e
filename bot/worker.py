"""Updates become answers: each one a unit of work, committed in groups."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import inf

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.ops.metrics import WAITED
from bot.wakeups import Wakeups
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming
from messages.outgoing import Reply, Toast
from notices import mail
from rules.policy.chats import ChatAddress
from rules.policy.readiness import NotReady
from storage.db.engine import DatabaseLost, Line, Tx, attempt, is_passing, unit_of_work
from storage.mail import in_hand, inbox
from storage.mail.causes import answering
from storage.mail.inbox import InboxRow

SLOW_SECONDS = 2.0
"""An update that takes longer is named in the log: everybody else waits for it."""

Parsers = Mapping[str, Callable[[str], Incoming | None]]
"""Who reads raw updates, by the name of their messenger (bot/messenger)."""

log = structlog.get_logger()


class Unparseable(Exception):
    """An update that cannot be read: no second try will help."""


@dataclass(frozen=True, slots=True)
class Drained:
    """How many updates were taken up; if none, how many seconds until the next failed one is due."""

    count: int
    wait: float = inf


class Worker:
    """Drains the inbox. What an update has done is undone when it fails: it harms no other."""

    def __init__(
        self,
        ledger: DatabaseThread,
        clock: Clock,
        dispatcher: Dispatcher,
        parsers: Parsers,
        wakeups: Wakeups,
    ) -> None:
        self._number = secrets.randbits(31)
        """What this worker is known by to the others of the same ledger."""
        self._ledger = ledger
        self._clock = clock
        self._dispatcher = dispatcher
        self._parsers = parsers
        self._wakeups = wakeups

    async def run(self) -> None:
        """Deal with updates as they come, until cancelled."""
        while True:
            drained = await self._drain_or_wait()
            if drained.count:
                self._wakeups.after_work()
            else:
                await self._wakeups.inbox.wait(drained.wait)

    async def _drain_or_wait(self) -> Drained:
        try:
            return await self.drain_once()
        except DatabaseLost as error:
            log.warning("database_lost", reason=str(error))
            await self._clock.sleep(1.0)
            return Drained(0, wait=0.0)
        except Exception:
            log.exception("worker_failed")
            await self._clock.sleep(1.0)
            return Drained(0, wait=0.0)

    async def drain_once(self, limit: int = 64) -> Drained:
        """Take up what waits: most of it in one commit, and one of those that workers ended with.

        Each time it is committed first what is taken up (storage/mail/in_hand).
        """
        now = self._clock.now()
        return await self._ledger.session(lambda line: self._drain(line, now, limit))

    def _drain(self, line: Line, now: datetime, limit: int) -> Drained:
        with unit_of_work(line) as tx:
            claimed = self._claim(tx, now, limit)
            together = in_hand.together(claimed)
            in_hand.note(tx, self._number, together)
            next_try = None if claimed else inbox.next_try(tx, now)
        self._work(line, together, now)
        alone = self._alone(line, now, limit) if len(together) < len(claimed) else []
        taken = [*together, *alone]
        for received in taken:
            WAITED.observe((now - received.received_at).total_seconds())
        wait = inf if next_try is None else (next_try - now).total_seconds()
        return Drained(len(taken), wait)

    def _claim(self, tx: Tx, now: datetime, limit: int) -> list[InboxRow]:
        return in_hand.claim(tx, self._number, self._parsers, now, limit)

    def _alone(self, line: Line, now: datetime, limit: int) -> list[InboxRow]:
        """Take up one of those that workers ended with, or give it up."""
        with unit_of_work(line) as tx:
            suspect = in_hand.suspect(self._claim(tx, now, limit))
            if suspect is None:
                return []
            if suspect.unended >= in_hand.LIVES:
                inbox.park(tx, suspect.seq, f"taken up {suspect.unended} times without an end")
                self._tell_of_parked(tx, suspect, now)
                return [suspect]
            in_hand.note(tx, self._number, [suspect])
        self._work(line, [suspect], now)
        return [suspect]

    def _work(self, line: Line, taken: list[InboxRow], now: datetime) -> None:
        """Deal with what was taken up, in one commit.

        A savepoint for each update costs a twenty-fifth of the whole way, so none is set until one fails:
        then nothing was done, and the same updates are taken up again, each in its own.
        """
        if not taken:
            return
        try:
            with unit_of_work(line) as tx:
                self._all_well(tx, taken, now)
        except Exception as error:
            if is_passing(error):
                raise
            if not isinstance(error, NotReady):
                log.warning("batch_undone", count=len(taken), reason=repr(error))
            with unit_of_work(line) as tx:
                self._each_by_itself(tx, taken, now)

    def _all_well(self, tx: Tx, taken: list[InboxRow], now: datetime) -> None:
        """Raise what any of the updates raised."""
        mine = in_hand.still(tx, self._number, taken)
        for received in mine:
            self._answer(tx, received, now)
        inbox.mark_done(tx, [received.seq for received in mine])

    def _each_by_itself(self, tx: Tx, taken: list[InboxRow], now: datetime) -> None:
        held: set[ChatAddress] = set()
        done, behind = [], []
        for received in in_hand.still(tx, self._number, taken):
            if received.chat in held:
                behind.append(received.seq)
                continue
            trouble = self._take_up(tx, received, now)
            if trouble is None:
                done.append(received.seq)
            elif not self._failed(tx, received, trouble, now):
                # It has to wait: later ones of its chat wait behind it.
                held.add(received.chat)
        inbox.mark_done(tx, done)
        in_hand.put_back(tx, behind)

    def _take_up(self, tx: Tx, received: InboxRow, now: datetime) -> Exception | None:
        """Deal with one update; what went wrong, if it left nothing behind."""
        try:
            with attempt(tx):
                self._answer(tx, received, now)
        except NotReady:
            incoming = self._read(received)
            if incoming is not None:
                self._say(tx, incoming, self._dispatcher.not_yet(tx, incoming, now), now)
        except Exception as error:
            if is_passing(error):
                raise
            return error
        return None

    def _failed(self, tx: Tx, received: InboxRow, error: Exception, now: datetime) -> bool:
        """Whether that was the last try."""
        log.error(
            "update_failed", update=received.seq, attempt=received.attempts + 1, exc_info=error
        )
        hopeless = isinstance(error, Unparseable)
        parked = inbox.mark_failed(tx, received, repr(error), now, at_once=hopeless)
        if parked:
            self._tell_of_parked(tx, received, now)
        return parked

    def _answer(self, tx: Tx, received: InboxRow, now: datetime) -> None:
        with self._timed(received):
            self._answered(tx, received, now)

    @contextmanager
    def _timed(self, received: InboxRow) -> Iterator[None]:
        begun = self._clock.ticks()
        try:
            with answering(received.seq):
                yield
        finally:
            took = self._clock.ticks() - begun
            if took > SLOW_SECONDS:
                log.warning("update_slow", update=received.seq, seconds=round(took, 1))

    def _answered(self, tx: Tx, received: InboxRow, now: datetime) -> None:
        incoming = self._read(received)
        if incoming is None:
            return
        self._say(tx, incoming, self._dispatcher.answer(tx, incoming, now), now)

    def _say(self, tx: Tx, incoming: Incoming, reply: Reply, now: datetime) -> None:
        mail.send_all(tx, reply.messages, now)
        if reply.leaves:
            mail.leave(tx, incoming.chat.address, now)
        callback = getattr(incoming, "callback", None)
        if callback is not None and not reply.unanswered:
            toast = Toast(callback, reply.toast, stranger=reply.stranger)
            mail.send_toast(tx, incoming.chat.address, toast, now)

    def _read(self, received: InboxRow) -> Incoming | None:
        try:
            return self._parsers[received.chat.messenger](received.raw)
        except Exception as error:
            raise Unparseable(repr(error)) from error

    def _tell_of_parked(self, tx: Tx, received: InboxRow, now: datetime) -> None:
        log.error("update_parked", update=received.seq, chat=str(received.chat))
        messages = self._dispatcher.sorry(tx, received.chat, received.seq)
        mail.send_all(tx, messages, now)
