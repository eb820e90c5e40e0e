"""The append-only journal: every fact of the ledger, each hash-chained to the one before."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import func, insert, select, update

from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.db.query import Query
from storage.ledger.tables import journal, journal_head

GENESIS = "0" * 64
"""What the first entry is chained to."""

PAGE = 1000


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A fact as it was written: `previous` and `hash` are SHA-256 in hex."""

    seq: int
    at: datetime
    person_id: int | None
    fact: str
    item_id: int | None
    body: JsonObject
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not fit: its number and what is wrong with it.

    Where the chain holds and the ledger says otherwise: which row, and in which columns.
    """

    seq: int
    reason: str
    table: str = ""
    row: int = 0
    columns: tuple[str, ...] = ()


def hold(tx: Tx) -> None:
    """Let nobody else write to the journal until the unit of work ends."""
    tx.execute(select(journal_head.c.seq).with_for_update()).one()


def write(
    tx: Tx,
    fact: str,
    body: JsonObject,
    *,
    now: datetime,
    person: int | None = None,
    item: int | None = None,
) -> int:
    """Write a fact, named in the trade's words (`Reported`, `StruckOff`); return its number.

    The head row is locked until the unit of work ends, so that the chain has no forks.
    """
    head = tx.execute(select(journal_head).with_for_update()).one()
    seq: int = head.seq + 1
    digest = _digest(head.hash, seq, now, person, fact, item, body)
    tx.execute(
        insert(journal).values(
            seq=seq,
            at=now,
            person_id=person,
            fact=fact,
            item_id=item,
            body=body,
            previous=head.hash,
            hash=digest,
        )
    )
    tx.execute(update(journal_head).values(seq=seq, hash=digest))
    return seq


def _digest(
    previous: str,
    seq: int,
    at: datetime,
    person: int | None,
    fact: str,
    item: int | None,
    body: JsonObject,
) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    words = json.dumps(
        [previous, seq, moment, person, fact, item, body],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(words.encode()).hexdigest()


def first_broken(tx: Tx) -> Broken | None:
    """Return the first entry of the whole chain that was changed, removed or put in, if any."""
    previous, seq = GENESIS, 0
    for entry in chain.from_iterable(pages(tx)):
        if entry.seq != seq + 1:
            return Broken(seq + 1, "missing")
        if entry.previous != previous:
            return Broken(entry.seq, "not chained to the one before")
        if entry.hash != _digest_of(entry):
            return Broken(entry.seq, "changed")
        previous, seq = entry.hash, entry.seq
    head = tx.execute(select(journal_head)).one_or_none()
    if head is None or (head.seq, head.hash) != (seq, previous):
        return Broken(seq + 1, "missing")
    return None


def _digest_of(entry: JournalEntry) -> str:
    return _digest(
        entry.previous,
        entry.seq,
        entry.at,
        entry.person_id,
        entry.fact,
        entry.item_id,
        entry.body,
    )


def pages(tx: Tx) -> Iterator[list[JournalEntry]]:
    """Yield the journal page by page, so that millions of entries need no more memory than one."""
    last = 0
    while page := fetch_all(tx, JournalEntry, _page_after(last)):
        yield page
        last = page[-1].seq


def _page_after(seq: int) -> Query:
    return select(journal).where(journal.c.seq > seq).order_by(journal.c.seq).limit(PAGE)


def length(tx: Tx) -> int:
    return tx.execute(select(func.count()).select_from(journal)).scalar_one()


def words_of(body: JsonObject) -> str:
    """Return what was said, decided or ordered by an entry, where it was words."""
    said = (body.get(name) for name in ("words", "reason", "cause"))
    return next((words for words in said if isinstance(words, str) and words), "")
