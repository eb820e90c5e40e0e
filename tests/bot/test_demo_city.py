"""The demo city's plan: complete, consistent, and set around the morning its story begins."""

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from messages.texts import texts
from storage.db.engine import Engine, writing
from storage.workbook import import_workbook, workbook_from_csv
from storage.workbook.days import parse_deadline

Row = dict[str, str]

CITY = Path(__file__).parents[2] / "bot" / "demo_city"
STORY = date(2026, 11, 24)
"""A Tuesday, two months after the province's feedback."""

LASTING = ("长期坚持", "立行立改，长期坚持")


def read(name: str) -> list[Row]:
    with (CITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS, PEOPLE, FINDINGS, ITEMS, MILESTONES = map(
    read, ("units", "people", "findings", "items", "milestones")
)
UNIT_NAMES = {unit["名称"] for unit in UNITS}
PERSONS = {person["姓名"]: person for person in PEOPLE}


def with_role(role: str) -> list[Row]:
    return [person for person in PEOPLE if role in person["角色"].split("、")]


def last_day(row: Row, column: str) -> date:
    found = parse_deadline(row[column], STORY).day
    assert found is not None, row
    return found


def dated() -> list[Row]:
    return [item for item in ITEMS if item["整改时限"] not in LASTING]


def milestones_of(item: Row) -> list[Row]:
    return [m for m in MILESTONES if m["任务编号"] in item["任务编号"].split("、")]


def test_it_is_as_large_as_the_founding_speech_has_it() -> None:
    assert len({f["方面"] for f in FINDINGS}) == 3
    assert len({f["类别"] for f in FINDINGS}) == 7
    assert [f["问题编号"] for f in FINDINGS] == [str(n) for n in range(1, 13)]
    assert len(ITEMS) == 40
    assert len(PEOPLE) == 60


def test_each_category_belongs_to_one_aspect() -> None:
    assert len({(f["方面"], f["类别"]) for f in FINDINGS}) == 7


def test_units_eight_counties_twelve_departments_five_enterprises_and_the_office() -> None:
    under_the_city = Counter(u["类型"] for u in UNITS if u["上级"] == "市政府")
    assert under_the_city == {"县区": 8, "部门": 12, "整改办": 1}
    assert [u["名称"] for u in UNITS if not u["上级"]] == ["市政府"]
    assert Counter(u["类型"] for u in UNITS)["企业"] == 5


def test_the_key_findings_are_the_villas_and_the_water_works() -> None:
    key = [f["类别"] for f in FINDINGS if f["是否重点"] == "是"]
    assert key == ["违规建设别墅", "水环境基础设施薄弱", "水环境基础设施薄弱"]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (UNITS, ("名称",)),
        (PEOPLE, ("姓名",)),
        (PEOPLE, ("联系电话",)),
        (FINDINGS, ("反馈问题",)),
        (ITEMS, ("任务编号",)),
        (ITEMS, ("任务名称",)),
        (ITEMS, ("整改目标",)),
        (MILESTONES, ("任务编号", "节点名称")),
    ],
)
def test_nothing_stands_twice(rows: list[Row], columns: tuple[str, ...]) -> None:
    said = Counter(tuple(row[column] for column in columns) for row in rows)
    assert [words for words, times in said.items() if times > 1] == []


def test_one_item_carries_two_numbers_and_every_number_is_its_own() -> None:
    numbers = [number for item in ITEMS for number in item["任务编号"].split("、")]
    assert sorted(numbers) == sorted([*(str(n) for n in range(1, 41)), "市9"])


@pytest.mark.parametrize(
    ("rows", "column", "known"),
    [
        (UNITS, "上级", UNIT_NAMES),
        (PEOPLE, "单位", UNIT_NAMES),
        (ITEMS, "问题编号", {f["问题编号"] for f in FINDINGS}),
        (ITEMS, "牵头单位", UNIT_NAMES),
        (ITEMS, "配合单位", UNIT_NAMES),
        (ITEMS, "督导单位", UNIT_NAMES),
        (ITEMS, "验收单位", UNIT_NAMES),
        (ITEMS, "责任人", set(PERSONS)),
        (ITEMS, "包保市领导", set(PERSONS)),
        (ITEMS, "包保责任人", set(PERSONS)),
        (MILESTONES, "任务编号", {n for item in ITEMS for n in item["任务编号"].split("、")}),
        (MILESTONES, "责任单位", UNIT_NAMES),
    ],
)
def test_every_name_and_number_is_known(rows: list[Row], column: str, known: set[str]) -> None:
    named = {name for row in rows for name in row[column].split("、") if name}
    assert named - known == set()


def test_every_finding_has_an_item_and_every_item_a_milestone() -> None:
    assert {item["问题编号"] for item in ITEMS} == {f["问题编号"] for f in FINDINGS}
    assert [item["任务编号"] for item in ITEMS if len(milestones_of(item)) < 2] == []


@pytest.mark.parametrize(
    "column",
    ["整改目标", "整改措施", "牵头单位", "责任人", "包保市领导", "包保责任人", "督导单位", "验收单位",
     "整改时限", "资金渠道"],
)  # fmt: skip
def test_no_item_leaves_it_open(column: str) -> None:
    assert [item["任务编号"] for item in ITEMS if not item[column]] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["任务编号"])
