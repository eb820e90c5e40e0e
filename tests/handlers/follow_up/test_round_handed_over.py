"""While a round is open a workbook gives an item to another owner: the round asks him for it."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from storage.db.engine import reading
from storage.workbook import export_workbook
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.rounds import FRIDAY_NOON, opened
from tests.support.small_city import GROUP, OFFICE, OFFICIAL, OTHER
from tests.support.workbooks import drawn, take

SHEETS = ("单位", "人员", "问题", "任务", "节点")
HEADING = "整改调度：请您于2026-11-27 12:00前逐项报告进展。\n\n"
NEWS = "以下任务已转由您负责，请您于2026-11-27 12:00前逐项报告进展。\n"


pytestmark = pytest.mark.begins(by=opened)


def give(talk: Dialogue, codes: Sequence[str], owner: str, unit: str, folder: Path) -> None:
    """The office takes the ledger's own workbook and changes who has these items."""
    with reading(talk.engine) as tx:
        export_workbook(tx, folder / "book.xlsx", now=talk.now)
    book = drawn((folder / "book.xlsx").read_bytes(), SHEETS)
    header, *rows = book["任务"]
    for row in rows:
        if str(row[header.index("任务编号")]).removesuffix(".0") in codes:
            row[header.index("责任人")], row[header.index("牵头单位")] = owner, unit
    assert take(talk.engine, book, now=talk.now).problems == ()


def later(talk: Dialogue, *duties: str) -> dict[int, list[str]]:
    return tick(talk, talk.now + timedelta(minutes=1), *(duties or ("rounds",)))


def test_he_hears_of_it_and_the_old_owners_message_no_longer_has_it(
    talk: Dialogue, tmp_path: Path
) -> None:
    give(talk, ["1"], "刘洋", "白水县", tmp_path)
    told = later(talk)
    assert told[OTHER] == [
        f"{NEWS}1｜1号别墅群拆除",
        f"{HEADING}1｜1号别墅群拆除\n3｜白水县污水处理厂二期",
    ]
    assert told[OFFICIAL] == [
        f"{HEADING}2、市9｜云溪河雨污分流管网建设\n4｜建筑工地扬尘治理",
    ]
    assert told[GROUP] == [
        "整改调度（2026-11-27 12:00截止）\n"
        "已报 0 项，应报 4 项\n"
        "\n"
        "未报：\n"
        "白水县 刘洋：1、3\n"
        "青山县 张伟：2、4"
    ]
    assert later(talk) == {}


def test_what_was_reported_already_is_not_asked_of_him(talk: Dialogue, tmp_path: Path) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    give(talk, ["1"], "刘洋", "白水县", tmp_path)
    assert later(talk)[OTHER] == [f"{HEADING}1｜1号别墅群拆除：已报进展\n3｜白水县污水处理厂二期"]


def test_he_answers_with_the_button_under_the_news(talk: Dialogue, tmp_path: Path) -> None:
    give(talk, ["1"], "刘洋", "白水县", tmp_path)
    later(talk)
    assert talk.presses(OTHER, "无变化") == ("任务 1 1号别墅群拆除：无变化须说明理由，请您填写。")


def test_whoever_was_not_asked_before_gets_the_one_message(talk: Dialogue, tmp_path: Path) -> None:
    give(talk, ["3"], "张伟", "青山县", tmp_path)
    later(talk)
    give(talk, ["3"], "王强", "市生态环境局", tmp_path)
    told = later(talk)
    assert {chat: words for chat, words in told.items() if chat not in (GROUP, OFFICIAL)} == {
        104: [f"{HEADING}3｜白水县污水处理厂二期"]
    }


def test_whoever_has_none_left_reads_that_nothing_is_asked_of_him(
    talk: Dialogue, tmp_path: Path
) -> None:
    give(talk, ["3"], "张伟", "青山县", tmp_path)
    assert later(talk)[OTHER] == [
        "整改调度（2026-11-27 12:00截止）：您的任务已转由他人负责，无需再报告。"
    ]
    assert talk.labels(OTHER) == []


def test_the_circular_names_the_new_owner_and_stays_as_it_was_once_made(
    talk: Dialogue, tmp_path: Path
) -> None:
    give(talk, ["1", "2、市9", "4"], "刘洋", "白水县", tmp_path)
    told = tick(talk, FRIDAY_NOON + timedelta(minutes=1), "rounds", "circular")[OFFICE][0]
    assert told.split("\n\n")[1:] == [
        "未报情况：\n"
        "白水县 刘洋：1｜1号别墅群拆除\n"
        "白水县 刘洋：2、市9｜云溪河雨污分流管网建设\n"
        "白水县 刘洋：3｜白水县污水处理厂二期\n"
        "白水县 刘洋：4｜建筑工地扬尘治理",
        "本轮无一单位报送，不作排名。",
    ]
    give(talk, ["1"], "张伟", "青山县", tmp_path)
    assert later(talk, "rounds", "circular") == {}
