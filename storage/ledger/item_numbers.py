"""Every number that items carry, to find them by; those of a large ledger are read in portions."""

from collections import defaultdict
from dataclasses import dataclass, field
from unicodedata import normalize

from sqlalchemy import func, select

from rules.language.matching.numbers import canonical_number
from rules.policy.readiness import SMALL, NotReady
from storage.db.engine import Tx
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import items

AT_ONCE = 1000
"""Items read in one unit of work while others wait: some 10 ms."""


@dataclass(slots=True)
class _Numbers:
    """The numbers as far as they have been read: of items up to `last`, with `left` more to come.

    A whole number goes before a part of another's. `written`: numbers by how they are compared.
    """

    left: int
    last: int = 0
    whole: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, item: int, code: str) -> None:
        self.whole.setdefault(code, item)
        for part in code.split("、"):
            self.parts.setdefault(part, item)
            self.written[_plain(part)].add(part)
        self.written[_plain(code)].add(code)
        self.last = item

    def get(self, code: str) -> int | None:
        return self.whole.get(code) or self.parts.get(code)

    def meant(self, code: str) -> int | None:
        """Return the item of a number written in another way; None where two share it (A1, a1)."""
        found = {self.get(each) for each in self.written.get(_plain(code), ())}
        return next(iter(found)) if len(found) == 1 else None


def _begun(tx: Tx) -> _Numbers:
    return _Numbers(tx.execute(select(func.count()).select_from(items)).scalar_one())


_growing = VersionedCache(_begun)


def _plain(code: str) -> str:
    return canonical_number(normalize("NFKC", code))


def prepare(tx: Tx, most: int = AT_ONCE) -> bool:
    """Read so many items ahead of who asks; return whether some are left."""
    growing = _growing(tx)
    if growing.left:
        query = select(items.c.id, items.c.code).where(items.c.id > growing.last)
        rows = tx.execute(query.order_by(items.c.id).limit(most)).all()
        for row in rows:
            growing.add(row.id, row.code)
        growing.left = growing.left - len(rows) if rows else 0
    return bool(growing.left)


def item_of(tx: Tx, code: str) -> int | None:
    """Return the item with a number, written as people do: 1号, 第1项, １.

    Raises NotReady where that is not known yet and no item's whole number is this one.
    """
    growing = _growing(tx)
    if growing.left > SMALL:
        exact = select(func.min(items.c.id)).where(items.c.code == code)
        found: int | None = tx.execute(exact).scalar()
        if found is None:
            raise NotReady
        return found
    while growing.left:
        prepare(tx)
    return growing.get(code) or growing.meant(code)
