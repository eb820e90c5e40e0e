"""Evidence in: files that people sent are downloaded and kept by their SHA-256."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.due_work import work_when_due
from bot.messenger import DownloadFailed, Messenger
from notices import evidence_notices
from rules.policy.evidence import EvidencePiece
from storage.db.column_types import storable
from storage.db.engine import DatabaseLost, Tx
from storage.reporting import evidence, pictures
from storage.reporting.pictures import PictureMarks

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the evidence store; `size` in bytes, `marks` of a picture."""

    digest: str
    path: str
    size: int
    marks: PictureMarks


class FileDownloader:
    """Fetches the noted files of one messenger.

    A failure is tried again, and in the end told to the sender.
    """

    def __init__(
        self,
        messenger: Messenger,
        ledger: DatabaseThread,
        clock: Clock,
        wakeup: Wakeup,
        data_dir: Path,
        zone: ZoneInfo,
    ) -> None:
        """`zone`: whose time the cameras of its people show."""
        self._messenger = messenger
        self._ledger = ledger
        self._clock = clock
        self._wakeup = wakeup
        self._data_dir = data_dir
        self._zone = zone
        self._one_at_a_time = asyncio.Lock()
        self._next_try: datetime | None = None

    async def run(self) -> None:
        """Fetch what is due, until cancelled; an error is logged and the rest goes on."""
        await work_when_due(
            self.fetch_due, self.until_next_try, self._wakeup, failure="fetching_failed"
        )

    def until_next_try(self) -> float:
        """Return seconds until a file that was not fetched is due again; inf when there is none."""
        return self._clock.until(self._next_try)

    async def fetch_due(self) -> int:
        """Fetch what is due now, one call at a time; return how many files were tried."""
        async with self._one_at_a_time:
            return await self._fetch_due()

    async def _fetch_due(self) -> int:
        now, messenger = self._clock.now(), self._messenger.name
        rows, self._next_try = await self._ledger.write(
            lambda tx: (
                evidence.to_fetch(tx, messenger, now),
                evidence.next_try(tx, messenger, now),
            )
        )
        for row in rows:
            await self._fetch(row)
        return len(rows)

    async def _fetch(self, row: EvidencePiece) -> None:
        try:
            kept = await self._download(row.file_id, row.name)
            now, made_at = self._clock.now(), kept.marks.taken_in(self._zone)
            await self._ledger.write(
                lambda tx: evidence_notices.fetched(
                    tx, row, kept.digest, kept.path, kept.size, now, kept.marks, made_at
                )
            )
        except DatabaseLost:
            raise
        except Exception as error:
            await self._not_fetched(row, error)

    async def _download(self, file_id: str, name: str) -> StoredFile:
        content = await self._messenger.download(file_id)
        return await asyncio.to_thread(keep_file, self._data_dir, content, name)

    async def _not_fetched(self, row: EvidencePiece, error: Exception) -> None:
        """Try again later; log what neither the messenger nor the disk raises with its place."""
        foreseen = isinstance(error, DownloadFailed | OSError)
        log.warning(
            "evidence_not_fetched",
            evidence=row.id,
            reason=str(error),
            exc_info=None if foreseen else error,
        )
        now = self._clock.now()
        for_good = isinstance(error, DownloadFailed) and error.for_good

        def work(tx: Tx) -> None:
            if evidence.failed(tx, row, storable(str(error)), now, for_good=for_good):
                evidence_notices.tell_sender(tx, row.person_id, row.name, now)

        await self._ledger.write(work)


def keep_file(folder: Path, content: bytes, name: str) -> StoredFile:
    """Keep a file and look at it, where it is a picture."""
    digest, path = evidence.store(folder, content, name)
    marks = pictures.marks_of(content)
    return StoredFile(digest, str(path.relative_to(folder)), len(content), marks)
