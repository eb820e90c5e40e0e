"""The ledger is verified by a process of its own: a million entries take minutes of its processor.

`python -m bot.ops.verifying` reads where the ledger is and writes what it found, both as JSON.
"""

import sys
from pathlib import Path

from pydantic import BaseModel

from bot import child
from storage import audit
from storage.db.engine import open_engine, snapshot
from storage.ledger import heads, journal
from storage.ledger.journal import Broken

VERIFIES = (sys.executable, "-m", "bot.ops.verifying")

PATIENCE = 3600.0
"""Seconds; a million entries take minutes."""


class Whereabouts(BaseModel):
    """The address of a database, never shown in a list of processes, and the folder of its files."""

    url: str
    folder: Path


class Verified(BaseModel):
    """How many entries there are, how the last one's hash begins, and the first that is wrong."""

    count: int
    head: str
    broken: Broken | None


def verify(where: Whereabouts) -> Verified:
    """Return what another process finds in the ledger; to be called in a thread. Raises OSError."""
    given, not_verified = where.model_dump_json().encode(), "the ledger was not verified"
    found = child.run(VERIFIES, given, PATIENCE, not_verified, f"{not_verified} in time")
    return Verified.model_validate_json(found)


def look(where: Whereabouts) -> Verified:
    """Return what is found in the ledger as of one moment."""
    engine = open_engine(where.url)
    with snapshot(engine) as tx:
        broken = journal.first_broken(tx) or audit.first_mismatch(tx, where.folder)
        head = heads.current(tx)
        count = journal.length(tx)
    engine.dispose()
    return Verified(count=count, head="" if head is None else head.hash[:12], broken=broken)


if __name__ == "__main__":
    asked = Whereabouts.model_validate_json(sys.stdin.read())
    sys.stdout.write(look(asked).model_dump_json())
