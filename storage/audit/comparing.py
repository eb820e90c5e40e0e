"""Walk the journal once and compare what it states of each row with the tables."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Table

from storage.audit import claims, rows
from storage.audit.claim import UNKNOWN, Cells, Claim
from storage.audit.held import HELD
from storage.audit.rows import StatedCell, StatedCells
from storage.closing.check_tables import site_checks
from storage.closing.tables import closing_steps
from storage.db.engine import Tx
from storage.follow_up.tables import ladder_steps
from storage.ledger import journal
from storage.ledger.journal import Broken, JournalEntry
from storage.ledger.tables import evidence, invites, reports

APPEND_ONLY = (reports, closing_steps, site_checks, ladder_steps)
"""Compared page by page and then dropped from memory: there may be millions."""

CHANGED = "the ledger says otherwise"
MISSING = "the ledger no longer has it"
UNRECORDED = "no entry tells of what stands in the ledger"
FILE = "the file of its evidence is missing or was changed"


def first_mismatch(tx: Tx, folder: Path) -> Broken | None:
    """Return the first entry the ledger contradicts, None when there is none.

    `folder` is where evidence files are kept.
    """
    book = _Expected()
    found: list[Broken] = []
    for page in journal.pages(tx):
        book.add(page)
        found += book.unchanging(tx)
    found += book.standing(tx, folder)
    return min(found, key=lambda broken: broken.seq, default=None)


class _Expected:
    """What the journal has stated so far."""

    def __init__(self) -> None:
        self.stated: dict[Table, dict[int, StatedCells]] = defaultdict(dict)
        self.unnamed: Counter[Table] = Counter()
        self.last = 0
        self.imported = False
        self._new: dict[Table, set[int]] = defaultdict(set)

    def add(self, page: Iterable[JournalEntry]) -> None:
        """Note what a page of the journal states."""
        for entry in page:
            self.last = entry.seq
            self.imported = self.imported or entry.fact == "Imported"
            for claim in claims.claims_of(entry):
                self._note(entry.seq, claim)

    def _note(self, seq: int, claim: Claim) -> None:
        if claim.row is None:
            self.unnamed[claim.table] += claim.count
            return
        if claim.gone:
            self.stated[claim.table].pop(claim.row, None)
            return
        stated = self.stated[claim.table].setdefault(claim.row, {})
        for column, value in claim.cells.items():
            stated[column] = (seq, rows.comparable(value))
        if claim.table in APPEND_ONLY:
            self._new[claim.table].add(claim.row)

    def unchanging(self, tx: Tx) -> Iterator[Broken]:
        """Yield mismatches of append-only rows that are new since the last call."""
        for table, new in self._new.items():
            stated = self.stated[table]
            stands = dict(rows.read_rows(tx, table, new))
            for row in new:
                yield from _differs(table, row, stated[row], stands.get(row))
                stated[row] = {}
        self._new.clear()

    def standing(self, tx: Tx, folder: Path) -> Iterator[Broken]:
        """Yield mismatches of rows that may change, against what was stated last."""
        for table in APPEND_ONLY:
            seen = self.stated[table]
            yield from self._unrecorded(
                table, [n for n in rows.row_ids(tx, table) if n not in seen]
            )
        tables = (*self.stated, *HELD)
        for table in dict.fromkeys(table for table in tables if table not in APPEND_ONLY):
            stated = self.stated[table]
            unseen, untold = set(stated), []
            told = _told(table, stated)
            for row, cells in rows.read_rows(tx, table):
                unseen.discard(row)
                if row in stated:
                    yield from _differs(table, row, stated[row], cells)
                elif told(cells):
                    untold.append(row)
            for row in unseen:
                yield from _differs(table, row, stated[row], rows.missing_row(table))
            yield from self._unrecorded(table, untold)
        yield from _files(tx, folder, self.stated[evidence])

    def _unrecorded(self, table: Table, found: list[int]) -> Iterator[Broken]:
        """Yield a mismatch for rows that no entry has stated."""
        bound = self.imported or not HELD[table].after_import
        if bound and len(found) > self.unnamed[table]:
            yield Broken(self.last, UNRECORDED, table.name, max(found))


def _told(table: Table, stated: dict[int, StatedCells]) -> Callable[[Cells], bool]:
    """Return which rows an entry must tell of; older programs told of no invitation code."""
    if table is not invites:
        return HELD[table].told
    made = [str(cells["made_at"][1]) for cells in stated.values() if "made_at" in cells]
    first = min(made, default="")
    return lambda cells: bool(first) and str(cells["made_at"]) >= first


def _differs(table: Table, row: int, stated: StatedCells, stands: Cells | None) -> Iterator[Broken]:
    if stands is None and stated:
        yield Broken(max(seq for seq, _ in stated.values()), MISSING, table.name, row)
    if stands is None:
        return
    wrong = {name: cell for name, cell in stated.items() if _is_false(cell, stands[name])}
    if wrong:
        seq = min(seq for seq, _ in wrong.values())
        columns = tuple(name for name, cell in wrong.items() if cell[0] == seq)
        yield Broken(seq, CHANGED, table.name, row, columns)


def _is_false(cell: StatedCell, stands: object) -> bool:
    return cell[1] is not UNKNOWN and cell[1] != rows.comparable(stands)


def _files(tx: Tx, folder: Path, stated: dict[int, StatedCells]) -> Iterator[Broken]:
    """Yield a mismatch for each evidence file that is missing or changed."""
    for row, cells in rows.read_rows(tx, evidence):
        if "sha256" in stated.get(row, {}):
            path = folder / str(cells["path"] or "")
            if not path.is_file() or _sha256(path) != cells["sha256"]:
                yield Broken(stated[row]["sha256"][0], FILE, evidence.name, row)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
