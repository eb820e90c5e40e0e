"""Whatever is sent, reading answers, quickly, and always the same."""

import time
from datetime import datetime
from functools import cache
from itertools import islice, product
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import Reading, Setting, read, read_all
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
CALENDAR = WorkCalendar.china()
ITEMS = ItemIndex.build(
    [
        IndexEntry("1", ("1",), "1号别墅群违建拆除", "淯阳县政府"),
        IndexEntry("2", ("2", "市9"), "城区污水管网改造", "市住建局"),
        IndexEntry("3", ("3",), "生活垃圾填埋场渗滤液处理", "市城管局"),
    ]
)
WORDS = [
    "月",
    "日",
    "年",
    "底",
    "前",
    "内",
    "一",
    "二",
    "两",
    "十",
    "百",
    "万",
    "半",
    "12",
    "33",
    "2026",
    "85%",
    "栋",
    "公里",
    "万元",
    "处",
    "完成",
    "已",
    "还剩",
    "不是",
    "是",
    "，",
    "。",
    "\n",
    "到",
    "延期",
    "查",
    "第3项",
    "3号",
    "周五",
    "下周",
    "月底",
    "截至",
    "国庆",
    "工作日",
    "个",
    "天",
    "之",
    "分",
    "成",
    "过半",
    "全部",
    "〔2026〕11号",
    "DN800",
    ".",
    ",",
    "%",
    "/",
    "-",
    "(",
    ")",
    "1.",
    "of",
    "done",
    "by",
    "Friday",
    "not",
    "5",
    "December",
    "?",
    "了",
    "吗",
    "收到",
]
ANY_CHARACTER = st.text(st.characters(codec=None), max_size=300)
LIKE_A_REPORT = st.lists(st.sampled_from(WORDS), max_size=80).map("".join)
ODD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e已拆除12栋\u202c",
        "۱۲ ١٢ १२ ௧",
        "½ ② Ⅳ ㎡ ㊿",
        "9" * 4096,
        "一" * 4096,
        "九亿" * 2048,
        "2026年99月99日",
        "0月0日 13月40日 2月30日前",
        "百分之 分之 成 %",
        "999999999999999999999999栋",
        "0分之5 0/0",
        "4000年内 99999个工作日内",
    ]
)


def _read(text: str, setting: Setting | None = None) -> Reading:
    return read(text, now=NOW, calendar=CALENDAR, index=ITEMS, setting=setting)


@settings(max_examples=300, deadline=None)
@given(st.one_of(ANY_CHARACTER, LIKE_A_REPORT, ODD))
def test_any_text_has_one_stable_reading(text: str) -> None:
    assert _read(text) == _read(text)
    assert _read(text).text == text


@settings(max_examples=100, deadline=None)
@given(st.one_of(ANY_CHARACTER, LIKE_A_REPORT, ODD))
def test_any_text_has_at_least_one_part(text: str) -> None:
    assert len(read_all(text, now=NOW, calendar=CALENDAR, index=ITEMS)) >= 1


@settings(max_examples=100, deadline=None)
@given(LIKE_A_REPORT)
def test_figures_are_never_negative_nor_without_role(text: str) -> None:
    assert all(each.value >= 0 for each in _read(text).figures)


LONG = {
    "a long report": "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完；",
    "many figures": "还剩12栋",
    "many dates": "12月5日前",
    "one digit": "1",
    "one numeral": "一",
    "one word": "完成",
    "opening brackets": "《",
    "clauses": "，",
    "acknowledged for ever": "收到",
    "English": "12 of 45 villas demolished, 33 left, by Friday. ",
    "one letter": "a",
    "not and not": "不是",
    "fractions": "三分之",
    "tens": "十",
    "a thousand and one": "一千零一",
    "short clauses of works": "污水管网改造3期，",
    "letters as words": "wa",
    "items without end": "第3项",
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG.keys())
def test_four_thousand_characters_take_milliseconds(words: str) -> None:
    """The goal is 20 ms on the reference machine; the bound here allows for a busy one."""
    text = (words * 4096)[:4096]
    spent = []
    for _ in range(3):
        start = time.process_time()
        _read(text)
        spent.append(time.process_time() - start)
    assert median(spent) < 0.2


@pytest.mark.parametrize("words", ["1号别墅群已拆除12栋，", "青白黑金河污水管网改造3期，", "污水"])
def test_ten_thousand_items_are_no_hindrance(words: str) -> None:
    """The goal is 60 ms on the reference machine; measured in processor time, with room."""
    text = (words * 4096)[:4096]
    spent = []
    for _ in range(3):
        start = time.process_time()
        read_all(text, now=NOW, calendar=CALENDAR, index=_large_city())
        spent.append(time.process_time() - start)
    assert median(spent) < 0.3


@cache
def _large_city() -> ItemIndex:
    letters = "青白黑金银石龙凤鹿虎"
    names = islice(product(letters, repeat=4), 10_000)
    return ItemIndex.build(
        [
            IndexEntry(
                str(n),
                (str(n),),
                f"{''.join(name)}河污水管网改造{n % 7 + 1}期",
                f"{name[0]}{name[1]}县",
            )
            for n, name in enumerate(names, 1)
        ]
    )


def test_time_grows_no_faster_than_the_text() -> None:
    def spent(times: int) -> float:
        text = "拆除12栋，" * times
        runs = []
        for _ in range(5):
            start = time.process_time()
            _read(text)
            runs.append(time.process_time() - start)
        return min(runs)

    spent(10)
    assert spent(640) < 40 * spent(40)
