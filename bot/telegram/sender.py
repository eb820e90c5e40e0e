"""Words out: the only one that speaks to Telegram. Rows of the outbox, at least once each."""

import asyncio
import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from telegram import InputFile
from telegram.error import TelegramError

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.ops.metrics import ANSWERED, NOT_SENT, SENT
from bot.telegram.calls import Call, call_for, call_for_toast
from bot.telegram.client import BotApi
from bot.telegram.delivery_errors import DeliveryFailure, DeliveryOutcome, classify, judge_disk
from bot.telegram.rate_limits import RateLimiter
from messages.outgoing import Attachment, is_toast, message_from, toast_from
from messages.pictures import png
from notices import delivery_failures
from rules.policy.delivery import Urgency
from storage.db.engine import DatabaseLost, Tx
from storage.mail import outbox
from storage.mail.inbox import is_number
from storage.mail.outbox import ChatLimits, OutboxRow

IDLE_SECONDS = 0.5
PARTING_SECONDS = 3.0
"""How long a sender that stops waits for answers under way."""

PRESS_SECONDS = 60.0
"""An answer to a press that has to wait longer than this comes too late for anybody."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds an answer may take. A file needs time to go up, and going up twice helps nobody."""

    answer: float = 20.0
    upload: float = 120.0


@dataclass(frozen=True, slots=True)
class Result:
    """How one call ended: the message it became, or the verdict on its failure."""

    row: OutboxRow
    message_id: int | None = None
    verdict: DeliveryFailure | None = None


