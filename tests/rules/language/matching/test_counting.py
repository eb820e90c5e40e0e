"""What a message counts in speaks for an item; numbers and words that contradict are asked about."""

import pytest

from rules.language.matching import IndexEntry, ItemIndex, Match

ITEMS = ItemIndex.build(
    [
        IndexEntry("1", ("1",), "1号别墅群拆除", "松洛县", measure="栋"),
        IndexEntry("2", ("2",), "2号别墅群拆除", "丹枫县", measure="栋"),
        IndexEntry("3", ("3",), "别墅清理地块复绿", "松洛县", measure="亩"),
        IndexEntry("4", ("4",), "填埋场积存渗滤液处置", "洁城环卫公司", measure="万立方米"),
        IndexEntry("5", ("5",), "渗滤液处理站扩建", "市城管局", measure="吨/日"),
        IndexEntry("6", ("6",), "一级水源保护区住户搬迁", "汀兰区", measure="户"),
        IndexEntry("7", ("7",), "农村饮用水水源地划定", "市生态环境局", measure="个"),
        IndexEntry("8", ("8", "市9"), "松洛县污水处理厂二期", "松洛县", measure="吨/日"),
        IndexEntry("9", ("9",), "第二污水处理厂扩建二期", "水务集团", measure="吨/日"),
        IndexEntry("10", ("10",), "汀兰区餐饮油烟净化设施安装", "汀兰区", measure="家"),
        IndexEntry("11", ("11",), "云杉区餐饮油烟净化设施安装", "云杉区", measure="家"),
        IndexEntry("12", ("12",), "12号雨水泵站改造", "市城管局"),
        IndexEntry("13", ("13",), "21号雨水泵站改造", "市城管局"),
        IndexEntry("14", ("14",), "建筑工地扬尘治理", "市住建局", measure="个"),
        IndexEntry("15", ("15",), "清水沟清淤疏浚", "云杉区", measure="公里"),
        IndexEntry("16", ("16",), "松洛县乡镇污水处理站修复", "松洛县", measure="座"),
    ]
)


def codes(match: Match) -> list[str]:
    return [each.code for each in match.candidates]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("渗滤液处置累计1.02万立方米", "4"),
        ("水源地签约20户", "6"),
        ("86个工地已有71个达标", "14"),
        ("12号泵站已经换了水泵", "12"),
        ("第1项拆除12栋", "1"),
        ("市9号问题设备到货", "8"),
        ("清水沟清淤全部完成，已通过区里验收", "15"),
        ("编号报串了，是12号不是13号", "12"),
        ("松洛污水站12座修好8座", "16"),
    ],
)
def test_taken_without_asking(text: str, code: str) -> None:
    match = ITEMS.find(text)
    assert (codes(match)[0], match.sure) == (code, True)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("10号云杉油烟装了256家", {"10", "11", "15"}),
        ("第3项别墅拆除12栋", {"1", "2", "3"}),
        ("6号和9号任务都正常推进", {"6", "9"}),
        ("污水厂二期设备到货", {"8", "9"}),
        ("拆了3栋", {"1", "2"}),
    ],
)
def test_asked_when_number_and_words_differ_or_several_are_named(
    text: str, offered: set[str]
) -> None:
    match = ITEMS.find(text)
    assert (set(codes(match)), match.sure) == (offered, False)


def test_items_called_alike_but_for_their_place() -> None:
    assert ITEMS.is_similar("10", "11")
    assert not ITEMS.is_similar("10", "15")
    assert not ITEMS.is_similar("10", "10")


def test_nothing_named_somebodys_items_that_are_counted_so_are_offered() -> None:
    his = ITEMS.within(["1", "6", "15"])
    assert [(codes(his.find(text)), his.find(text).sure) for text in ("已拆12栋", "完成80%")] == [
        (["1"], False),
        ([], False),
    ]
