"""Evidence in: files that people sent are downloaded and kept by their SHA-256."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.messenger import DownloadFailed, Messenger
from notices import evidence_notices
from rules.policy.evidence import EvidencePiece
from storage.db.column_types import storable
from storage.db.engine import DatabaseLost, Tx
from storage.reporting import evidence

IDLE_SECONDS = 2.0
"""How often it is looked for files that are due again."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the evidence store; `size` in bytes."""

    digest: str
    path: str
    size: int


class FileDownloader:
    """Fetches every noted file; a failure is tried again, and in the end told to the sender."""

    def __init__(
        self,
        messenger: Messenger,
        ledger: DatabaseThread,
        clock: Clock,
        wakeup: Wakeup,
        data_dir: Path,
    ) -> None:
        self._messenger = messenger
        self._ledger = ledger
        self._clock = clock
        self._wakeup = wakeup
        self._data_dir = data_dir
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        while True:
            try:
                while await self.fetch_due():
                    pass
            except DatabaseLost as error:
                log.warning("database_lost", reason=str(error))
            except Exception:
                log.exception("fetching_failed")
            await self._wakeup.wait(IDLE_SECONDS)

    async def fetch_due(self) -> int:
        """Fetch what is due now, one call at a time; return how many files were tried."""
        async with self._one_at_a_time:
            return await self._fetch_due()

    async def _fetch_due(self) -> int:
        now = self._clock.now()
        rows = await self._ledger.write(lambda tx: evidence.to_fetch(tx, now))
        for row in rows:
            await self._fetch(row)
        return len(rows)

    async def _fetch(self, row: EvidencePiece) -> None:
        try:
            kept = await self._download(row.file_id, row.name)
            now = self._clock.now()
            await self._ledger.write(
                lambda tx: evidence_notices.fetched(tx, row, kept.digest, kept.path, kept.size, now)
            )
        except DatabaseLost:
            raise
        except Exception as error:
            await self._not_fetched(row, error)

    async def _download(self, file_id: str, name: str) -> StoredFile:
        content = await self._messenger.download(file_id)
        digest, path = await asyncio.to_thread(evidence.store, self._data_dir, content, name)
        return StoredFile(digest, str(path.relative_to(self._data_dir)), len(content))

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
