"""Items that were done or struck off before the ledger began: closed, never overdue, and said so."""

from datetime import date

import pytest

from storage.db.engine import Engine
from storage.workbook import Answers
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, settle
from tests.support.workbooks import take

HEADINGS = [
    "序号",
    "反馈问题",
    "责任单位",
    "责任人",
    "整改时限",
    "整改状态",
    "完成日期",
    "销号日期",
    "销号文号",
]
ACCEPTED = Answers(accepted=True)
OLD = date(2025, 12, 31)


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    settle(engine)
    rows = [
        [71, "旧账甲", "青山县", "张伟", OLD, "已销号", date(2025, 11, 20), date(2025, 12, 1), "云整改〔2025〕7号"],
        [72, "旧账乙", "青山县", "张伟", OLD, "已完成", date(2025, 11, 21), "", ""],
        [73, "旧账丙", "青山县", "张伟", OLD, "整改中", "", "", ""],
    ]  # fmt: skip
    assert take(engine, {"附件1": [HEADINGS, *rows]}, answers=ACCEPTED).problems == ()
    return Dialogue(engine)


def lines(said: str, *names: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(names)]


def test_its_card_says_that_it_was_struck_off_before(talk: Dialogue) -> None:
    rows = ("状态", "销号文号", "销号日期", "承接情况")
    assert lines(talk.says(OFFICE, "/item 71"), *rows) == [
        "状态：已销号",
        "销号文号：云整改〔2025〕7号",
        "销号日期：2025年12月1日（周一）",
        "承接情况：导入时已销号",
    ]


def test_one_that_was_done_says_when(talk: Dialogue) -> None:
    assert lines(talk.says(OFFICE, "/item 72"), "状态", "承接情况") == [
        "状态：整改中",
        "承接情况：导入时已完成，完成日期为2025年11月21日（周五）",
    ]


def test_only_what_is_open_is_overdue(talk: Dialogue) -> None:
    said = talk.says(OFFICE, "/overdue")
    assert [code for code in ("71", "72", "73") if f"{code}｜" in said] == ["73"]


def test_it_counts_as_closed_and_done(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/status").splitlines()[1] == (
        "共 7 项：已完成 2 项，已销号 1 项，未销号 6 项。"
    )
