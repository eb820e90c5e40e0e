"""What is written to the disk is its owner's alone: words of officials, codes, evidence, copies."""

import os
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path
from stat import S_IMODE, S_ISVTX

OF_OTHERS = 0o077
"""The bits of a file's mode that let anybody else in."""


def from_now_on() -> None:
    """Let nobody else read or write what this process makes from now on."""
    os.umask(OF_OTHERS)


def tighten(database: Path | None, data_dir: Path) -> None:
    """Take from everybody else what an older version left open to them.

    What is not ours, or cannot be changed, stays as it is.
    """
    for path in _files(database, data_dir.resolve()):
        with suppress(OSError):
            _close_to_others(path)


def _files(database: Path | None, data_dir: Path) -> Iterator[Path]:
    """Return the ledger, the files beside it (log, lock, copies), and what is kept in the folder."""
    yield data_dir
    for kept in (data_dir / "evidence", data_dir / "backups"):
        yield kept
        yield from kept.rglob("*")
    if database is not None:
        yield from database.parent.glob(f"{escape(database.name)}*")


def _close_to_others(path: Path) -> None:
    found = path.lstat()
    shared = found.st_uid != os.geteuid() or found.st_mode & S_ISVTX or path.is_symlink()
    if found.st_mode & OF_OTHERS and not shared:
        path.chmod(S_IMODE(found.st_mode) & ~OF_OTHERS)
