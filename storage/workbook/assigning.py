"""The owners whom an import gives items: they are to sign for them."""

from datetime import datetime

from storage.db.engine import Tx
from storage.follow_up import assignments
from storage.workbook.known import KnownEntry


def assign(tx: Tx, items: list[KnownEntry], now: datetime) -> None:
    """Let the owners of new items, and new owners of others, sign for what is not done already."""
    given = [
        entry
        for entry in items
        if (entry.was is None or "owner_id" in entry.changed())
        and not (entry.stands is not None and entry.stands.is_done)
    ]
    owners = [(_number(entry), _number(entry.values["owner_id"])) for entry in given]
    for entry, number in zip(given, assignments.give(tx, owners, now), strict=True):
        entry.assignment = number


def _number(entry: KnownEntry) -> int:
    assert entry.id is not None
    return entry.id
