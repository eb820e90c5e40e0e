"""An empty database takes what another ledger holds: all of it, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Table, delete, inspect, select, text
from sqlalchemy import table as named
from sqlalchemy.exc import DBAPIError

from storage.copies import rows
from storage.copies.manifest import Summed, TableSum
from storage.db.engine import DatabaseLost, Engine, Tx
from storage.db.migrate import alone, bring_to, newest, revision_of
from storage.ledger.tables import journal_head
from storage.schema import metadata


class NotEmpty(Exception):
    """Something stands already where a ledger should be put."""


class OfNewerProgram(Exception):
    """A newer program made the copy; this one does not know its tables."""


class NotTaken(Exception):
    """The database does not take what it was given, or holds something else afterwards."""


@contextmanager
def begun_empty(engine: Engine, revision: str) -> Iterator[Tx]:
    """Begin the one unit of work that fills a database, its tables as of a migration.

    Raises NotEmpty, NotTaken and OfNewerProgram.
    """
    if revision > newest():
        raise OfNewerProgram(revision)
    try:
        with engine.begin() as tx:
            alone(tx)
            _make_empty(tx, revision)
            yield tx
    except DatabaseLost:
        raise
    except DBAPIError as error:
        raise NotTaken(str(error.orig)) from error


def _make_empty(tx: Tx, revision: str) -> None:
    """Make the tables, unless they are there and hold nothing."""
    if _holds_something(tx) or revision_of(tx) not in (None, revision):
        raise NotEmpty(tx.engine.url.render_as_string(hide_password=True))
    bring_to(tx, revision)
    if tx.dialect.name == "sqlite":
        # A row may refer to one that comes after it.
        tx.execute(text("PRAGMA defer_foreign_keys = ON"))


def _holds_something(tx: Tx) -> bool:
    """Whether there is a row of anybody's: the migrations write the journal's head alone."""
    there = set(inspect(tx).get_table_names())
    ours = [t for t in metadata.sorted_tables if t.name in there and t is not journal_head]
    return any(tx.execute(select(1).select_from(table).limit(1)).first() for table in ours)


def fill(tx: Tx, name: str, columns: Sequence[str], lines: Iterable[bytes]) -> None:
    """Let a table hold these lines, and nothing that its migration wrote."""
    tx.execute(delete(named(name)))
    rows.write(tx, name, columns, lines)


def put(tx: Tx, given: TableSum, lines: Iterable[bytes]) -> None:
    """Put the lines into their table and read them again. Raises NotTaken where others stand then."""
    fill(tx, given.name, given.columns, lines)
    table = metadata.tables.get(given.name)
    if table is not None and revision_of(tx) == newest():
        compare(tx, table, given)


def compare(tx: Tx, table: Table, given: TableSum) -> None:
    """Read a table again. Raises NotTaken where it holds something else than it was given."""
    found = Summed()
    for _ in found.through(rows.read(tx, table)):
        pass
    if (found.rows, found.sha256) != (given.rows, given.sha256):
        raise NotTaken(f"{given.name}: {found.rows}/{given.rows}")
