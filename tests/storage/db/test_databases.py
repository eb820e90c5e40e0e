"""Both databases start the same: migrated, empty, and a fresh one for every test."""

from datetime import UTC, datetime

from storage.db.engine import Engine, reading, writing
from storage.db.migrate import is_current, upgrade
from storage.ledger import journal

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def test_a_new_ledger_has_all_migrations(engine: Engine) -> None:
    assert is_current(engine)


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)

    assert is_current(engine)


def test_one_test_writes(engine: Engine) -> None:
    _write_one_fact(engine)

    assert _facts(engine) == 1


def test_the_next_test_sees_nothing_of_it(engine: Engine) -> None:
    assert _facts(engine) == 0

    _write_one_fact(engine)


def _write_one_fact(engine: Engine) -> None:
    with writing(engine) as tx:
        journal.write(tx, "Imported", {}, now=NOW)


def _facts(engine: Engine) -> int:
    with reading(engine) as tx:
        return journal.length(tx)
