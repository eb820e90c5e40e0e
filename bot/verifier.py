"""`/verify`: the ledger is verified beside the conversations, and who asked is answered."""

import asyncio
from dataclasses import astuple
from functools import partial
from math import inf
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.due_work import work_when_due
from bot.ops.verifying import Verified, Whereabouts, verify
from bot.wakeups import Wakeups
from messages import audit_texts
from messages.letters import Say, letters
from messages.texts import Texts
from notices import mail
from rules.policy.city import City
from rules.policy.permissions import may_verify_ledger
from storage.audit import asked
from storage.db.engine import Tx
from storage.people import people

log = structlog.get_logger()


class Verifier:
    """Verifies once for all who have asked by then."""

    def __init__(
        self, ledger: DatabaseThread, clock: Clock, wakeups: Wakeups, city: City, data_dir: Path
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._wakeups = wakeups
        self._city = city
        self._data_dir = data_dir

    async def run(self) -> None:
        """Answer whoever asks, until cancelled; an error is logged and the rest goes on."""
        await work_when_due(
            self.answer, lambda: inf, self._wakeups.verifying, failure="verify_failed"
        )

    async def answer(self) -> bool:
        """Answer those who wait, once the ledger was verified; return whether somebody did."""
        waiting = await self._ledger.write(asked.waiting)
        if not waiting:
            return False
        url = self._ledger.engine.url.render_as_string(hide_password=False)
        where = Whereabouts(url=url, folder=self._data_dir)
        say: Say
        try:
            found = await asyncio.to_thread(verify, where)
            say = partial(self._sentence, found)
        except OSError as error:
            log.warning("not_verified", reason=str(error))
            say = audit_texts.not_verified
        await self._ledger.write(lambda tx: self._tell(tx, waiting, say))
        self._wakeups.outbox.ring()
        return True

    def _sentence(self, found: Verified, t: Texts) -> str:
        if found.broken is not None:
            return audit_texts.sentence(t, *astuple(found.broken))
        at = self._clock.now().astimezone(self._city.zone)
        return audit_texts.whole_at(t, found.count, found.head, at)

    def _tell(self, tx: Tx, waiting: list[int], say: Say) -> None:
        """Answer in their own chats those who still may know."""
        for number in waiting:
            asked.answered(tx, number)
            person = people.by_id(tx, number)
            if may_verify_ledger(person):
                mail.send_all(tx, letters([person], self._city.language, say), self._clock.now())
