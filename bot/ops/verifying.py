"""The ledger is verified by a process of its own: a million entries take minutes of its processor.

`python -m bot.ops.verifying` reads where the ledger is and writes what it found, both as JSON.
"""

import subprocess
import sys
from pathlib import Path

from pydantic import BaseModel

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
    try:
        ended = subprocess.run(  # noqa: S603 - this very program
            VERIFIES,
            input=where.model_dump_json().encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise OSError(f"the ledger was not verified: {''.join(last)}") from error
    except subprocess.TimeoutExpired as error:
        raise OSError("the ledger was not verified in time") from error
    return Verified.model_validate_json(ended.stdout)


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