class Sender:
    """Takes up what is due, most urgent first, one message at a time in each chat."""

    def __init__(
        self,
        api: BotApi,
        ledger: DatabaseThread,
        clock: Clock,
        wakeup: Wakeup,
        data_dir: Path,
        patience: Patience | None = None,
        pacer: RateLimiter | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._api = api
        self._ledger = ledger
        self._clock = clock
        self._bell = wakeup
        self._data_dir = data_dir
        self._pacer = pacer or RateLimiter()
        self._results: list[Result] = []
        self._under_way: dict[int, tuple[OutboxRow, asyncio.Task[None]]] = {}

    async def run(self) -> None:
        """Until cancelled. What a dead process was sending is sent again first."""
        begun = False
        try:
            while True:
                try:
                    begun = begun or await self._begin()
                    await self.turn()
                except DatabaseLost as error:
                    log.warning("database_lost", reason=str(error))
                    await self._clock.sleep(1.0)
                except Exception:
                    log.exception("sending_failed")
                    await self._clock.sleep(1.0)
                change = self._pacer.next_change(self._clock.ticks())
                await self._bell.wait(min(IDLE_SECONDS, change))
        finally:
            await self._settle()

    async def _begin(self) -> bool:
        """Our own messages whose answers are still to be written down are not sent again."""
        ours = {*self._under_way, *(result.row.id for result in self._results)}
        await self._ledger.write(lambda tx: outbox.requeue_interrupted(tx, ours))
        return True

    async def _settle(self) -> None:
        """Stopped in order: answers under way get a moment to come, and are written down."""
        if self._under_way:
            tasks = [task for _, task in self._under_way.values()]
            await asyncio.wait(tasks, timeout=PARTING_SECONDS)
        with suppress(*DatabaseLost):
            await self._ledger.write(self._write_down_all(list(self._results)))
            self._results.clear()

    def _write_down_all(self, results: list[Result]) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            now = self._clock.now()
            arrived = {r.row.id: r.message_id for r in results if r.verdict is None}
            outbox.mark_sent(tx, arrived, now)
            for result in results:
                if result.verdict is not None:
                    _write_down_failed(tx, result.row, result.verdict, now)

        return work

    async def turn(self) -> int:
        """Write down what was answered, take up what may leave now; how many did."""
        results = list(self._results)
        room, chats = self._free()
        rows = await self._ledger.write(self._turn(results, room, chats))
        # Only now: whatever ends the write, nothing that was answered is forgotten.
        del self._results[: len(results)]
        self._measure(results)
        for row in rows:
            if row.urgency > Urgency.PRESS:
                self._pacer.left(row.chat_id)
            self._under_way[row.id] = (row, asyncio.create_task(self._send(row)))
        return len(rows)

    def _measure(self, results: list[Result]) -> None:
        now = self._clock.now()
        for result in results:
            if result.verdict is not None:
                NOT_SENT.labels(result.verdict.fate.name.lower()).inc()
                continue
            SENT.labels(result.row.urgency.name.lower()).inc()
            if result.row.urgency <= Urgency.REPLY:
                ANSWERED.observe((now - result.row.made_at).total_seconds())

    def _free(self) -> tuple[int, ChatLimits]:
        """How many messages may leave now, and which chats must be left alone."""
        now = self._clock.ticks()
        rows = [row for row, _ in self._under_way.values()]
        busy = frozenset(row.chat_id for row in rows if row.urgency > Urgency.PRESS)
        resting = frozenset(self._pacer.held(now, waited_for=False))
        from_answers = frozenset(self._pacer.held(now, waited_for=True))
        return self._pacer.room(now), ChatLimits(busy, resting, from_answers)

    def _turn(
        self, results: list[Result], room: int, chats: ChatLimits
    ) -> Callable[[Tx], list[OutboxRow]]:
        now = self._clock.now()

        def work(tx: Tx) -> list[OutboxRow]:
            self._write_down_all(results)(tx)
            return outbox.claim_due(tx, now, room, chats)

        return work

    async def drain(self) -> None:
        """Send everything that is due and wait for the answers."""
        while await self.turn() or self._under_way or self._results:
            if self._under_way:
                await asyncio.wait([task for _, task in self._under_way.values()])

    async def _send(self, row: OutboxRow) -> None:
        result = Result(row)
        try:
            call = _call_for(row)
            params = await self._params(call)
            answer = await self._api.call(call.method, params, timeout=self._time_for(call))
            if isinstance(answer, dict):
                number = answer.get("message_id")
                result = Result(row, message_id=number if is_number(number) else None)
        except TelegramError as error:
            result = Result(row, verdict=_verdict(error, row))
        except OSError as error:
            result = Result(row, verdict=judge_disk(error, row.attempts))
        except Exception as error:
            log.exception("send_failed", row=row.id)
            result = Result(row, verdict=DeliveryFailure(DeliveryOutcome.REFUSED, repr(error)))
        self._results.append(result)
        del self._under_way[row.id]
        self._keep_pace(result)
        self._bell.ring()

    def _keep_pace(self, result: Result) -> None:
        if result.row.urgency == Urgency.PRESS:
            return
        now = self._clock.ticks()
        self._pacer.answered(result.row.chat_id, now)
        if result.verdict is not None and result.verdict.flood:
            self._pacer.told_to_wait(result.row.chat_id, now + result.verdict.wait)

    async def _params(self, call: Call) -> dict[str, object]:
        params: dict[str, object] = dict(call.params)
        if call.svg:
            drawn = await asyncio.to_thread(png, call.svg)
            params["photo"] = InputFile(drawn, filename="picture.png")
        elif call.file:
            content = await asyncio.to_thread(self._content, call.file)
            part = "photo" if call.method == "sendPhoto" else "document"
            params[part] = InputFile(content, filename=call.file.name)
        return params

    def _time_for(self, call: Call) -> float:
        return self._patience.upload if call.uploads else self._patience.answer

    def _content(self, file: Attachment) -> bytes:
        if file.path:
            return (self._data_dir / file.path).read_bytes()
        return base64.b64decode(file.content)


def _call_for(row: OutboxRow) -> Call:
    if is_toast(row.content):
        return call_for_toast(toast_from(row.content))
    # The group may have moved since this was written: the row knows where to.
    return call_for(message_from(row.chat_id, row.content), row.edits)


def _verdict(error: TelegramError, row: OutboxRow) -> DeliveryFailure:
    """A press that cannot be answered, or not soon, is nobody's loss: the phone has given up."""
    verdict = classify(error, row.attempts)
    late = verdict.fate is DeliveryOutcome.REFUSED or verdict.wait > PRESS_SECONDS
    if is_toast(row.content) and late:
        return DeliveryFailure(DeliveryOutcome.DONE, verdict.reason)
    return verdict


def _write_down_failed(tx: Tx, row: OutboxRow, verdict: DeliveryFailure, now: datetime) -> None:
    log.warning("not_sent", row=row.id, fate=verdict.fate.name, reason=verdict.reason)
    match verdict.fate:
        case DeliveryOutcome.DONE:
            # An edit that changed nothing still names the message it is: the next one needs it.
            outbox.mark_sent(tx, {row.id: row.edits}, now)
        case DeliveryOutcome.AGAIN:
            when = now + timedelta(seconds=verdict.wait)
            outbox.reschedule(tx, row.id, verdict.reason, when, counts=verdict.counts)
        case DeliveryOutcome.ANEW:
            outbox.send_as_new(tx, row.id)
        case DeliveryOutcome.MOVED:
            delivery_failures.moved(tx, row.chat_id, verdict.new_chat)
            outbox.reschedule(tx, row.id, verdict.reason, now, counts=False)
        case DeliveryOutcome.LOST:
            outbox.mark_failed(tx, row.id, verdict.reason)
            delivery_failures.lost(tx, row.chat_id, verdict.reason, now)
        case DeliveryOutcome.REFUSED:
            outbox.mark_failed(tx, row.id, verdict.reason)
            delivery_failures.refused(tx, row.id, row.chat_id, verdict.reason, now)
