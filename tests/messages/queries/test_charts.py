"""Pictures as SVG: the same of the same, every text escaped, readable on a phone, cut to their room."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from messages.queries import drawing
from messages.queries.board_chart import board_chart, pages_of
from messages.queries.burn_down_chart import burn_down_chart
from messages.queries.charts import status_chart
from messages.queries.overdue_chart import overdue_chart
from messages.queries.progress_chart import progress_chart
from messages.texts import Texts, texts
from rules.policy.forecast import Point, forecast
from rules.policy.items import Item, Milestone, NamedRef
from rules.policy.pictures import (
    BurnDownCounts,
    ItemProgress,
    OverdueTable,
    UnitLights,
    burn_down,
)
from rules.policy.tallies import Tally
from tests.support.items import counted

TODAY = date(2026, 11, 24)
BEGUN = date(2026, 6, 1)
DAY = timedelta(days=1)
MASKED = "涉敏任务，详见个人消息"
NASTY = '<script>&"quotes"\'</text>\x0b\x00￾'
LONG = "市住房和城乡建设局（市人民防空办公室、市城市管理综合行政执法局）"

Drawn = Callable[[Texts, str, int], str]
"""Draws a picture in which a name stands everywhere, with so many rows."""


def board(t: Texts, name: str, rows: int) -> str:
    units = [UnitLights(f"{name}{n}", n, 2, 100 * n, 7) for n in range(rows)]
    return board_chart(t, name, "2026-11-24", units)


def bars(t: Texts, name: str, rows: int) -> str:
    units = [Tally(f"{name}{n}", 20 + n, 3, 1, 10, 4, 3 + n) for n in range(rows)]
    return status_chart(t, name, "2026-11-24", units)


def remaining(t: Texts, name: str, rows: int) -> str:
    due = {BEGUN + 7 * n * DAY: 3 for n in range(1, rows + 2)}
    counts = BurnDownCounts({BEGUN + 9 * DAY: rows, None: 1}, due)
    seen = burn_down(counts, BEGUN, TODAY, date(2026, 12, 1))
    assert seen is not None
    return burn_down_chart(t, name, seen)


def progress(t: Texts, name: str, rows: int) -> str:
    item = replace(item_called(name), done=Decimal(rows), deadline=date(2026, 12, 31))
    points = tuple(Point(BEGUN + 5 * n * DAY, Decimal(n)) for n in range(rows + 1))
    steps = tuple(
        Milestone(n, 1, f"{name}{n}", BEGUN + 20 * n * DAY, name, None, Decimal(n), None)
        for n in range(1, rows + 1)
    )
    return progress_chart(
        t, ItemProgress(item, TODAY, points, steps, forecast(item, steps, points, TODAY))
    )


def late(t: Texts, name: str, rows: int) -> str:
    items = [replace(item_called(name), id=n, deadline=TODAY - n * DAY) for n in range(1, rows + 1)]
    return overdue_chart(t, name, OverdueTable(tuple(items), rows + 3, TODAY))


def item_called(name: str) -> Item:
    return replace(
        counted(), title=name, lead=NamedRef(1, name), owner=NamedRef(1, name), measure=name
    )


EVERY: dict[str, Drawn] = {
    "board": board,
    "bars": bars,
    "burn-down": remaining,
    "item": progress,
    "overdue": late,
}


def every_picture(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test on each picture in both languages."""
    languages = pytest.mark.parametrize("t", [texts("zh_CN"), texts("en")], ids=["zh", "en"])
    pictures = pytest.mark.parametrize("drawn", EVERY.values(), ids=EVERY)
    return languages(pictures(test))


