"""Ledgers as offices draw them: titles, merged cells, other headers, dates and numbers of all kinds."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import findings, items, milestones, persons
from storage.workbook import Problem
from tests.support.workbooks import (
    Plan,
    as_file,
    counts,
    ledger,
    plan,
    rows_of,
    take,
    with_cell,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ALL_NEW = {
    "单位": (4, 0, 0),
    "人员": (4, 0, 0),
    "问题": (2, 0, 0),
    "任务": (3, 0, 0),
    "节点": (3, 0, 0),
}


def _renamed(sheet: str, **headers: str) -> Plan:
    file = plan()
    file[sheet][0] = [headers.get(header, header) for header in file[sheet][0]]
    return file


def _content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """The ledger without its journal, which keeps the file's own hash."""
    held = ledger(engine)
    return {name: rows for name, rows in held.items() if not name.startswith("journal")}


SAME = [
    ("columns_in_another_order", {n: [r[::-1] for r in rows] for n, rows in plan().items()}),
    ("sheets_in_another_order", dict(reversed(plan().items()))),
    ("other_names_for_an_items_columns", _renamed(
        "任务", 任务编号="序号", 任务名称="整改任务", 整改时限="完成时限", 牵头单位="责任单位",
        配合单位="协办单位", 包保市领导="责任领导", 督导单位="督办单位", 资金渠道="资金来源",
    )),
    ("other_names_for_a_deadline", _renamed("任务", 整改时限="整改期限")),
    ("other_names_for_a_findings_columns", _renamed("问题", 问题编号="序号", 反馈问题="存在问题")),
    ("headers_with_breaks_and_blanks", _renamed("任务", 任务编号="任务\n编号", 责任人="责 任 人")),
    ("headers_with_remarks", _renamed("单位", 类型="类型（县区/部门/企业/整改办）", 名称="*名称")),
    ("title_rows_above", {n: [["某市整改台账"], [], *rows] for n, rows in plan().items()}),
    ("empty_rows_between", {n: [r for row in rows for r in (row, [])] for n, rows in plan().items()}),
    ("header_again_on_the_next_page", {n: [*rows, rows[0]] for n, rows in plan().items()}),
    ("sheets_of_another_name", {
        {"任务": "整改任务清单", "节点": " 时间节点"}.get(n, n): rows for n, rows in plan().items()
    }),
    ("numbers_as_figures", with_cell("任务", 2, "任务编号", 1.0)),
    ("full_width_number", with_cell("任务", 2, "任务编号", "１")),
    ("number_in_words", with_cell("任务", 2, "任务编号", "第1项")),
    ("second_number_in_brackets", with_cell("任务", 3, "任务编号", "序号2（市序号9）")),
    ("units_joined_otherwise", with_cell("任务", 4, "配合单位", "青山县；青山县住建局")),
    ("units_on_two_lines", with_cell("任务", 4, "配合单位", "青山县\n青山县住建局")),
    ("name_with_a_blank", with_cell("任务", 2, "包保市领导", "李 敏")),
    ("unseen_characters_in_a_number", with_cell("任务", 2, "任务编号", "1\u200b")),
    ("unseen_characters_in_names", with_cell("任务", 2, "包保市领导", "\ufeff李\u200d敏")),
    ("unseen_characters_in_an_amount", with_cell("任务", 2, "总量", "4\u00ad5\u2060")),
    ("unseen_characters_in_a_date", with_cell("任务", 2, "整改时限", "2026年\u200b12月底前")),
    ("unseen_characters_in_a_header", _renamed("任务", 任务编号="任务\u200b编号", 责任人="\ufeff责任人")),
    ("unseen_characters_in_a_sheets_name", {
        {"任务": "任务\u200b"}.get(n, n): rows for n, rows in plan().items()
    }),
    ("amount_as_text", with_cell("任务", 2, "总量", "45.0")),
    ("date_with_midnight", with_cell("节点", 3, "完成时限", datetime.fromisoformat("2026-11-30"))),
    ("date_that_lost_its_format", with_cell("节点", 3, "完成时限", 46356)),
    ("type_in_short", with_cell("任务", 2, "整改类型", "限期")),
]  # fmt: skip


@pytest.mark.parametrize("file", [s[1] for s in SAME], ids=[s[0] for s in SAME])
def test_the_same_plan_drawn_otherwise_is_the_same_ledger(engine: Engine, file: Plan) -> None:
    result = take(engine, file)

    assert result.problems == ()
    assert counts(result) == ALL_NEW
    drawn_otherwise = _content(engine)
    assert counts(take(engine, plan())) == {
        n: (0, 0, added) for n, (added, _, _) in ALL_NEW.items()
    }
    assert _content(engine) == drawn_otherwise


RESPONSIBLE_LEADER = [
    ("no_other_responsible_person", {"责任人": "责任领导"}, "owner_id", "张伟"),
    ("beside_an_owner", {"包保市领导": "责任领导"}, "city_leader_id", "李敏"),
    ("beside_owner_and_city_leader", {"包保责任人": "责任领导"}, "duty_leader_id", "张伟"),
]


