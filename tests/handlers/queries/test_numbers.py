"""An item's number is understood in every command as people write it."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from storage.db.engine import Engine, reading, writing
from storage.ledger import item_store
from storage.ledger.tables import items as item_rows
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, settle

WRITTEN = [
    ("1", "1号"),
    ("1", "第1项"),
    ("1", "第一项"),
    ("1", "任务1"),
    ("1", "１"),
    ("1", "01"),
    ("2", "２号"),
    ("市9", "市９"),
    ("市9", "市第9项"),
    ("市9", "２、市9"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("number", "written"), WRITTEN)
def test_a_number_is_found_as_it_is_written(engine: Engine, number: str, written: str) -> None:
    settle(engine)
    with reading(engine) as tx:
        item = item_store.by_code(tx, number)
        assert item is not None
        assert item_store.by_code(tx, written) == item


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("written", ["", "号", "第项", "9号", "1号别墅群", "-1", "1、2"])
def test_what_is_no_number_names_nothing(engine: Engine, written: str) -> None:
    settle(engine)
    with reading(engine) as tx:
        assert item_store.by_code(tx, written) is None


def numbered(engine: Engine, *codes: str) -> Callable[[str], int | None]:
    """The first items bear these numbers; then: which of them is meant?"""
    settle(engine)
    with writing(engine) as tx:
        for place, code in enumerate(codes, 1):
            tx.execute(update(item_rows).where(item_rows.c.id == place).values(code=code))

    def found(written: str) -> int | None:
        with reading(engine) as tx:
            item = item_store.by_code(tx, written)
            return item.id if item else None

    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_numbers_alike_are_told_apart_as_they_stand_and_not_guessed(engine: Engine) -> None:
    found = numbered(engine, "A1", "a1", "01", "1")

    assert [found(each) for each in ("A1", "a1", "01", "1")] == [1, 2, 3, 4]
    assert [found(each) for each in ("Ａ１", "a1号", "第01项", "001")] == [None] * 4


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_number_of_letters_is_found_in_either_case(engine: Engine) -> None:
    found = numbered(engine, "A1-2")

    assert [found(each) for each in ("A1-2", "a1-2", "ａ1-2号")] == [1, 1, 1]


COMMANDS = [
    (OFFICIAL, "/item {}", ["1｜1号别墅群拆除"]),
    (
        OFFICIAL,
        "/close {}",
        ["任务 1 尚未完成：还差45栋；节点“拆除30栋”未完成。请您先报告完成，再申请销号。"],
    ),
    (OFFICIAL, "/extend {}", ["任务：1 1号别墅群拆除"]),
    (
        OFFICIAL,
        "/extend {} 2027年1月20日，因资金未到位",
        ["请您核对，尚未提交：", "任务：1 1号别墅群拆除"],
    ),
    (
        OFFICIAL,
        "/blocker {} 需市住建局出具鉴定",
        ["请您核对，尚未提交：", "任务：1 1号别墅群拆除", "请市住建局协调"],
    ),
    (OFFICIAL, "/report {} 已拆除20栋", ["请您核对以下内容：", "任务：1 1号别墅群拆除"]),
    (LEADER, "/instruct {} 请抓紧", ["您对任务 1 的批示已转张伟，收到答复后即告知您。"]),
    (OFFICE, "/reopen {} 反弹", ["任务 1 当前为“整改中”，不能进行此操作。"]),
]


@pytest.mark.parametrize(("who", "command", "begins"), COMMANDS, ids=[c[1] for c in COMMANDS])
def test_every_command_understands_it(
    engine: Engine, who: int, command: str, begins: list[str]
) -> None:
    settle(engine)

    heard = Dialogue(engine).says(who, command.format("第１项"))

    assert heard.splitlines()[: len(begins)] == begins
