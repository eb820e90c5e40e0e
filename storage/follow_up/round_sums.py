"""One sum over the entries of a round: the journal keeps it in place of thousands of rows."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.follow_up.tables import round_entries

ASKED = ("id", "item_id")
"""What of an entry never changes."""

ANSWERED = (*ASKED, "owner_id", "unit_id", "answer", "reason", "answered_by", "answered_at")
"""What of an entry changes no more once its round is over."""


@dataclass(frozen=True, slots=True)
class RoundSums:
    """SHA-256 in hex over the entries of a round, in their order.

    `asked`: which items it asks of. `answers`: besides, whose they are, and what was answered.
    """

    asked: str
    answers: str


def _sums(entries: Iterable[Mapping[str, object]]) -> RoundSums:
    asked, answers = hashlib.sha256(), hashlib.sha256()
    for entry in entries:
        asked.update(_line(entry, ASKED))
        answers.update(_line(entry, ANSWERED))
    return RoundSums(asked.hexdigest(), answers.hexdigest())


def _line(entry: Mapping[str, object], columns: tuple[str, ...]) -> bytes:
    cells = [plain(entry[name]) for name in columns]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


NOTHING = _sums(())
"""Of a round without entries."""


def of_round(tx: Tx, number: int) -> RoundSums:
    """Return the sums of a round as it stands."""
    return next((sums for _, sums in _read(tx, number)), NOTHING)


def of_all(tx: Tx) -> dict[int, RoundSums]:
    """Return the sums of every round that has entries, by its number."""
    return dict(_read(tx, None))


def _read(tx: Tx, number: int | None) -> Iterator[tuple[int, RoundSums]]:
    query = select(round_entries).order_by(round_entries.c.round_id, round_entries.c.id)
    if number is not None:
        query = query.where(round_entries.c.round_id == number)
    rows = tx.execute(query.execution_options(yield_per=1000)).mappings()
    for round_, entries in groupby(rows, key=lambda row: int(row["round_id"])):
        yield round_, _sums(map(dict, entries))
