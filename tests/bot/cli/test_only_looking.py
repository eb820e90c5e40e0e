"""Commands that only look make no ledger, and bring none up to date."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect
from typer.testing import CliRunner

from bot.cli.__main__ import app
from storage.db.engine import Engine
from storage.db.migrate import is_current, upgrade
from storage.schema import metadata
from tests.support.older_ledgers import as_of
from tests.support.workbooks import as_file, plan

Say = Callable[..., tuple[int, str, str]]
NO_LEDGER = "此处没有台账，请检查 TAIZHANG_DATABASE_URL"
ANOTHER_VERSION = "台账库与本程序版本不一致；如台账库版本较旧，请先执行 taizhang run 完成升级"
LOOKING = [
    ("read", "1号别墅群已拆除12栋"),
    ("read", "1号别墅群已拆除12栋", "--json"),
    ("inbox", "parked"),
    ("jobs", "run", "prompts", "--dry-run"),
    ("import", "FOLDER/plan.xlsx", "--dry-run"),
    ("verify",),
    ("export", "FOLDER/out.xlsx"),
    ("dossier", "1"),
]
WITHOUT_ONE = [words for words in LOOKING if words[0] not in ("verify", "export", "dossier")]
commands = pytest.mark.parametrize("words", LOOKING, ids=" ".join)


@pytest.fixture
def say(database_url: str, tmp_path: Path) -> Say:
    """A command; FOLDER in its words stands for a folder of its own with a workbook."""
    (tmp_path / "plan.xlsx").write_bytes(as_file(plan()))
    env = {"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path)}

    def said(*words: str) -> tuple[int, str, str]:
        placed = [word.replace("FOLDER", str(tmp_path)) for word in words]
        result = CliRunner().invoke(app, placed, env=env)
        return result.exit_code, result.stdout, result.stderr.strip()

    return said


@pytest.fixture
def without_ledger(engine: Engine) -> Iterator[Engine]:
    """A database in which no program has kept a ledger."""
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    yield engine
    upgrade(engine)


@pytest.fixture
def of_older_program(engine: Engine) -> Iterator[Engine]:
    """A ledger of an older program."""
    as_of(engine, "0016")
    yield engine
    upgrade(engine)


@pytest.fixture
def of_newer_program(engine: Engine) -> Iterator[Engine]:
    """A ledger of a newer program."""
    with engine.begin() as connection:
        before = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    yield engine
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{before}'")


@commands
def test_in_a_database_without_a_ledger(
    say: Say, without_ledger: Engine, words: tuple[str, ...]
) -> None:
    status, _, complaint = say(*words)
    assert (status, complaint) == ((0, "") if words in WITHOUT_ONE else (1, NO_LEDGER))
    assert inspect(without_ledger).get_table_names() == []


@commands
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_where_there_is_no_file(say: Say, database_url: str, words: tuple[str, ...]) -> None:
    file = Path(database_url.removeprefix("sqlite:///"))
    file.unlink()
    status, _, complaint = say(*words)
    assert (status, complaint) == ((0, "") if words in WITHOUT_ONE else (1, NO_LEDGER))
    assert not file.exists()


@commands
def test_on_a_ledger_of_an_older_program(
    say: Say, of_older_program: Engine, words: tuple[str, ...]
) -> None:
    assert say(*words) == (1, "", ANOTHER_VERSION)
    assert not is_current(of_older_program)


@pytest.mark.usefixtures("without_ledger")
def test_without_a_ledger_a_sentence_is_read_all_the_same(say: Say) -> None:
    status, said, _ = say("read", "已拆除12栋")
    assert (status, said.splitlines()) == (
        0,
        ["意图：progress", "将询问是哪一项任务", "数量：12 栋（done）"],
    )


@pytest.mark.usefixtures("of_newer_program")
@commands
def test_on_a_ledger_of_a_newer_program(say: Say, words: tuple[str, ...]) -> None:
    assert say(*words) == (1, "", ANOTHER_VERSION)