@pytest.mark.parametrize(
    ("headers", "field", "name"),
    [r[1:] for r in RESPONSIBLE_LEADER],
    ids=[r[0] for r in RESPONSIBLE_LEADER],
)
def test_a_responsible_leader_is_the_first_slot_without_a_column(
    engine: Engine, headers: dict[str, str], field: str, name: str
) -> None:
    take(engine, _renamed("任务", **headers))

    query = select(persons.c.name).join(items, items.c[field] == persons.c.id)
    assert rows_of(engine, query.where(items.c.code == "2、市9")) == [(name,)]


def test_a_merged_cell_stands_for_all_it_covers(engine: Engine) -> None:
    file = plan()
    file["问题"][2][1] = ""
    merged = [("问题", "B2:B3", "生态保护"), ("节点", "A2:A3", "1")]

    assert take(engine, as_file(file, merged)).problems == ()
    assert rows_of(engine, select(findings.c.aspect)) == [("生态保护",), ("生态保护",)]
    query = select(items.c.code, milestones.c.name).join(milestones).order_by(milestones.c.position)
    assert rows_of(engine, query) == [
        ("1", "完成评估"), ("1", "拆除过半"), ("2、市9", "主干管完工"),
    ]  # fmt: skip


def test_a_title_merged_across_the_columns_is_no_row(engine: Engine) -> None:
    file = plan()
    file["任务"].insert(0, [])
    file["任务"].insert(2, [])
    merged = [("任务", "A1:Q1", "某市整改任务台账"), ("任务", "A3:Q3", "一、生态保护方面")]

    assert counts(take(engine, as_file(file, merged))) == ALL_NEW


def test_a_header_two_rows_high_is_read_by_its_lower_row(engine: Engine) -> None:
    file = plan()
    file["单位"].insert(0, ["", "", ""])
    merged = [("单位", "A1:A2", "名称"), ("单位", "B1:C1", "单位情况")]

    assert counts(take(engine, as_file(file, merged))) == ALL_NEW


def test_rows_whose_number_is_merged_are_one_item_with_all_their_measures(engine: Engine) -> None:
    file = plan()
    second = list(file["任务"][1])
    second[5] = "二是复绿"
    file["任务"].insert(2, second)

    assert take(engine, as_file(file, [("任务", "A2:A3", "1")])).problems == ()
    query = select(items.c.measures).where(items.c.code == "1")
    assert rows_of(engine, query) == [("分三批拆除\n二是复绿",)]


def test_rows_merged_into_one_may_not_contradict_each_other(engine: Engine) -> None:
    file = plan()
    second = list(file["任务"][1])
    second[6] = "市生态环境局"
    file["任务"].insert(2, second)

    assert take(engine, as_file(file, [("任务", "A2:A3", "1")])).problems == (
        Problem("任务", 2, "牵头单位", "The rows merged into this one say different things."),
    )


DEADLINES = [
    ("words", "2026年12月底前", date(2026, 12, 31), "2026年12月底前"),
    ("words_without_year", "3月31日前", date(2027, 3, 31), "3月31日前"),
    ("date", date(2026, 12, 31), date(2026, 12, 31), ""),
    ("year_and_month_as_figure", 2026.12, date(2026, 12, 31), "2026.12"),
    ("digits_only", 20261231, date(2026, 12, 31), "20261231"),
    ("at_once", "立行立改", None, "立行立改"),
    ("for_good", "立行立改，长期坚持", None, "立行立改，长期坚持"),
]


@pytest.mark.parametrize(
    ("value", "day", "words"), [d[1:] for d in DEADLINES], ids=[d[0] for d in DEADLINES]
)
def test_a_deadline_keeps_its_words_and_its_day(
    engine: Engine, value: object, day: date | None, words: str
) -> None:
    assert take(engine, with_cell("任务", 4, "整改时限", value)).problems == ()

    query = select(items.c.deadline, items.c.deadline_words).where(items.c.code == "3")
    assert rows_of(engine, query) == [(day, words)]


AMOUNTS = [(45, "45"), (23.5, "23.5"), ("1,200", "1200"), (0.1 + 0.2, "0.3"), ("１２", "12")]


@pytest.mark.parametrize(("value", "amount"), AMOUNTS)
def test_an_amount_is_exact(engine: Engine, value: object, amount: str) -> None:
    take(engine, with_cell("任务", 2, "总量", value))

    query = select(items.c.total).where(items.c.code == "1")
    assert rows_of(engine, query) == [(Decimal(amount),)]


def test_a_telephone_number_typed_as_a_figure_stays_whole(engine: Engine) -> None:
    take(engine, with_cell("人员", 5, "联系电话", 13900000004))

    query = select(persons.c.phone).where(persons.c.name == "王强")
    assert rows_of(engine, query) == [("13900000004",)]
