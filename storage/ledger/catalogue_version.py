"""What is derived from the catalogue: made once, and again when an import has changed it.

Units, persons, titles, numbers and who answers for what change by import alone, and every import
that changes anything begins a new edition in its own commit.
"""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import URL, func, select

from storage.db.engine import Tx
from storage.ledger.tables import campaigns

T = TypeVar("T")

_LATEST = select(func.max(campaigns.c.edition))
_seen: WeakKeyDictionary[Tx, int] = WeakKeyDictionary()


def current(tx: Tx) -> int:
    """Read once in a unit of work; 0 before the first import."""
    if tx not in _seen:
        _seen[tx] = tx.execute(_LATEST).scalar() or 0
    return _seen[tx]


def begun(tx: Tx) -> None:
    """Note that a new edition began in this unit of work."""
    _seen.pop(tx, None)


class VersionedCache(Generic[T]):
    """A view of the catalogue that holds until the next import."""

    def __init__(self, make: Callable[[Tx], T]) -> None:
        self._make = make
        self._kept: tuple[URL, int, T] | None = None

    def __call__(self, tx: Tx) -> T:
        kept = self._kept
        if kept is None or kept[:2] != _state(tx):
            kept = self._kept = (*_state(tx), self._make(tx))
        return kept[2]

    def prepare(self, tx: Tx) -> bool:
        """Make it ahead of who asks; return whether it was not made before."""
        before = self._kept
        self(tx)
        return self._kept is not before


def _state(tx: Tx) -> tuple[URL, int]:
    return tx.engine.url, current(tx)
