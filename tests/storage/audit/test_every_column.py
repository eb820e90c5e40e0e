"""Each table, each column: changed, put in, taken away behind the journal's back; found or not as listed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    text,
    tuple_,
    update,
)

from bot.telegram.addresses import telegram_chat
from rules.policy.refs import Ref
from storage import audit
from storage.audit.held import HELD, NOT_HELD
from storage.db.column_types import Address, Amount, Choice, Instant, PromptName, Reference, plain
from storage.db.engine import Engine, Tx, reading, undone
from storage.schema import metadata
from tests.support.held_city import lived_through
from tests.support.held_page import PAGE, page

WITHOUT_REFERENCES = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}
"""Whoever tampers does not care what a row refers to."""

Found = dict[str, bool]


@pytest.fixture
def ledger(engine: Engine, tmp_path: Path) -> Engine:
    lived_through(engine, tmp_path)
    with reading(engine) as tx:
        assert audit.first_mismatch(tx, tmp_path) is None
    return engine


def test_the_list_names_every_table_and_column() -> None:
    assert {table.name for table in (*HELD, *NOT_HELD)} == set(metadata.tables)
    assert not set(HELD) & set(NOT_HELD)
    for table, held in HELD.items():
        assert set(held.free) <= set(table.c.keys())


def test_the_page_shows_the_list() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.held_page"


def test_whatever_is_listed_as_held_is_found_and_nothing_else(
    ledger: Engine, tmp_path: Path
) -> None:
    seen, listed = {}, {}
    for table in HELD:
        seen[table.name] = dict(_tampered(ledger, table, tmp_path))
        listed[table.name] = _as_listed(table)
    assert seen == listed


def _as_listed(table: Table) -> Found:
    held = HELD[table]
    columns = {name: name not in held.free for name in map(str, table.c.keys()) if name != "id"}
    return columns | {"+": held.whole or held.tells_of_rows, "-": True}


def _tampered(engine: Engine, table: Table, folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield what is found when each column is changed, and a row put in or taken away."""
    row = _fullest(engine, table)
    here = tuple_(*table.primary_key) == tuple_(*(row[c.name] for c in table.primary_key))
    for column in table.c:
        if column.name != "id":
            change = update(table).where(here).values({column: another(column, row[column.name])})
            yield column.name, found(engine, folder, lambda tx, c=change: tx.execute(c))
    again = {c.name: another(c, row[c.name]) if _is_own(c) else row[c.name] for c in table.c}
    again.pop("id", None)
    yield "+", found(engine, folder, lambda tx: tx.execute(insert(table).values(again)))
    yield "-", found(engine, folder, lambda tx: tx.execute(delete(table).where(here)))


def _fullest(engine: Engine, table: Table) -> Any:
    """Return the row of which most is known, among those that an entry tells of; of a round that runs."""
    with reading(engine) as tx:
        rows = [dict(row) for row in tx.execute(select(table)).mappings()]
    told = [row for row in rows if not HELD[table].tells_of_rows or _is_told(table, row)]
    return max(told, key=lambda row: (row.get("round_id", 0), _known(row)))


def _known(row: dict[str, Any]) -> int:
    return sum(value is not None for value in row.values())


def _is_told(table: Table, row: dict[str, Any]) -> bool:
    return HELD[table].told({name: plain(value) for name, value in row.items()} | {"over": True})


def _is_own(column: Column[Any]) -> bool:
    """Whether it is what tells a row from the others of the same thing: the last one of a key."""
    constraints = column.table.constraints
    keys = [c for c in constraints if isinstance(c, PrimaryKeyConstraint | UniqueConstraint)]
    return any(list(key.columns)[-1] is column for key in keys)


@contextmanager
def tampering(engine: Engine) -> Iterator[Tx]:
    with undone(engine) as tx:
        tx.execute(text(WITHOUT_REFERENCES[engine.dialect.name]))
        yield tx


def found(engine: Engine, folder: Path, tamper: Callable[[Tx], object]) -> bool:
    """Whether tampering is found."""
    with tampering(engine) as tx:
        tamper(tx)
        return audit.first_mismatch(tx, folder) is not None


OTHERS: dict[type[Any], Any] = {
    Amount: Decimal(77_777),
    Address: telegram_chat(424_242),
    Reference: Ref.item(99_999),
    PromptName: 99,
    JSON: {"changed": True},
    Date: date(2031, 1, 1),
    Instant: datetime(2031, 1, 1, tzinfo=UTC),
}


def another(column: Column[Any], value: Any) -> Any:
    """Return some other value that a column takes."""
    kind = column.type
    if type(kind) in OTHERS:
        return OTHERS[type(kind)]
    if isinstance(kind, Choice):
        return next(one for one in kind.values if one != value)
    if isinstance(kind, Boolean):
        return not value
    if isinstance(kind, Integer):
        return (value or 0) + 1000
    return f"{value or ''}"[:-1] + "变"
