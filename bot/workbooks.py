"""Lists that were sent are fetched and dealt with, and workbooks made, beside the conversations."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.due_work import work_when_due
from bot.list_work import Order, folder_of
from bot.messenger import DownloadFailed, Messenger
from bot.ops.workbooks import deal_with
from bot.wakeups import Wakeups
from messages.outgoing import OutgoingMessage
from messages.texts import Texts, texts
from messages.workbooks import workbook_texts
from notices import mail
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.workbook_requests import KEPT, WorkbookRequestState
from storage.db.column_types import storable
from storage.db.engine import DatabaseLost, Tx
from storage.dossier.packing import forget_older
from storage.people import people
from storage.workbook import requests
from storage.workbook.limits import why_unfit
from storage.workbook.requests import WorkbookRequest

log = structlog.get_logger()


class ListDesk:
    """Deals with one request at a time; each step is written down before the next begins."""

    def __init__(
        self,
        messengers: Sequence[Messenger],
        ledger: DatabaseThread,
        clock: Clock,
        wakeups: Wakeups,
        city: City,
        data_dir: Path,
        deal_with: Callable[[Order], None] = deal_with,
    ) -> None:
        """`deal_with`: carries out an order, in a process of its own."""
        self._messengers = {messenger.name: messenger for messenger in messengers}
        self._ledger = ledger
        self._clock = clock
        self._wakeups = wakeups
        self._city = city
        self._data_dir = data_dir
        self._deal_with = deal_with
        self._next_try: datetime | None = None

    async def run(self) -> None:
        """Do what is due, until cancelled; an error is logged and the rest goes on."""
        await work_when_due(
            self.do_next, self.until_next_try, self._wakeups.workbooks, failure="list_failed"
        )

    def until_next_try(self) -> float:
        """Return seconds until one that failed is due again; inf when there is none."""
        return self._clock.until(self._next_try)

    async def do_next(self) -> bool:
        """Take the oldest request that is due one step further; return whether there was one."""
        now = self._clock.now()
        request, self._next_try = await self._ledger.write(
            lambda tx: (requests.next_due(tx, now), requests.next_try(tx, now))
        )
        if request is None:
            return False
        try:
            await self._do(request, now)
        except DatabaseLost:
            raise
        except Exception as error:
            await self._failed(request, error)
        self._wakeups.outbox.ring()
        return True

    async def _do(self, request: WorkbookRequest, now: datetime) -> None:
        if request.state is WorkbookRequestState.TO_FETCH:
            await self._fetch(request)
            return
        messenger = self._messengers[request.chat.messenger]
        order = Order(
            url=self._ledger.engine.url.render_as_string(hide_password=False),
            folder=self._data_dir,
            request=request.id,
            now=now,
            zone=self._city.zone.key,
            language=self._city.language,
            largest=messenger.largest_upload,
            campaign=self._city.campaign,
            started_on=self._city.started_on,
        )
        await asyncio.to_thread(forget_older, self._data_dir / "workbooks", now - KEPT)
        await asyncio.to_thread(self._deal_with, order)

    async def _fetch(self, request: WorkbookRequest) -> None:
        content = await self._messengers[request.chat.messenger].download(request.file_id)
        t = await self._ledger.write(lambda tx: self._texts(tx, request))
        path, unfit = await asyncio.to_thread(_keep, self._data_dir, request, content, t)
        await self._ledger.write(lambda tx: self._kept(tx, request, path, unfit))

    def _kept(self, tx: Tx, request: WorkbookRequest, path: str, unfit: str) -> None:
        after = WorkbookRequestState.REFUSED if unfit else WorkbookRequestState.TO_REHEARSE
        if requests.advance(tx, request.id, request.state, after, path=path) and unfit:
            words = workbook_texts.unfit(self._texts(tx, request), request.name, unfit)
            self._say(tx, request, words)

    async def _failed(self, request: WorkbookRequest, error: Exception) -> None:
        """Try again later; in the end whoever asked is told."""
        foreseen = isinstance(error, DownloadFailed | OSError)
        log.warning(
            "list_not_dealt_with",
            request=request.id,
            reason=str(error),
            exc_info=None if foreseen else error,
        )
        now, for_good = self._clock.now(), isinstance(error, DownloadFailed) and error.for_good

        def work(tx: Tx) -> None:
            reason = storable(str(error))
            if not requests.failed(tx, request, reason, now, for_good=for_good):
                return
            words = _not_done(self._texts(tx, request), request)
            self._say(tx, request, words)

        await self._ledger.write(work)

    def _texts(self, tx: Tx, request: WorkbookRequest) -> Texts:
        return texts(people.by_id(tx, request.person_id).language or self._city.language)

    def _say(self, tx: Tx, request: WorkbookRequest, words: str) -> None:
        message = OutgoingMessage(request.chat, words, urgency=Urgency.NOTICE)
        mail.send(tx, message, self._clock.now())


def _not_done(t: Texts, request: WorkbookRequest) -> str:
    match request.state:
        case WorkbookRequestState.TO_FETCH:
            return workbook_texts.not_fetched(t, request.name)
        case WorkbookRequestState.TO_EXPORT:
            return workbook_texts.not_exported(t)
    return workbook_texts.failed(t, request.name)


def _keep(data_dir: Path, request: WorkbookRequest, content: bytes, t: Texts) -> tuple[str, str]:
    """Keep a list and look at it within its limits; return where it is, and why it cannot be read."""
    folder = folder_of(data_dir, request.id)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"list{Path(request.name).suffix.lower()}"
    partial = file.with_name(f"{file.name}.partial")
    partial.write_bytes(content)
    partial.replace(file)
    return str(file.relative_to(data_dir)), why_unfit(file, t)
