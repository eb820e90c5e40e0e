"""Evidence in: files that people sent are fetched from Telegram and kept by their SHA-256."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from telegram.error import BadRequest, TelegramError

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.telegram.client import BotApi, Unintelligible
from notices import evidence_notices
from storage.db.column_types import storable
from storage.db.engine import DatabaseLost, Tx
from storage.reporting import evidence

IDLE_SECONDS = 2.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class StoredFile:
    digest: str
    path: str
    size: int


class FileDownloader:
    """Every noted file is fetched once; a fetch that fails is tried again, then told about."""

    def __init__(
        self, api: BotApi, ledger: DatabaseThread, clock: Clock, wakeup: Wakeup, data_dir: Path
    ) -> None:
        self._api = api
        self._ledger = ledger
        self._clock = clock
        self._bell = wakeup
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
            await self._bell.wait(IDLE_SECONDS)

    async def fetch_due(self) -> int:
        """Fetch what is due now; how many files were tried. Whoever asks meanwhile waits."""
        async with self._one_at_a_time:
            return await self._fetch_due()

    async def _fetch_due(self) -> int:
        now = self._clock.now()
        rows = await self._ledger.write(lambda tx: evidence.to_fetch(tx, now))
        for row in rows:
            await self._fetch(row)
        return len(rows)

    async def _fetch(self, row: Any) -> None:
        try:
            kept = await self._download(row.file_id, row.name)
            now = self._clock.now()
            await self._ledger.write(
                lambda tx: evidence.kept(tx, row, kept.digest, kept.path, kept.size, now)
            )
        except DatabaseLost:
            raise
        except Exception as error:
            await self._not_fetched(row, error)

    async def _download(self, file_id: str, name: str) -> StoredFile:
        found = await self._api.call("getFile", {"file_id": file_id})
        if not (isinstance(found, dict) and isinstance(found.get("file_path"), str)):
            raise Unintelligible("getFile")
        content = await self._api.download(found["file_path"])
        digest, path = await asyncio.to_thread(evidence.store, self._data_dir, content, name)
        return StoredFile(digest, str(path.relative_to(self._data_dir)), len(content))

    async def _not_fetched(self, row: Any, error: Exception) -> None:
        """Try again later; what neither Telegram nor the disk raises is told with its place."""
        foreseen = isinstance(error, TelegramError | OSError)
        log.warning(
            "evidence_not_fetched",
            evidence=row.id,
            reason=str(error),
            exc_info=None if foreseen else error,
        )
        now = self._clock.now()
        for_good = isinstance(error, BadRequest)

        def work(tx: Tx) -> None:
            if evidence.failed(tx, row, storable(str(error)), now, for_good=for_good):
                evidence_notices.tell_sender(tx, row.person_id, row.name, now)

        await self._ledger.write(work)
