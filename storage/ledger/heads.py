"""Heads of the journal's chain: the hash of an entry, by which all before it is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.ledger.tables import journal

SHORTEST = 12
"""Characters of a hash by which an entry is found: 48 bits, and no two entries share them."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """An entry of the chain: its number, when it was written, and its SHA-256 in hex."""

    seq: int
    at: datetime
    hash: str


def current(tx: Tx) -> ChainHead | None:
    """Return the last entry; None while the journal is empty."""
    return fetch_one(tx, ChainHead, select(journal).order_by(journal.c.seq.desc()).limit(1))


def find(tx: Tx, beginning: str) -> ChainHead | None:
    """Return the entry whose hash begins so; None when this chain has none."""
    begins = journal.c.hash.startswith(beginning.strip().lower(), autoescape=True)
    return fetch_one(tx, ChainHead, select(journal).where(begins).limit(1))


def stands(tx: Tx, head: ChainHead) -> bool:
    """Whether the entry of that number has that hash."""
    same = (journal.c.seq == head.seq) & (journal.c.hash == head.hash)
    return tx.execute(select(journal.c.seq).where(same)).first() is not None
