"""Messages out: rows of the outbox are delivered, at least once each. Nothing else sends."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.delivery import DeliveryFailure, DeliveryOutcome, Receipt
from bot.messenger import Messenger
from bot.ops.metrics import ANSWERED, NOT_SENT, SENT
from bot.rate_limits import RateLimiter
from messages.outgoing import is_departure, is_menu, is_toast
from notices import delivery_failures
from rules.policy.delivery import Urgency
from storage.db.engine import DatabaseLost, Tx
from storage.mail import due, outbox
from storage.mail.due import ChatLimits, OutboxRow, Room

SETTLE_SECONDS = 3.0
"""How long a sender that stops waits for answers under way."""

PRESS_SECONDS = 60.0
"""An answer to a press that has to wait longer than this comes too late for anybody."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Result:
    """How the delivery of one row ended."""

    row: OutboxRow
    ended: Receipt | DeliveryFailure

    @property
    def failure(self) -> DeliveryFailure | None:
        """Return why it was not delivered; None when it was."""
        return self.ended if isinstance(self.ended, DeliveryFailure) else None


class Sender:
    """Takes up what is due at one messenger, most urgent first, one message at a time in each chat."""

    def __init__(
        self, messenger: Messenger, ledger: DatabaseThread, clock: Clock, wakeup: Wakeup
    ) -> None:
        self._messenger = messenger
        self._ledger = ledger
        self._clock = clock
        self._wakeup = wakeup
        self._limiter = RateLimiter(messenger.limits, messenger.is_group)
        self._next_try: datetime | None = None
        self._results: list[Result] = []
        self._under_way: dict[int, tuple[OutboxRow, asyncio.Task[None]]] = {}

    async def run(self) -> None:
        """Send until cancelled; first of all what a dead process was sending."""
        begun = False
        try:
            while True:
                wait = 0.0
                try:
                    begun = begun or await self._begin()
                    await self.turn()
                    wait = self._wait()
                except DatabaseLost as error:
                    log.warning("database_lost", reason=str(error))
                    await self._clock.sleep(1.0)
                except Exception:
                    log.exception("sending_failed")
                    await self._clock.sleep(1.0)
                await self._wakeup.wait(wait)
        finally:
            await self._settle()

    def _wait(self) -> float:
        """Return seconds until more may leave than now: a limit ends, or a failed message is due."""
        change = self._limiter.next_change(self._clock.ticks())
        return min(change, self._clock.until(self._next_try))

    async def _begin(self) -> bool:
        """Take up what a dead process was sending; not what this one is still to write down."""
        ours = {*self._under_way, *(result.row.id for result in self._results)}
        await self._ledger.write(
            lambda tx: outbox.requeue_interrupted(tx, self._messenger.name, ours)
        )
        return True

    async def _settle(self) -> None:
        """Give answers under way a moment to come, and write them down."""
        if self._under_way:
            tasks = [task for _, task in self._under_way.values()]
            await asyncio.wait(tasks, timeout=SETTLE_SECONDS)
        with suppress(*DatabaseLost):
            await self._ledger.write(self._write_down_all(list(self._results)))
            self._results.clear()

    def _write_down_all(self, results: list[Result]) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            now = self._clock.now()
            arrived = {
                r.row.id: r.ended.message_id for r in results if isinstance(r.ended, Receipt)
            }
            outbox.mark_sent(tx, arrived, now)
            for result in results:
                if result.failure is not None:
                    _write_down_failed(tx, result.row, result.failure, now)

        return work

    async def turn(self) -> int:
        """Write down what was answered, take up what may leave now; return how many did."""
        results = list(self._results)
        room, chats = self._free()
        rows, self._next_try = await self._ledger.write(self._turn(results, room, chats))
        # Only now: whatever ends the write, nothing that was answered is forgotten.
        del self._results[: len(results)]
        self._measure(results)
        for row in rows:
            if row.urgency > Urgency.PRESS:
                self._limiter.left(row.chat)
            self._under_way[row.id] = (row, asyncio.create_task(self._send(row)))
        return len(rows)

    def _measure(self, results: list[Result]) -> None:
        now = self._clock.now()
        for result in results:
            if result.failure is not None:
                NOT_SENT.labels(result.failure.outcome.name.lower()).inc()
                continue
            _log_sent(result)
            SENT.labels(result.row.urgency.name.lower()).inc()
            if result.row.urgency <= Urgency.REPLY:
                ANSWERED.observe((now - result.row.made_at).total_seconds())

    def _free(self) -> tuple[Room, ChatLimits]:
        """Return how many messages may leave now, and which chats must be left alone."""
        now = self._clock.ticks()
        rows = [row for row, _ in self._under_way.values()]
        busy = frozenset(
            row.chat for row in rows if row.urgency > Urgency.PRESS and not is_menu(row.content)
        )
        resting = frozenset(self._limiter.held(now, waited_for=False))
        from_answers = frozenset(self._limiter.held(now, waited_for=True))
        room = self._limiter.room(now)
        for_strangers = room - self._messenger.limits.kept_free
        return Room(room, for_strangers), ChatLimits(busy, resting, from_answers)

    def _turn(
        self, results: list[Result], room: Room, chats: ChatLimits
    ) -> Callable[[Tx], tuple[list[OutboxRow], datetime | None]]:
        now, messenger = self._clock.now(), self._messenger.name

        def work(tx: Tx) -> tuple[list[OutboxRow], datetime | None]:
            self._write_down_all(results)(tx)
            rows = due.claim_due(tx, messenger, now, room, chats)
            # While messages leave, the next answer wakes us; without room, the limits do.
            look_later = not rows and room.messages > 0
            return rows, due.next_try(tx, messenger, now) if look_later else None

        return work

    async def drain(self) -> None:
        """Send everything that is due and wait for the answers."""
        while await self.turn() or self._under_way or self._results:
            if self._under_way:
                await asyncio.wait([task for _, task in self._under_way.values()])

    async def _send(self, row: OutboxRow) -> None:
        try:
            ended = await self._messenger.send(row)
        except Exception as error:
            log.exception("send_failed", row=row.id, update=row.update_seq)
            ended = DeliveryFailure(DeliveryOutcome.REFUSED, repr(error))
        result = Result(row, _unless_nobodys_loss(row, ended))
        self._results.append(result)
        del self._under_way[row.id]
        self._keep_pace(result)
        self._wakeup.ring()

    def _keep_pace(self, result: Result) -> None:
        if result.row.urgency == Urgency.PRESS:
            return
        now = self._clock.ticks()
        self._limiter.answered(result.row.chat, now)
        failure = result.failure
        if failure is not None and failure.flood:
            self._limiter.told_to_wait(result.row.chat, now + failure.wait)