def said(svg: str) -> list[str]:
    """Return every text of a picture."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter() if "text" in each.tag]


@every_picture
def test_the_same_data_is_the_same_picture(t: Texts, drawn: Drawn) -> None:
    assert drawn(t, "青山县", 9) == drawn(t, "青山县", 9)


@every_picture
def test_every_text_is_escaped(t: Texts, drawn: Drawn) -> None:
    """What breaks XML even when it is escaped is left out."""
    words = "".join(said(drawn(t, NASTY, 2)))
    assert ('<script>&"' in words, "\x0b" in words) == (True, False)


@every_picture
@pytest.mark.parametrize("rows", [1, 3, 30, 60])
@pytest.mark.parametrize(
    "name", ["青山县", LONG, "An office with a very long English name of its own"]
)
def test_every_text_can_be_read_on_a_phone_and_stays_inside(
    t: Texts, drawn: Drawn, rows: int, name: str
) -> None:
    svg = drawn(t, name, min(rows, 20) if drawn in (progress, late) else rows)
    page = ElementTree.fromstring(svg)
    assert page.attrib["width"] == "1080"
    assert float(page.attrib["height"]) <= 2400
    for each in page.iter():
        if "text" in each.tag:
            size, x = int(each.attrib["font-size"]), float(each.attrib["x"])
            wide = drawing.drawn_width(each.text or "", size)
            start = x - wide * {"start": 0, "middle": 0.5, "end": 1}[each.attrib["text-anchor"]]
            assert size >= 28
            assert (start >= 0, start + wide <= 1080) == (True, True), each.text
            assert 0 < float(each.attrib["y"]) < float(page.attrib["height"])


@every_picture
def test_no_mark_of_a_picture_needs_a_font_of_its_own(t: Texts, drawn: Drawn) -> None:
    assert re.search("[\u2600-\u27bf\U0001f300-\U0001faff]", drawn(t, "青山县", 3)) is None


def test_the_rows_of_the_board_make_its_sum() -> None:
    rows = [UnitLights(f"{n}县", n, 1, 2, 3) for n in range(45)]
    words = said(board_chart(texts("en"), "City", "2026-11-24", rows))
    whole = words.index("All units")
    others = words.index("and 33 more units")
    assert words[whole + 1 : whole + 6] == ["red 990", "45", "blue 90", "135", "1260"]
    assert words[others + 1 : others + 6] == ["red 924", "33", "blue 66", "99", "1122"]


def test_each_unit_stands_on_one_page_of_the_board() -> None:
    rows = [UnitLights(f"{n}县", 1, 1, 1, 1) for n in range(26)]
    pages = [said(board_chart(texts("zh_CN"), "", "2026-11-24", rows, n)) for n in range(3)]
    named = [word for words in pages for word in words if word.endswith("县")]
    assert (pages_of(rows), sorted(named)) == (3, sorted(row.name for row in rows))
    assert ["另有 14 个单位" in words for words in pages] == [True, True, False]


def test_a_light_is_told_by_a_word_and_a_shape_besides_its_colour() -> None:
    svg = board_chart(texts("zh_CN"), "全市", "2026-11-24", [UnitLights("青山县", 2, 3, 4, 5)])
    assert {"红 2", "黄 3", "蓝 4"} <= set(said(svg))
    shapes = [each.tag.rpartition("}")[2] for each in ElementTree.fromstring(svg).iter()]
    assert (shapes.count("polygon"), shapes.count("circle")) == (1, 1)


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("zh_CN", ["单位", "红", "黄", "蓝", "已完成", "合计"]),
        ("en", ["Unit", "red", "yellow", "blue", "done", "all"]),
    ],
)
def test_the_heads_of_the_board_are_whole_words(language: str, heads: list[str]) -> None:
    svg = board_chart(texts(language), "", "2026-11-24", [UnitLights("青山县", 2, 3, 4, 5)])
    assert said(svg)[2:8] == heads


def test_of_masked_items_only_whose_they_are() -> None:
    items = [replace(item_called("别墅"), id=n, deadline=TODAY - n * DAY) for n in (1, 2)]
    items = [replace(item, lead=NamedRef(1, "白水县"), owner=NamedRef(1, "刘洋")) for item in items]
    both = OverdueTable(tuple(items), 2, TODAY, masked=frozenset({1, 2}))
    one = replace(both, masked=frozenset({2}))
    t = texts("zh_CN")
    shown = [said(overdue_chart(t, "逾期任务：2 项", each)) for each in (both, one)]
    assert [("别墅" in "".join(words), "刘洋" in "".join(words)) for words in shown] == [
        (False, False),
        (True, True),
    ]
    assert shown[0][2:] == [
        "逾期1天", f"1｜{MASKED}", "白水县", "逾期2天", f"1｜{MASKED}", "白水县",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "room", "cut"),
    [
        ("青山县", 90, "青山县"),
        ("青山县住建局", 90, "青山…"),
        ("Greenhill county", 100, "Greenhi…"),
        ("", 10, ""),
    ],
)
def test_words_are_cut_by_how_wide_they_are(words: str, room: int, cut: str) -> None:
    assert drawing.fitted(words, 30 if words.isascii() is False else 20, room) == cut


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("青山县", ["青山县"]),
        ("青山县住建局", ["青山县", "住建局"]),
        ("青山县住建局机关", ["青山县", "住建…"]),
        ("two short words", ["two", "sho…"]),
        ("a\n b", ["a b"]),
        ("", [""]),
    ],
)
def test_words_are_broken_between_characters_and_latin_words(words: str, lines: list[str]) -> None:
    assert drawing.broken(words, 30, 95, 2) == lines


def test_an_item_without_figures_shows_its_milestones_alone() -> None:
    item = replace(counted(), deadline=date(2026, 12, 31))
    steps = (
        Milestone(1, 1, "完成招标", date(2026, 9, 1), "", None, None, date(2026, 8, 30)),
        Milestone(2, 1, "开工", None, "春节后", None, None, None),
        Milestone(3, 1, "拆除30栋", date(2026, 11, 1), "", None, Decimal(30), None),
    )
    seen = ItemProgress(item, TODAY, (), steps, forecast(item, steps, (), TODAY))
    assert said(progress_chart(texts("zh_CN"), seen))[-4:] == [
        "黄灯，节点“拆除30栋”已超期23天",
        "1  完成招标｜2026-09-01｜已完成",
        "2  开工｜春节后",
        "3  拆除30栋｜2026-11-01｜30 栋｜已错过",
    ]


def test_of_many_milestones_those_around_the_next_one_are_shown() -> None:
    item = replace(counted(done="20"), deadline=date(2026, 12, 31))
    steps = tuple(
        Milestone(n, 1, f"第{n}步", BEGUN + 10 * n * DAY, "", None, Decimal(4 * n), None)
        for n in range(1, 12)
    )
    seen = ItemProgress(item, TODAY, (), steps, forecast(item, steps, (), TODAY))
    words = said(progress_chart(texts("zh_CN"), seen))
    named = [each.split("｜")[0] for each in words if "步" in each and "节点" not in each]
    assert named == ["1  第5步", "2  第6步", "3  第7步", "4  第8步", "5  第9步", "6  第10步"]
    assert words[-1] == "另有 5 个节点"


def test_milestones_of_one_week_do_not_cover_each_other() -> None:
    item = replace(counted(done="3"), deadline=date(2026, 12, 31))
    steps = tuple(
        Milestone(n, 1, f"第{n}步", TODAY + n * DAY, "", None, Decimal(40), None)
        for n in range(1, 7)
    )
    seen = ItemProgress(item, TODAY, (), steps, forecast(item, steps, (), TODAY))
    page = ElementTree.fromstring(progress_chart(texts("en"), seen))
    marks = [each.attrib for each in page.iter() if each.attrib.get("r") == "22"]
    places = [(float(each["cx"]), float(each["cy"])) for each in marks]
    assert len(places) == 6
    for at, one in enumerate(places):
        for other in places[:at]:
            assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= 44


def test_of_a_long_milestone_the_name_is_cut_and_not_its_day() -> None:
    item = replace(counted(done="3"), deadline=date(2026, 12, 31))
    step = Milestone(1, 1, LONG * 2, date(2026, 11, 1), "", None, Decimal(40), None)
    seen = ItemProgress(item, TODAY, (), (step,), forecast(item, (step,), (), TODAY))
    assert said(progress_chart(texts("zh_CN"), seen))[-1].endswith("…｜2026-11-01｜40 栋｜已错过")
