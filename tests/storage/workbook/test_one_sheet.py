"""One list is enough: found by its headings, however it is called and drawn, and taken in when accepted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import findings, item_units, items, milestones, persons, units
from storage.workbook import Answers, Problem, Proposal
from tests.support.workbooks import Plan, Row, as_file, counts, ledger, plan, rows_of, take

ACCEPTED = Answers(accepted=True)
NOBODY_DECIDES = "Nobody has the role 整改办 yet; please add them by a sheet 人员."
HEADINGS = ["序号", "反馈问题", "整改措施", "责任单位", "责任人", "整改时限"]
PIPES = "城区污水管网不完善，雨污混流。"


def one(*rows: list[object], name: str = "附件1", headings: list[str] = HEADINGS) -> Plan:
    return {name: [list(headings), *rows]}


PUBLISHED = one(
    [1, PIPES, "新建管网", "鹿鸣县人民政府", "张伟（副县长）", "2026年12月底前"],
    [2, "扬尘管控不到位。", "建立制度", "市住建局", "局长李敏", "立行立改，长期坚持"],
)


def test_a_list_alone_proposes_and_writes_nothing_before_it_is_accepted(engine: Engine) -> None:
    before = ledger(engine)

    result = take(engine, PUBLISHED)

    assert (result.problems, result.unconfirmed) == ((), True)
    assert result.proposed == (
        Proposal("单位", "鹿鸣县人民政府（县区）"),
        Proposal("单位", "市住建局（部门）"),
        Proposal("人员", "张伟（鹿鸣县人民政府，副县长，责任人）"),
        Proposal("人员", "李敏（市住建局，局长，责任人）"),
        Proposal("问题", f"1 {PIPES}"),
        Proposal("问题", "2 扬尘管控不到位。"),
    )
    assert ledger(engine) == before


def test_accepted_it_stands_in_the_ledger_and_again_changes_nothing(engine: Engine) -> None:
    assert counts(take(engine, PUBLISHED, answers=ACCEPTED))["任务"] == (2, 0, 0)

    query = (
        select(items.c.title, items.c.kind, items.c.deadline, units.c.name, persons.c.name)
        .join(units, items.c.lead_unit_id == units.c.id)
        .join(persons, items.c.owner_id == persons.c.id)
        .order_by(items.c.position)
    )
    assert rows_of(engine, query) == [
        ("城区污水管网不完善，雨污混流", "限期整改", date(2026, 12, 31), "鹿鸣县人民政府", "张伟"),
        ("扬尘管控不到位", "长期坚持", None, "市住建局", "李敏"),
    ]
    before = ledger(engine)
    again = take(engine, PUBLISHED)
    assert (again.problems, again.proposed, again.changes) == ((), (), ())
    assert ledger(engine) == before


DRAWN = [
    ("under_a_title", lambda rows: [["附件"], ["某市整改任务清单"], *rows]),
    ("with_empty_rows", lambda rows: [row for each in rows for row in (each, [])]),
    (
        "with_sections",
        lambda rows: [rows[0], ["一、水环境方面"], rows[1], ["二、大气环境方面"], rows[2]],
    ),
    ("with_a_total", lambda rows: [*rows, ["合计", "2项"]]),
    (
        "with_signatures",
        lambda rows: [*rows, ["填表人：王强", "", "审核人：赵刚"], ["注：时限以批复为准。"]],
    ),
    ("with_columns_turned", lambda rows: [row[::-1] for row in rows]),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("draw", [d[1] for d in DRAWN], ids=[d[0] for d in DRAWN])
@pytest.mark.parametrize("name", ["附件1", "整改台账", "Sheet1", "问题清单", "任务"])
def test_it_may_be_drawn_and_called_as_offices_do(
    engine: Engine, draw: Callable[[list[Row]], list[Row]], name: str
) -> None:
    [rows] = PUBLISHED.values()
    result = take(engine, {name: draw(rows)}, answers=ACCEPTED)

    assert result.problems == ()
    assert {sheet: added for sheet, (added, _, _) in counts(result).items()} == {
        "单位": 2, "人员": 2, "问题": 2, "任务": 2,
    }  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_rows_that_are_no_items_are_named_and_sections_are_aspects(engine: Engine) -> None:
    [(name, rows)] = PUBLISHED.items()
    file = {name: [rows[0], ["一、水环境方面（1项）"], rows[1], rows[2], ["合计", "2项"]]}

    assert take(engine, file, answers=ACCEPTED).remarks == (
        "Sheet 附件1: 2 rows are no entries and were not read: "
        "row 2 “一、水环境方面（1项）”, row 5 “合计”",
        NOBODY_DECIDES,
    )
    assert rows_of(engine, select(findings.c.aspect)) == [("水环境方面",), ("水环境方面",)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_headings_of_two_rows_are_read_together(engine: Engine) -> None:
    file = {
        "整改台账": [
            ["序号", "问题", "责任单位", "", "责任人", "", "", "整改时限", "", "总量"],
            ["", "", "牵头", "配合", "姓名", "职务", "电话", "启动", "完成", ""],
            [1, "违建别墅", "青山县", "市林业局", "张伟", "副县长", "13900000001", "2026年1月", "2026年底", "45栋"],
        ]
    }  # fmt: skip
    merged = [("整改台账", where, words) for where, words in (
        ("A1:A2", "序号"), ("B1:B2", "问题"), ("C1:D1", "责任单位"), ("E1:G1", "责任人"),
        ("H1:I1", "整改时限"), ("J1:J2", "总量"),
    )]  # fmt: skip

    result = take(engine, as_file(file, merged), answers=ACCEPTED)

    assert (result.problems, result.ignored) == ((), (("整改台账", "整改时限启动"),))
    query = select(items.c.deadline, items.c.total, items.c.measure)
    assert rows_of(engine, query) == [(date(2026, 12, 31), Decimal(45), "栋")]
    assert rows_of(engine, select(persons.c.name, persons.c.post, persons.c.phone)) == [
        ("张伟", "副县长", "13900000001")
    ]
    query = select(units.c.name).join(item_units, item_units.c.unit_id == units.c.id)
    assert rows_of(engine, query) == [("市林业局",)]


MEASURES = one(
    [1, PIPES, "完成普查", "市住建局", "刘洋", "2026年6月底前"],
    ["", "", "新建管网12公里", "鹿鸣县", "周涛", "2026年12月底前"],
    [2, "养殖污染", "清退", "鹿鸣县", "周涛", "2027年3月底前"],
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("merged", [True, False])
def test_measures_with_days_of_their_own_are_milestones_of_one_item(
    engine: Engine, *, merged: bool
) -> None:
    ranges = [("附件1", "A2:A3", 1), ("附件1", "B2:B3", PIPES)] if merged else []

    result = take(engine, as_file(MEASURES, ranges), answers=ACCEPTED)

    assert result.problems == ()
    assert result.understood[0].doubts == (
        "2 measures under one number are one item with milestones",
        "of several units the first leads, the others support",
        "责任人: of several people 刘洋 is entered, these are not: 周涛",
    )
    query = select(milestones.c.name, milestones.c.due, units.c.name).join(units)
    assert rows_of(engine, query.order_by(milestones.c.position)) == [
        ("完成普查", date(2026, 6, 30), "市住建局"),
        ("新建管网12公里", date(2026, 12, 31), "鹿鸣县"),
    ]
    query = select(items.c.deadline, persons.c.name).join(persons, items.c.owner_id == persons.c.id)
    assert rows_of(engine, query.order_by(items.c.position)) == [
        (date(2026, 12, 31), "刘洋"), (date(2027, 3, 31), "周涛"),
    ]  # fmt: skip
    assert rows_of(engine, select(persons.c.name, units.c.name).join(units)) == [
        ("刘洋", "市住建局"), ("周涛", "鹿鸣县"),
    ]  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_told_is_named_by_the_sheets_own_words(engine: Engine) -> None:
    file = one(
        [1, "甲", "", "青山县", "张伟", "汛期前"],
        [2, "乙", "", "", "张伟", "2026年底"],
        [3, "丙", "", "青山县", "张伟", ""],
    )
    before = ledger(engine)

    assert take(engine, file, answers=ACCEPTED).problems == (
        Problem("附件1", 2, "整改时限",
                "No day can be told from 汛期前; please write it like 2026-12-31."),
        Problem("附件1", 3, "责任单位", "This cell may not be empty."),
        Problem("附件1", 4, "整改时限", "An item of type 限期整改 needs a deadline."),
    )  # fmt: skip
    assert ledger(engine) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_ledger_in_use_knows_its_units_and_people(engine: Engine) -> None:
    """张伟 with his post is 张伟; a new unit is proposed, one much like a known one asked about."""
    take(engine, plan())
    file = one([9, "新问题", "", "青山县", "副县长 张伟 13900000001", "2027年底"])
    assert [each.sheet for each in take(engine, file).proposed] == ["问题"]

    file = one([9, "新问题", "", "青山县水务局", "张伟（青山县）", "2027年底"])
    assert [each.words for each in take(engine, file).proposed] == [
        "青山县水务局（部门，属青山县）", "9 新问题",
    ]  # fmt: skip

    file = one([9, "新问题", "", "青山县人民政府", "张伟（青山县）", "2027年底"])
    assert take(engine, file, answers=ACCEPTED).problems == (
        Problem("附件1", 2, "责任单位", "青山县人民政府 is not in sheet 单位; is 青山县 meant?"),
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_list_that_names_nobody_is_answered_for_by_the_heads_of_its_units(engine: Engine) -> None:
    headings = ["序号", "反馈意见", "整改时限", "责任单位"]
    file = one([1, "甲问题", "2026年底", "鹿鸣县"], headings=headings)

    result = take(engine, file, answers=ACCEPTED)

    assert result.understood[0].doubts == ("no one is named: the head of the unit is entered",)
    assert rows_of(engine, select(persons.c.name, persons.c.roles)) == [
        ("主要负责人", "责任人、单位负责人")
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_other_sheets_decide_where_they_are_given(engine: Engine) -> None:
    """A list beside a sheet of units proposes no unit."""
    file = plan()
    file["任务"][1][6] = "红河县"

    assert take(engine, file, answers=ACCEPTED).problems == (
        Problem("任务", 2, "牵头单位", "红河县 is not in sheet 单位."),
    )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_rehearsal_tells_how_each_new_item_was_understood(engine: Engine) -> None:
    headings = [*HEADINGS, "数量"]
    file = one(
        [1, "甲", "", "青山县", "张伟", "2026年12月底前", "45栋"],
        [2, "乙", "", "青山县、市住建局", "张伟", "6月底前", "约1200亩"],
        headings=headings,
    )

    told = take(engine, file, dry_run=True).understood

    assert [(each.code, each.doubts) for each in told] == [
        ("2", ("the deadline's year is not written", "the amount is said to be approximate",
               "of several units the first leads, the others support")),
        ("1", ()),
    ]  # fmt: skip
    assert told[0].readings == (
        ("整改时限", "6月底前", "2027-06-30，限期整改"),
        ("数量", "约1200亩", "1200亩"),
        ("责任单位", "青山县、市住建局", "青山县；配合：市住建局"),
        ("责任人", "张伟", "张伟（青山县）"),
    )
