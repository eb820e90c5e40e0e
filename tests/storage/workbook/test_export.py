"""The ledger goes out as one workbook: read back it changes nothing, and it tells what was learnt."""

import re
import shutil
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from storage.closing.tables import closing_steps
from storage.db.engine import Engine, Tx, open_engine, reading, writing
from storage.follow_up.tables import blockers, extensions
from storage.ledger import item_store, journal
from storage.reporting import evidence, filing, reports
from storage.workbook import export_workbook
from storage.workbook.exporting import CITY_TIME
from tests.support.workbooks import NOW, Plan, counts, drawn, ledger, plan, take, with_cell

FIVE = ("单位", "人员", "问题", "任务", "节点")
OF_PROJECTS = ("项目", "资金", "年度目标")
LEARNT = ("进展", "佐证材料", "延期", "销号", "需协调事项", "流水")
LATER = datetime(2026, 11, 24, 2, 30, 15, tzinfo=UTC)


def _export(engine: Engine, path: Path) -> bytes:
    with reading(engine) as tx:
        export_workbook(tx, path, now=NOW)
    return path.read_bytes()


def _filled(sheets: Plan) -> Plan:
    """Figures as Excel keeps them: all of them floats."""
    return {
        name: [[float(v) if isinstance(v, int) else v for v in row] for row in rows]
        for name, rows in sheets.items()
    }


def test_what_came_in_goes_out_word_for_word(engine: Engine, tmp_path: Path) -> None:
    file = with_cell("节点", 4, "任务编号", "2、市9")
    file["任务"][2][1] = "2、市9"
    file["任务"][3][1] = "2、市9"
    file["人员"] = [
        [*row, *more]
        for row, more in zip(
            file["人员"],
            [["人员编号", "离任日期"], ["A1", ""], ["A2", date(2026, 11, 20)], ["", ""], ["", ""]],
            strict=True,
        )
    ]
    take(engine, file)

    exported = drawn(_export(engine, tmp_path / "a.xlsx"), FIVE)
    heads, *rows = exported["任务"]
    assert [heads[17:], *(row[17:] for row in rows)] == [
        ["整改状态", "完成日期", "销号日期", "销号文号"], *[["未启动", "", "", ""]] * 3,
    ]  # fmt: skip
    assert exported | {"任务": [row[:17] for row in exported["任务"]]} == _filled(file)


def test_importing_an_export_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())
    first = _export(engine, tmp_path / "a.xlsx")
    before = ledger(engine)

    again = take(engine, first)

    assert counts(again) == {
        "单位": (0, 0, 4), "人员": (0, 0, 4), "问题": (0, 0, 2), "任务": (0, 0, 3), "节点": (0, 0, 3),
    }  # fmt: skip
    assert again.ignored == ()
    assert ledger(engine) == before
    assert drawn(_export(engine, tmp_path / "b.xlsx"), FIVE) == drawn(first, FIVE)


def test_an_export_fills_an_empty_ledger_the_same(
    engine: Engine, tmp_path: Path, sqlite_template: Path
) -> None:
    take(engine, plan())
    exported = _export(engine, tmp_path / "a.xlsx")
    other = open_engine(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'other.db')}")

    take(other, exported)

    assert drawn(_export(other, tmp_path / "b.xlsx"), FIVE) == drawn(exported, FIVE)
    other.dispose()


def test_a_namesake_goes_out_with_the_unit_where_the_name_alone_would_not_do(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, with_cell("任务", 4, "责任人", "张伟（青山县住建局）"))

    rows = drawn(_export(engine, tmp_path / "a.xlsx"), ["任务"])["任务"]

    assert [row[8] for row in rows[1:]] == ["张伟", "张伟", "张伟（青山县住建局）"]


def test_every_sheet_stands_in_its_order_even_when_empty(engine: Engine, tmp_path: Path) -> None:
    sheets = drawn(_export(engine, tmp_path / "a.xlsx"), FIVE + LEARNT)

    assert sheets == {
        "单位": [["名称", "类型", "上级"]],
        "人员": [["姓名", "单位", "职务", "角色", "联系电话", "人员编号", "离任日期"]],
        "问题": [["问题编号", "方面", "类别", "反馈问题", "是否重点"]],
        "任务": [[*plan()["任务"][0], "整改状态", "完成日期", "销号日期", "销号文号"]],
        "节点": [["任务编号", "节点名称", "责任单位", "完成时限", "目标量"]],
        "进展": [["任务编号", "时间", "报告人", "原文", "完成量", "剩余量", "百分比", "预计完成", "回执号"]],
        "佐证材料": [["任务编号", "回执号", "文件名", "类型", "大小", "SHA-256", "时间"]],
        "延期": [
            ["任务编号", "申请时间", "申请人", "原时限", "新时限", "原因", "结果", "审批人", "审批意见"]
        ],
        "销号": [["任务编号", "步骤", "时间", "办理人", "意见", "销号文号"]],
        "需协调事项": [
            ["任务编号", "提出时间", "提出人", "内容", "需协调单位", "答复", "答复人", "答复时间"]
        ],
        "流水": [["序号", "时间", "人员", "事项", "任务编号", "内容", "前一哈希", "哈希"]],
    }  # fmt: skip


