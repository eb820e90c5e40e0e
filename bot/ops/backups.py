"""A copy of the ledger every night. Evidence is not in it: those files never change."""

import asyncio
from datetime import datetime, tzinfo
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.ops.metrics import BACKED_UP
from storage.copies import archive
from storage.db.backup import SPARE_BYTES, NotCopied
from storage.db.engine import Engine

KEPT = 14
"""Copies, one a day."""

HOUR = 2
"""From this hour on, when nobody is written to and hardly anybody writes."""

log = structlog.get_logger()


class Backups:
    """The copies in one folder. Which are there says which are due: nothing else is remembered."""

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        clock: Clock,
        zone: tzinfo,
        spare: int = SPARE_BYTES,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._clock = clock
        self._zone = zone
        self._spare = spare

    def measure(self) -> None:
        """Let the measures tell when the newest copy was made."""
        BACKED_UP.set_function(lambda: newest_time(self._folder))

    def is_due(self) -> bool:
        """Whether the copy of this night should be there and is not."""
        return self._now().hour >= HOUR and not self._target().exists()

    async def copy_if_due(self) -> None:
        """Make a copy if one is due; what could not be made is tried again at the next call."""
        try:
            if self.is_due():
                await self._copy(self._target())
        except (NotCopied, OSError) as error:
            log.warning("no_backup", reason=str(error))

    def _target(self) -> Path:
        return self._folder / f"taizhang-{self._now():%Y-%m-%d}.zip"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone)

    async def _copy(self, target: Path) -> None:
        for torn in self._folder.glob(f"taizhang-*{archive.PART}"):
            torn.unlink()
        now = self._clock.now()
        await asyncio.to_thread(archive.make, self._engine, target, now, spare=self._spare)
        for old in kept(self._folder)[:-KEPT]:
            old.unlink()
        log.info("backed_up", file=str(target))


def folder_of(data_dir: Path) -> Path:
    """Return where the copies are kept."""
    return data_dir / "backups"


def file_of(engine: Engine) -> Path | None:
    """Return the file to be copied; None where there is none."""
    database = engine.url.database
    return Path(database) if engine.dialect.name == "sqlite" and database else None


def kept(folder: Path) -> list[Path]:
    """Return the copies, oldest first, also those an older version made."""
    return sorted(
        path for ending in ("zip", "db") for path in folder.glob(f"taizhang-????-??-??.{ending}")
    )


def newest_time(folder: Path) -> float:
    """Return when the newest copy was made, in seconds since 1970; 0 when there is none."""
    return max((copy.stat().st_mtime for copy in kept(folder)), default=0.0)
