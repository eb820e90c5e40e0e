"""What was heard becomes what is said: each update a unit of work, committed in groups."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import Update

from bot.clock import Bell, Clock
from bot.hear import hear
from bot.ledger_thread import LedgerThread
from bot.metrics import WAITED
from handlers.front import Front
from messages.outgoing import Toast
from storage import inbox, outbox
from storage.database import DatabaseLost, Tx, attempt, is_passing

IDLE_SECONDS = 0.5
"""How long the worker waits for a ring before it looks by itself: other processes cannot ring."""

log = structlog.get_logger()


class Unparseable(Exception):
    """An update that python-telegram-bot cannot read: no second try will help."""


@dataclass(frozen=True, slots=True)
class Drained:
    """How many updates were taken up, and whether more may be waiting."""

    count: int
    more: bool


class Worker:
    """Drains the inbox. What an update has done is undone when it fails: it harms no other."""

    def __init__(
        self,
        ledger: LedgerThread,
        clock: Clock,
        front: Front,
        heard: Bell,
        done: Iterable[Bell],
    ) -> None:
        """`done` is rung when updates were dealt with: there may be words to send, files to fetch."""
        self._ledger = ledger
        self._clock = clock
        self._front = front
        self._heard = heard
        self._done = tuple(done)

    async def run(self) -> None:
        while True:
            drained = await self._drain_or_wait()
            for bell in self._done if drained.count else ():
                bell.ring()
            if not drained.more:
                await self._heard.wait(IDLE_SECONDS)

    async def _drain_or_wait(self) -> Drained:
        try:
            return await self.drain_once()
        except DatabaseLost as error:
            log.warning("database_lost", reason=str(error))
            await self._clock.sleep(1.0)
            return Drained(0, more=True)

    async def drain_once(self, limit: int = 64) -> Drained:
        """Take up what waits, in one commit.

        A savepoint for each update costs a twenty-fifth of the whole way, so none is set until one fails:
        then nothing was done, and the same updates are taken up again, each in its own.
        """
        now = self._clock.now()
        try:
            claimed = await self._ledger.write(lambda tx: self._all_well(tx, now, limit))
        except Exception as error:
            if is_passing(error):
                raise
            claimed = await self._ledger.write(lambda tx: self._each_by_itself(tx, now, limit))
        for received in claimed:
            WAITED.observe((now - received.received_at).total_seconds())
        return Drained(len(claimed), more=len(claimed) >= limit)

    def _all_well(self, tx: Tx, now: datetime, limit: int) -> list[inbox.Received]:
        """Raises what any of the updates raises."""
        claimed = inbox.claim(tx, now, limit)
        for received in claimed:
            self._answer(tx, received, now)
        inbox.done(tx, [received.seq for received in claimed])
        return claimed

    def _each_by_itself(self, tx: Tx, now: datetime, limit: int) -> list[inbox.Received]:
        claimed = inbox.claim(tx, now, limit)
        held: set[int] = set()
        done: list[int] = []
        for received in claimed:
            if received.chat_id in held:
                continue
            trouble = self._take_up(tx, received, now)
            if trouble is None:
                done.append(received.seq)
            elif not self._failed(tx, received, trouble, now):
                # It has to wait: later ones of its chat wait behind it.
                held.add(received.chat_id)
        inbox.done(tx, done)
        return claimed

    def _take_up(self, tx: Tx, received: inbox.Received, now: datetime) -> Exception | None:
        """Deal with one update; what went wrong, if it left nothing behind."""
        try:
            with attempt(tx):
                self._answer(tx, received, now)
        except Exception as error:
            if is_passing(error):
                raise
            return error
        return None

    def _failed(self, tx: Tx, received: inbox.Received, error: Exception, now: datetime) -> bool:
        """Whether that was the last try."""
        log.error("update_failed", seq=received.seq, attempt=received.attempts + 1, exc_info=error)
        hopeless = isinstance(error, Unparseable)
        parked = inbox.failed(tx, received, repr(error), now, at_once=hopeless)
        if parked:
            log.error("update_parked", seq=received.seq, chat=received.chat_id)
            self._tell_of_parked(tx, received, now)
        return parked

    def _answer(self, tx: Tx, received: inbox.Received, now: datetime) -> None:
        heard = hear(_parsed(received.raw))
        if heard is None:
            return
        spoken = self._front.answer(tx, heard, now)
        outbox.put_all(tx, spoken.messages, now)
        callback = getattr(heard, "callback", None)
        if callback is not None:
            outbox.put_toast(tx, heard.chat.id, Toast(callback, spoken.toast), now)

    def _tell_of_parked(self, tx: Tx, received: inbox.Received, now: datetime) -> None:
        told = self._front.sorry(tx, received.chat_id, received.seq)
        outbox.put_all(tx, told, now)


def _parsed(raw: str) -> Update:
    try:
        update = Update.de_json(json.loads(raw))
    except Exception as error:
        raise Unparseable(repr(error)) from error
    return update
