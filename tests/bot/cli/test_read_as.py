"""`taizhang read --as NAME`: read as that person, never as the first of several."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from storage.db.engine import Engine, writing
from storage.ledger.tables import persons
from tests.support.commands import Say, operator
from tests.support.small_city import settle


@pytest.fixture
def say(engine: Engine, database_url: str, tmp_path: Path) -> Say:
    """A sentence read on the small city's ledger, with a second 张伟 in another unit."""
    settle(engine)
    with writing(engine) as tx:
        other = {"name": "张伟", "unit_id": 2, "post": "", "roles": "责任人", "phone": ""}
        tx.execute(insert(persons).values(**other))
    env = {"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path)}
    return operator(env, "read", "已拆除12栋")


def test_of_namesakes_the_unit_is_asked_for(say: Say) -> None:
    choices = "有多位同名人员，请在姓名后写明单位：张伟 青山县、张伟 白水县\n"
    assert say("--as", "张伟") == (1, "", choices)


def test_a_name_with_its_unit_is_one_person(say: Say) -> None:
    assert say("--as", "张伟 白水县")[0] == 0


def test_who_is_not_in_the_ledger_is_named(say: Say) -> None:
    status, said, complaint = say("--as", "王五")
    assert (status, said, "王五" in complaint) == (1, "", True)
