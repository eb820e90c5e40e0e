"""Keeping the mailboxes small: what nobody needs any more is forgotten (see storage/pruning)."""

from datetime import datetime

from rules.policy.city import City
from storage import pruning
from storage.database import Tx


def run(tx: Tx, city: City, now: datetime) -> int:
    """How many rows were forgotten."""
    del city
    return pruning.prune(tx, now)
