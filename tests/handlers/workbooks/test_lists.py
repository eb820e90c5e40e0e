"""A list sent in the chat: tried, shown on one screen, decided on by a press, imported once."""

from pathlib import Path
from shutil import rmtree

import pytest
from sqlalchemy import func, select, update

from messages.workbooks.workbook_texts import rows_of
from storage.db.engine import reading, writing
from storage.ledger.tables import items, journal, persons
from storage.reporting import evidence
from storage.workbook.tables import workbook_requests
from tests.support.dialogue import LARGEST, Dialogue
from tests.support.sent_lists import Desk
from tests.support.small_city import LEADER, OFFICE, OFFICIAL
from tests.support.workbooks import Plan

HEADINGS = ["任务编号", "任务名称", "整改措施", "牵头单位", "责任人", "整改时限"]
KILN = ["11", "石灰窑拆除", "拆除石灰窑", "青山县", "张伟", "2026年12月底前"]
DUMP = ["12", "渣土场复绿", "覆土复绿", "青山县国土局", "李雷", "6月底前"]
FINDINGS: list[list[object]] = [["问题编号", "反馈问题"], ["11", "石灰窑未拆除"]]
KNOWN: Plan = {
    "问题": FINDINGS,
    "任务": [[*HEADINGS, "问题编号"], [*KILN, "11"]],
}
"""Names only what the ledger knows."""
NEW: Plan = {"附件1": [HEADINGS, KILN, DUMP]}
"""Names a unit and a person that no ledger has."""

RECEIVED = "已收到《清单.xlsx》，正在试导入；未经您确认不会写入台账。"
TRIED = """《清单.xlsx》试导入结果，尚未写入台账：
问题：新增 1，更新 0，未变 0
任务：新增 1，更新 0，未变 0
任务 11：整改时限“2026年12月底前”→2026-12-31，限期整改；牵头单位“青山县”→青山县；责任人“张伟”→张伟（青山县）
问题 新增：11
任务 新增：11"""
IMPORTED = """《清单.xlsx》已导入台账：
问题：新增 1，更新 0，未变 0
任务：新增 1，更新 0，未变 0"""
REFUSED = "台账由整改办或管理员导入，您发送的清单未导入。"


def codes(talk: Dialogue) -> list[str]:
    with reading(talk.engine) as tx:
        return list(tx.execute(select(items.c.code).order_by(items.c.id)).scalars())


@pytest.fixture
def desk(talk: Dialogue, tmp_path: Path) -> Desk:
    return Desk(talk, tmp_path)


async def test_it_is_shown_and_imported_once(desk: Desk) -> None:
    talk = desk.talk
    assert desk.sends(OFFICE, "清单.xlsx", KNOWN) == RECEIVED
    assert await desk.works(OFFICE) == TRIED
    assert talk.labels(OFFICE) == ["导入", "取消"]
    assert codes(talk) == ["1", "2、市9", "3", "4"]
    assert talk.presses(OFFICE, "导入") == f"{TRIED}\n\n已确认，正在导入。"
    assert talk.press_data(OFFICE, "wb:1:in") == ""
    assert talk.toast == "该清单已处理，无需重复操作。"
    assert await desk.works(OFFICE) == IMPORTED
    assert await desk.works(OFFICE) == ""
    assert codes(talk) == ["1", "2、市9", "3", "4", "11"]
    with reading(talk.engine) as tx:
        by = select(persons.c.name).where(
            journal.c.person_id == persons.c.id, journal.c.fact == "Imported"
        )
        assert tx.execute(by).scalars().all() == ["赵静"]
    desk.sends(OFFICE, "清单.xlsx", KNOWN)
    assert await desk.works(OFFICE) == "《清单.xlsx》与台账一致，无需导入。"
    assert talk.labels(OFFICE) == []


async def test_what_it_proposes_is_accepted_by_a_press(desk: Desk) -> None:
    talk = desk.talk
    desk.sends(OFFICE, "清单.xlsx", NEW)
    shown = await desk.works(OFFICE)
    assert talk.labels(OFFICE) == ["接受所列单位、人员、问题并导入", "取消"]
    assert "清单提出的单位（1 条）：青山县国土局（部门，属青山县）" in shown
    assert "清单提出的人员（1 条）：李雷（青山县国土局，责任人）" in shown
    assert "任务 12" in shown
    told = desk.attached()[0].read_text("utf-8-sig")
    assert told.index("任务 12") < told.index("任务 11")
    talk.presses(OFFICE, "接受所列单位、人员、问题并导入")
    assert (await desk.works(OFFICE)).splitlines()[0] == "《清单.xlsx》已导入台账："
    assert codes(talk)[-2:] == ["11", "12"]


async def test_stages_of_a_deadline_may_be_accepted_as_milestones_or_not(desk: Desk) -> None:
    words = "2026年12月底前完成一期，2027年6月底前完成二期"
    staged: Plan = {**KNOWN, "任务": [KNOWN["任务"][0], [*KILN[:5], words, "11"]]}
    desk.sends(OFFICE, "清单.xlsx", staged)
    assert "2026-12-31（完成一期）" in await desk.works(OFFICE)
    assert desk.talk.labels(OFFICE) == ["导入", "接受所列节点并导入", "取消"]
    desk.talk.presses(OFFICE, "接受所列节点并导入")
    assert "节点：新增 1，更新 0，未变 0" in await desk.works(OFFICE)


