"""The item meant, what the ledger knows of it, and several items in one message."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import Reading, ReadingDoubt, Setting, read, read_all
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
VILLAS = IndexEntry(
    "1",
    ("1",),
    "1号别墅群违建拆除",
    "淯阳县政府",
    total=Decimal(45),
    measure="栋",
    deadline=date(2026, 11, 30),
    last_done=Decimal(10),
)
SEWERS = IndexEntry("3", ("3", "市9"), "城区污水管网改造", "市住建局", measure="公里")
LANDFILL = IndexEntry("7", ("7",), "生活垃圾填埋场渗滤液处理", "市城管局")
INDEX = ItemIndex.build([VILLAS, SEWERS, LANDFILL])


def _read(text: str, setting: Setting | None = None) -> Reading:
    return read(text, now=NOW, calendar=WorkCalendar.china(), index=INDEX, setting=setting)


def _doubts(text: str) -> list[tuple[str, str, str]]:
    reading = _read(text)
    return [(each.code, str(each.stated), str(each.known)) for each in reading.doubts]


def test_the_item_is_found_by_its_number() -> None:
    reading = _read("第3项已完成2公里")
    assert [each.code for each in reading.candidates] == ["3"]
    assert reading.sure


@pytest.mark.parametrize("text", ["收到", "取消", "你好", "我的任务", "哪些逾期了"])
def test_messages_about_no_item_name_none(text: str) -> None:
    reading = _read(text)
    assert reading.candidates == ()
    assert not reading.sure


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("第1项已拆除12栋，还剩33栋", []),
        ("第1项已拆除8栋", [("falls", "8", "10")]),
        ("第1项还剩40栋", [("falls", "5", "10")]),
        ("第1项一共46栋，已拆除12栋", [("total_differs", "46", "45")]),
        ("第1项已拆除50栋", [("over_total", "50", "45")]),
        ("第1项共45栋，已拆12栋，还剩30栋", [("total_differs", "42", "45")]),
        ("第1项完成130%", [("over_100", "130", "100")]),
        ("第1项2026年10月底前拆完", [("past_date", "2026-10-31", "2026-11-24")]),
    ],
)
def test_what_a_careful_clerk_would_ask(text: str, doubts: list[tuple[str, str, str]]) -> None:
    assert _doubts(text) == doubts


def test_a_doubt_carries_numbers_not_words() -> None:
    assert _read("第1项已拆除8栋").doubts == (ReadingDoubt("falls", Decimal(8), Decimal(10)),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("第3项管网9公里全部完成", "done"),
        ("第3项检查井6座全部完成", "progress"),
        ("第3项已完成设备招标", "progress"),
        ("第3项改造已全部完成", "done"),
    ],
)
def test_only_the_items_own_object_closes_it(text: str, intent: str) -> None:
    assert _read(text).intent == intent


def test_an_extension_counts_from_the_deadline_of_the_item_found() -> None:
    reading = _read("第1项再宽限半个月")
    assert [each.value for each in reading.dates] == [date(2026, 12, 15)]


def test_a_bare_number_answers_the_question_for_a_figure() -> None:
    reading = _read("12", Setting(item="1", expects="figure"))
    assert [each.value for each in reading.figures] == [Decimal(12)]
    assert reading.intent == "progress"


def test_a_bare_date_answers_the_question_for_a_date() -> None:
    reading = _read("12月20日", Setting(item="1", expects="date"))
    assert [each.value for each in reading.dates] == [date(2026, 12, 20)]
    assert reading.intent == "extension"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1号别墅群已拆除12栋，还剩33栋", 1),
        ("第3项已完成2公里；第7项已处理300吨", 2),
        ("第1项拆除12栋，第3项完成2公里，第7项已完工", 3),
        ("1.别墅拆除12栋\n2.污水管网完成2公里", 2),
        ("1、别墅拆除12栋；2、污水管网完成2公里；3、填埋场已完工", 3),
        ("（1）别墅拆除12栋（2）污水管网完成2公里", 2),
        ("1. 别墅拆除12栋 2. 污水管网完成2公里", 2),
        ("①别墅拆除12栋；②污水管网完成2公里", 2),
        ("第3项进展：1.完成清淤2公里；2.完成截污1公里", 1),
        ("完成1.5公里，剩余2.5公里", 1),
        ("别墅群拆除12栋；填埋场渗滤液处理300吨", 2),
        ("本周情况：别墅群拆除12栋，污水管网完成2公里，渗滤液处理300吨", 3),
        ("别墅群拆除12栋，渗滤液收集池清理300吨", 1),
        ("1号拆了12栋，3号完成2公里", 2),
        ("1号拆了12栋，2号池正在施工", 1),
        ("", 1),
    ],
)
def test_one_reading_for_each_item_listed(text: str, parts: int) -> None:
    readings = read_all(text, now=NOW, calendar=WorkCalendar.china(), index=INDEX)
    assert len(readings) == parts


def test_each_part_has_its_own_figures() -> None:
    readings = read_all(
        "第3项已完成2公里；第7项已处理300吨",
        now=NOW,
        calendar=WorkCalendar.china(),
        index=INDEX,
    )
    assert [(each.candidates[0].code, str(each.figures[0].value)) for each in readings] == [
        ("3", "2"),
        ("7", "300"),
    ]


def test_the_heading_of_a_list_counts_for_each_of_its_parts() -> None:
    counties = ItemIndex.build(
        [
            IndexEntry("1", ("1",), "农村改厕问题整改", "松洛县"),
            IndexEntry("2", ("2",), "农村改厕问题整改", "丹枫县"),
            IndexEntry("3", ("3",), "乡镇污水站修复", "丹枫县"),
        ]
    )
    readings = read_all(
        "丹枫县：改厕完成930户，乡镇站修好11座",
        now=NOW,
        calendar=WorkCalendar.china(),
        index=counties,
    )
    assert [(each.candidates[0].code, each.sure) for each in readings] == [("2", True), ("3", True)]


def test_what_makes_up_the_total_of_the_ledger_with_what_is_left_is_done() -> None:
    reading = _read("1号别墅群：30栋，剩15栋")
    assert [(str(each.value), each.role) for each in reading.figures] == [
        ("30", "done"),
        ("15", "remaining"),
    ]


def test_the_name_of_an_item_alone_asks_for_it_and_more_tells_of_it() -> None:
    assert [_read(text).intent for text in ("1号别墅群", "1号别墅群围挡砌到二层")] == [
        "query_item",
        "progress",
    ]
