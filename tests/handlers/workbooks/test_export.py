"""`/export`: the workbook of what somebody may see, narrowed by words, as a file."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support.dialogue import Dialogue
from tests.support.sent_lists import Desk
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER
from tests.support.workbooks import drawn

ITEMS_ONLY = [
    *("问题", "任务", "节点", "项目", "资金", "年度目标"),
    *("进展", "佐证材料", "延期", "销号", "需协调事项"),
]


@pytest.fixture
def desk(talk: Dialogue, tmp_path: Path) -> Desk:
    return Desk(talk, tmp_path)


def codes(file: Path) -> list[object]:
    return [row[0] for row in drawn(file.read_bytes(), ["任务"])["任务"][1:]]


def sheets(file: Path) -> list[str]:
    return CalamineWorkbook.from_path(str(file)).sheet_names


async def test_the_office_gets_the_whole_ledger(desk: Desk) -> None:
    assert desk.talk.says(OFFICE, "/export") == "正在生成台账，完成后发送至本对话。"
    assert await desk.works(OFFICE) == "台账（本人可见范围）"
    assert desk.talk.last(OFFICE).file == "整改台账2026-11-24.xlsx"
    [file] = desk.attached()
    assert sheets(file) == ["单位", "人员", *ITEMS_ONLY, "流水"]
    desk.sends(OFFICE, "台账.xlsx", file.read_bytes())
    assert await desk.works(OFFICE) == "《台账.xlsx》与台账一致，无需导入。"


@pytest.mark.parametrize(
    ("who", "words", "seen"),
    [
        (OFFICE, "青山县", ["1", "2、市9", "4"]),
        (OFFICE, "水环境", ["2、市9", "3", "4"]),
        (LEADER, "", ["1", "2、市9", "3", "4"]),
        (OFFICIAL, "", ["1", "2、市9", "4"]),
        (OTHER, "", ["3"]),
        (VERIFIER, "", ["1", "2、市9", "3", "4"]),
    ],
)
async def test_everybody_gets_what_they_may_see(
    desk: Desk, who: int, words: str, seen: list[str]
) -> None:
    desk.talk.says(who, f"/export {words}")
    await desk.works(who)
    [file] = desk.attached()
    assert (sheets(file), codes(file)) == (ITEMS_ONLY, seen)


async def test_what_they_may_not_see_or_nobody_knows_is_no_workbook(desk: Desk) -> None:
    assert desk.talk.says(OFFICIAL, "/export 白水县") == "台账中没有“白水县”的数据。"
    assert desk.talk.says(OFFICE, "/export 火星") == "台账中没有“火星”的数据。"
    assert await desk.works(OFFICE) == ""
    assert desk.attached() == []


async def test_a_part_is_imported_again_without_anybody_missing(desk: Desk) -> None:
    desk.talk.says(OFFICE, "/export 青山县")
    await desk.works(OFFICE)
    [file] = desk.attached()
    desk.sends(OFFICE, "青山县.xlsx", file.read_bytes())
    assert await desk.works(OFFICE) == "《青山县.xlsx》与台账一致，无需导入。"