def test_the_ledger_tells_what_it_has_learnt(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())
    with writing(engine) as tx:
        _a_day(tx)

    sheets = drawn(_export(engine, tmp_path / "a.xlsx"), LEARNT[:5])

    at = datetime.fromisoformat("2026-11-24 10:30:15")
    assert {name: rows[1:] for name, rows in sheets.items()} == {
        "进展": [
            ["1", at, "张伟", "=已拆除12栋，还剩33栋", 12, 33, 26.67, date(2026, 12, 20), "20261124-00001"]
        ],
        "佐证材料": [["1", "20261124-00001", "现场.jpg", "photo", 1024, "a" * 64, at]],
        "延期": [
            ["1", at, "张伟", date(2026, 12, 31), date(2027, 3, 31), "连续降雨", "同意", "李敏", "情况属实"]
        ],
        "销号": [
            ["1", "开始整改", at, "张伟", "", ""],
            ["1", "申请销号", at, "张伟", "五条均已落实", ""],
        ],
        "需协调事项": [["1", at, "张伟", "需住建局出具鉴定", "青山县住建局", "已出具", "李敏", at]],
    }  # fmt: skip


def _a_day(tx: Tx) -> None:
    item = item_store.by_code(tx, "1")
    assert item is not None and item.city_leader is not None
    zhang, li = item.owner.id, item.city_leader.id
    figures: dict[str, Any] = {"done": Decimal(12), "remaining": Decimal(33)}
    report = reports.Report(
        item, zhang, "=已拆除12栋，还剩33栋", percent=Decimal("26.67"),
        promised_on=date(2026, 12, 20), **figures,
    )  # fmt: skip
    number, _ = reports.keep(tx, report, LATER, CITY_TIME)
    photo = evidence.NewEvidence(zhang, "photo", "现场.jpg", "telegram", "file", 1024, draft=1)
    evidence.note(tx, photo, LATER)
    filing.belongs_to(tx, 1, number, NOW)
    for row in evidence.of_item(tx, item.id):
        evidence.kept(tx, row, "a" * 64, "evidence/aa", 1024, LATER)
    this = {"item_id": item.id, "person_id": zhang}
    tx.execute(insert(extensions).values(
        **this, asked_at=LATER, old_deadline=date(2026, 12, 31), new_deadline=date(2027, 3, 31),
        reason="连续降雨", state="granted", decided_by=li, decided_at=LATER, decision="情况属实",
    ))  # fmt: skip
    tx.execute(insert(closing_steps).values(
        **this, fact="AppliedForClosing", at=LATER, words="五条均已落实"
    ))  # fmt: skip
    tx.execute(insert(blockers).values(
        **this, at=LATER, words="需住建局出具鉴定", unit_id=item.supporting and min(item.supporting),
        state="answered", answer="已出具", answered_by=li, answered_at=LATER,
    ))  # fmt: skip


def test_the_journal_goes_out_with_its_chain(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())

    rows = drawn(_export(engine, tmp_path / "a.xlsx"), ["流水"])["流水"][1:]

    assert [(row[0], row[3], row[4]) for row in rows] == [
        (1, "导入工作簿", ""), (2, "录入任务", "1"), (3, "录入任务", "2、市9"), (4, "录入任务", "3"),
    ]  # fmt: skip
    assert rows[0][6] == journal.GENESIS
    assert [row[6] for row in rows[1:]] == [row[7] for row in rows[:-1]]


def test_moments_are_told_in_the_city_s_own_time(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())

    rows = drawn(_export(engine, tmp_path / "a.xlsx"), ["流水"])["流水"]

    assert rows[1][1] == datetime.fromisoformat("2026-11-24 09:00")


def test_an_older_export_is_replaced_whole(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    take(engine, plan())

    assert drawn(_export(engine, path), ["单位"])["单位"] == plan()["单位"]
    assert [file.name for file in tmp_path.glob("台账*")] == ["台账.xlsx"]


def test_headers_stay_in_view_and_on_every_page_and_words_are_offered(
    engine: Engine, tmp_path: Path
) -> None:
    take(engine, plan())
    _export(engine, tmp_path / "a.xlsx")

    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        book = parts.read("xl/workbook.xml").decode()
        sheets = [parts.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, 15)]
    assert [sheet.count('state="frozen"') for sheet in sheets] == [1] * 14
    titles = re.findall(r"_xlnm.Print_Titles[^>]*>([^<]*)<", book)
    assert sorted(titles) == sorted(f"{name}!$1:$1" for name in FIVE + OF_PROJECTS + LEARNT)
    offered = [re.findall(r"<formula1>([^<]*)</formula1>", sheet) for sheet in sheets]
    units = "单位!$A$2:$A$2000"
    assert offered == [
        ['"县区,部门,企业,整改办"', units],
        [units, '"责任人,单位负责人,市领导,整改办,验收人,管理员"'],
        ['"是,否"'],
        ['"立行立改,限期整改,长期坚持"', units, units, units, units],
        [units],
        ['"管网,雨污分流,污水处理厂新建,污水处理厂改造,其他"'],
        *[[]] * 8,
    ]