def test_measures_are_numbered(item: Row) -> None:
    measures = item["整改措施"].split("\n")
    assert 2 <= len(measures) <= 4
    assert [m.split(".")[0] for m in measures] == [str(n) for n in range(1, len(measures) + 1)]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["任务编号"])
def test_who_does_it_who_stands_for_it_and_who_checks_it(item: Row) -> None:
    owner, leader, duty = (PERSONS[item[c]] for c in ("责任人", "包保市领导", "包保责任人"))
    assert owner in with_role("责任人")
    assert owner["单位"] == item["牵头单位"]
    assert leader in with_role("市领导")
    assert duty not in (owner, leader)
    lead = {item["牵头单位"]}
    assert lead.isdisjoint({item["督导单位"], item["验收单位"], *item["配合单位"].split("、")})
    assert item["验收单位"] in {person["单位"] for person in with_role("验收人")}


def test_people_by_role() -> None:
    counts = Counter(role for person in PEOPLE for role in person["角色"].split("、"))
    assert counts == {
        "责任人": 28, "单位负责人": 21, "市领导": 7, "整改办": 3, "验收人": 8, "管理员": 1,
    }  # fmt: skip
    heads = {person["单位"] for person in with_role("单位负责人")}
    assert heads == {u["名称"] for u in UNITS if u["上级"] == "市政府"}


def test_every_owner_owns_something() -> None:
    assert {item["责任人"] for item in ITEMS} == {person["姓名"] for person in with_role("责任人")}


def test_telephone_numbers_are_plainly_invented() -> None:
    assert [p["联系电话"] for p in PEOPLE] == [f"139-0000-{n:04}" for n in range(1, 61)]


def test_deadlines_lie_around_the_start_of_the_story() -> None:
    days = [last_day(item, "整改时限") for item in dated()]
    week = STORY + timedelta(days=7)
    assert len(ITEMS) - len(days) == 4
    assert sorted(d for d in days if d < STORY) == [
        date(2026, 11, 15), date(2026, 11, 18), date(2026, 11, 20),
    ]  # fmt: skip
    assert sorted(d for d in days if STORY <= d <= week) == [
        date(2026, 11, 27), date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 1),
    ]  # fmt: skip
    assert max(days) == date(2027, 12, 31)


def test_types_are_mixed_and_only_lasting_items_have_no_last_day() -> None:
    assert Counter(item["整改类型"] for item in ITEMS) == {
        "限期整改": 28, "立行立改": 8, "长期坚持": 4,
    }  # fmt: skip
    assert [i["整改类型"] for i in ITEMS if i["整改时限"] in LASTING] == ["长期坚持"] * 4


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["任务编号"])
def test_milestones_climb_in_order_to_the_items_end(item: Row) -> None:
    days = [last_day(m, "完成时限") for m in milestones_of(item)]
    assert days == sorted(set(days))
    assert item["整改时限"] in LASTING or days[-1] <= last_day(item, "整改时限")
    targets = [Decimal(m["目标量"]) for m in milestones_of(item) if m["目标量"]]
    assert targets == sorted(set(targets))
    assert (targets[-1] if targets else None) == (Decimal(item["总量"]) if item["总量"] else None)


def test_a_counted_item_says_what_is_counted() -> None:
    assert [i["任务编号"] for i in ITEMS if bool(i["总量"]) != bool(i["计量单位"])] == []
    assert len([item for item in ITEMS if item["总量"]]) == 36


def test_some_milestones_are_due_within_a_week_of_the_start() -> None:
    soon = [m for m in MILESTONES if 0 <= (last_day(m, "完成时限") - STORY).days <= 7]
    assert len(soon) == 15


def test_the_first_phone_shows_the_owner_of_the_first_villas() -> None:
    first = ITEMS[0]
    assert (first["任务编号"], first["任务名称"]) == ("1", "1号别墅群拆除")
    assert (first["总量"], first["计量单位"], first["整改时限"]) == ("45", "栋", "2026年11月30日前")
    assert first["责任人"] == with_role("责任人")[0]["姓名"] == PEOPLE[0]["姓名"]
    assert (PEOPLE[0]["单位"], PEOPLE[0]["职务"]) == ("鹿鸣县", "副县长")


def test_the_second_villas_stand_in_another_county() -> None:
    second = ITEMS[1]
    assert (second["任务名称"], second["牵头单位"]) == ("2号别墅群拆除", "枫陵县")
    assert (second["总量"], second["计量单位"]) == ("28", "栋")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_ledger_takes_it_over_whole(engine: Engine, tmp_path: Path) -> None:
    workbook = tmp_path / "demo.xlsx"
    workbook_from_csv(CITY, workbook)
    with writing(engine) as tx:
        result = import_workbook(
            tx, workbook, t=texts("zh_CN"), now=datetime(2026, 11, 24, tzinfo=UTC), today=STORY
        )
    assert result.problems == ()
    assert {name: sheet.added for name, sheet in result.sheets.items()} == {
        "单位": len(UNITS), "人员": 60, "问题": 12, "任务": 40, "节点": len(MILESTONES),
        "项目": 7, "资金": 9, "年度目标": 6,
    }  # fmt: skip
