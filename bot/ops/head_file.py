"""The file outside of the ledger, one line a day: when, the entry's number, its hash.

Whoever rewrites the ledger, or puts an older one in its place, would have to rewrite this file too.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from storage.db.engine import Tx
from storage.ledger import heads
from storage.ledger.heads import ChainHead


def read(file: Path) -> list[ChainHead]:
    """Return what was written, oldest first; none where there is no file yet.

    Raises OSError, and ValueError for a line that is none of ours.
    """
    if not file.exists():
        return []
    return [_head(line) for line in file.read_text("utf-8").splitlines() if line]


def _head(line: str) -> ChainHead:
    at, seq, digest = line.split()
    return ChainHead(int(seq), datetime.fromisoformat(at), digest)


def add(file: Path, head: ChainHead) -> None:
    """Write one line more, which is on the disk then. Raises OSError."""
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{head.at.isoformat(timespec='seconds')} {head.seq} {head.hash}\n")
        out.flush()
        os.fsync(out.fileno())


def foreign(tx: Tx, written: list[ChainHead]) -> Iterator[ChainHead]:
    """Yield what was written of a chain that is not this ledger's, oldest first."""
    return (head for head in written if not heads.stands(tx, head))
