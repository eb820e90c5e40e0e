"""A copy of an SQLite ledger, made while others write, whole as of one moment."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

SPARE_BYTES = 200 * 2**20
"""Less than this left on the disk soon means that nothing can be written down."""


class NotCopied(Exception):
    """There is no copy; the ledger is as it was."""


def make(ledger: Path, target: Path, spare: int = SPARE_BYTES) -> None:
    """Copy the ledger to `target`, which appears only when it is whole and on the disk.

    `spare`: so many bytes have to stay free. Raises NotCopied.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        _make_room(ledger, target.parent, spare)
        part.unlink(missing_ok=True)
        _copy(ledger, part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotCopied(f"{target}: {error}") from error


def _make_room(ledger: Path, folder: Path, spare: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < ledger.stat().st_size + spare:
        raise NotCopied(f"{folder}: {free // 2**20} MB free")


def _copy(ledger: Path, part: Path) -> None:
    """Copy by SQLite's own online backup: a file copied while it is written to may be torn."""
    with (
        closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