def _log_sent(result: Result) -> None:
    message = result.ended.message_id if isinstance(result.ended, Receipt) else None
    log.info("sent", row=result.row.id, update=result.row.update_seq, message=message)


def _unless_nobodys_loss(
    row: OutboxRow, ended: Receipt | DeliveryFailure
) -> Receipt | DeliveryFailure:
    """Return how it ended; done where it failed and nobody misses it.

    That is an answer to a press that fails, or has to wait, leaving a group that is gone, and the
    menu of a chat that is gone or has to do with the one for everybody.
    """
    if isinstance(ended, Receipt):
        return ended
    refused = ended.outcome is DeliveryOutcome.REFUSED
    late = is_toast(row.content) and (refused or ended.wait > PRESS_SECONDS)
    unsaid = is_departure(row.content) or is_menu(row.content)
    outside = unsaid and (refused or ended.outcome is DeliveryOutcome.LOST)
    return replace(ended, outcome=DeliveryOutcome.DONE) if late or outside else ended


def _write_down_failed(tx: Tx, row: OutboxRow, failure: DeliveryFailure, now: datetime) -> None:
    log.warning(
        "not_sent",
        row=row.id,
        update=row.update_seq,
        fate=failure.outcome.name,
        reason=failure.reason,
    )
    match failure.outcome:
        case DeliveryOutcome.DONE:
            # An edit that changed nothing still names the message it is: the next one needs it.
            outbox.mark_sent(tx, {row.id: row.edits}, now)
        case DeliveryOutcome.AGAIN:
            when = now + timedelta(seconds=failure.wait)
            outbox.reschedule(tx, row.id, failure.reason, when, counts=failure.counts)
        case DeliveryOutcome.ANEW:
            outbox.send_as_new(tx, row.id)
        case DeliveryOutcome.MOVED:
            assert failure.new_chat is not None
            delivery_failures.moved(tx, row.chat, failure.new_chat, now)
            outbox.reschedule(tx, row.id, failure.reason, now, counts=False)
        case DeliveryOutcome.LOST:
            outbox.mark_failed(tx, row.id, failure.reason)
            delivery_failures.lost(tx, row.chat, failure.reason, now)
        case DeliveryOutcome.REFUSED:
            outbox.mark_failed(tx, row.id, failure.reason)
            delivery_failures.refused(tx, row.id, row.chat, failure.reason, now, failure.called)