async def test_words_that_want_an_import_answer_no_open_question(desk: Desk) -> None:
    talk = desk.talk
    talk.says(OFFICIAL, "/extend 1 2026-12-21 雨季影响")
    talk.presses(OFFICIAL, "确认")
    talk.presses(OFFICE, "驳回")
    assert desk.sends(OFFICE, "清单.xlsx", KNOWN, "导入").startswith(RECEIVED)
    assert (await desk.works(OFFICE)) == TRIED
    assert "驳回" in talk.says(OFFICE, "工期不能再拖")


async def test_a_long_list_takes_one_screen_and_a_file(desk: Desk) -> None:
    rows = [
        [str(n), f"任务{n}", "整改", f"青山县第{n}局", f"李{n}", "6月底前"] for n in range(11, 71)
    ]
    desk.sends(OFFICE, "清单.xlsx", {"附件1": [HEADINGS, *rows]})
    await desk.works(OFFICE)
    shown = desk.talk.last(OFFICE).text
    assert sum(map(rows_of, shown.splitlines())) <= 20
    assert shown.endswith("其余内容见上方附件。")
    [file] = desk.attached()
    assert file.name == "试导入说明-清单.txt"
    told = file.read_text("utf-8-sig")
    assert all(f"李{n}（青山县第{n}局" in told for n in range(11, 71))


async def test_a_ledger_that_changed_meanwhile_is_tried_and_shown_again(desk: Desk) -> None:
    talk = desk.talk
    changed: Plan = {"任务": [HEADINGS, ["1", "1号别墅群拆除", "", "青山县", "张伟", "2026-12-20"]]}
    desk.sends(OFFICE, "清单.xlsx", changed)
    assert "任务 1 整改时限：2026-11-30 → 2026-12-20" in await desk.works(OFFICE)
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.code == "1").values(title="别墅群"))
    talk.presses(OFFICE, "导入")
    again = await desk.works(OFFICE)
    assert again.splitlines()[0] == "台账在此期间有变动，《清单.xlsx》已重新试导入，尚未写入台账："
    assert "任务 1 任务名称：别墅群 → 1号别墅群拆除" in again
    talk.presses(OFFICE, "导入")
    assert (await desk.works(OFFICE)).startswith("《清单.xlsx》已导入台账：")


async def test_what_is_wrong_is_named_and_nothing_offered(desk: Desk) -> None:
    bad: Plan = {"任务": [HEADINGS, [*KILN[:5], "汛期前"]]}
    desk.sends(OFFICE, "清单.xlsx", bad)
    assert await desk.works(OFFICE) == (
        "《清单.xlsx》未导入，有1处需要修改：\n"
        "工作表“任务”第 2 行“整改时限”：“汛期前”无法确定具体日期，请写成 2026-12-31 的样子。\n"
        "请修改后重新发送。"
    )
    assert desk.talk.labels(OFFICE) == []


@pytest.mark.parametrize("who", [OFFICIAL, LEADER])
async def test_whoever_may_not_is_refused(desk: Desk, who: int) -> None:
    assert desk.sends(who, "清单.xlsx", KNOWN, "请导入台账") == REFUSED
    assert await desk.works(who) == ""
    with reading(desk.talk.engine) as tx:
        assert evidence.newest(tx) == 0
        assert tx.execute(select(func.count()).select_from(workbook_requests)).scalar() == 0


async def test_of_an_official_it_is_evidence_and_said_to_be(desk: Desk) -> None:
    said = desk.sends(OFFICIAL, "监测数据.xlsx", KNOWN)
    assert said.startswith("台账由整改办或管理员导入；该文件未导入，按佐证材料处理。\n\n")
    assert "佐证材料：1 份" in said
    assert desk.sends(LEADER, "监测数据.xlsx", KNOWN) == REFUSED


async def test_whoever_lost_the_right_meanwhile_imports_nothing(desk: Desk) -> None:
    desk.sends(OFFICE, "清单.xlsx", KNOWN)
    await desk.works(OFFICE)
    desk.talk.presses(OFFICE, "导入")
    with writing(desk.talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "赵静").values(roles="责任人"))
    assert await desk.works(OFFICE) == "《清单.xlsx》未导入：您已无导入权限。"
    assert len(codes(desk.talk)) == 4


async def test_broken_and_large_files_get_one_sentence(desk: Desk) -> None:
    desk.sends(OFFICE, "坏.xlsx", b"PK no workbook")
    assert await desk.works(OFFICE) == (
        "《坏.xlsx》未导入。文件无法读取，应为 .xlsx、.xls 或 .docx，请用 Excel、WPS 或 Word 打开后另存。"
    )
    said = desk.talk.sends(OFFICE, "大.xlsx", size=LARGEST + 1)
    assert said == "文件大.xlsx超过20 MB，无法接收，请您压缩或分开发送。"
    assert await desk.works(OFFICE) == ""


async def test_cancelled_or_too_old_nothing_is_imported(desk: Desk) -> None:
    talk = desk.talk
    desk.sends(OFFICE, "清单.xlsx", KNOWN)
    await desk.works(OFFICE)
    assert talk.presses(OFFICE, "取消") == f"{TRIED}\n\n已取消，未导入。"
    desk.sends(OFFICE, "清单.xlsx", KNOWN)
    await desk.works(OFFICE)
    talk.presses(OFFICE, "导入")
    rmtree(desk.folder / "workbooks")
    assert await desk.works(OFFICE) == "《清单.xlsx》已超过保存期限，请重新发送。"
    assert len(codes(talk)) == 4
