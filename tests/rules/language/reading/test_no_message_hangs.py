"""Messages that a pattern once went over for seconds or years: read in time, and as what they are."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.clause_edits import clause_to_redo
from rules.language.interruptions import starts_with_another_item, unknown_words
from rules.language.matching import IndexEntry, ItemIndex
from rules.language.narrowing import unapplied_filter, unsupported_filter
from rules.language.questions import is_question, named_terms, search_subject
from rules.language.reading import Reading, read_all
from rules.language.silence import is_silence_question, parse_silence_question
from rules.policy import capacity
from rules.policy.calendar import WorkCalendar
from tests.support.patterns import every_pattern, lexicon
from tests.support.processor_time import in_time

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 24)
CALENDAR = WorkCalendar.china()
ITEMS = ItemIndex.build(
    [
        IndexEntry("1", ("1",), "1号别墅群违建拆除", "淯阳县政府"),
        IndexEntry("2", ("2", "市9"), "城区污水管网改造", "市住建局"),
        IndexEntry("3", ("3",), "生活垃圾填埋场渗滤液处理", "市城管局"),
    ]
)
SHORT, LONG = 0.1, 0.3
"""Seconds of processor time: the goal is 0.1 for any message, LONG leaves room on a busy machine."""

MEANT = {
    "好的" * 20: "ack",
    "好的" * 20 + "吃": "other",
    "刚刚" * 16: "other",
    "看看" * 16: "query_item",
    "收到 好的," * 22: "ack",
    "收到 好的," * 22 + "x": "other",
    "收到，" + "按要求" * 30: "ack",
    "按要求" * 30 + "x": "other",
    "第1" * 30: "other",
    "第1" * 30 + "项": "progress",
    "先不报了" * 20: "cancel",
    "先不报了" * 20 + "x": "progress",
    "刚刚发错" * 20: "cancel",
    "刚刚发错" * 20 + "x": "correction",
    "转通知：" * 30 + "x": "other",
    "转通知：" * 3 + "请各县区12月1日前上报": "other",
    "想问下" * 30 + "延期怎么办": "other",
    "想问下" * 30 + "x": "query_item",
    "现在" + "达到" * 30 + "x": "progress",
    "已" * 40 + "拆除": "done",
    "查" + "情况的" * 40 + "x": "query_item",
    "还有看看" * 30 + "x": "other",
    "出动人员3名" + "、挖机2台" * 40 + "x": "other",
    "thank you " * 30: "ack",
    "thank you " * 30 + "x": "other",
    "i will do " * 30 + "☂": "progress",
}


def read(text: str) -> tuple[Reading, ...]:
    return read_all(text, now=NOW, calendar=CALENDAR, index=ITEMS)


@pytest.fixture(scope="module", autouse=True)
def every_table_compiled() -> None:
    """Compile what is compiled when it is first looked for, which takes its time once."""
    every_pattern()
    read("第1项拆除12栋，月底前拆完")
    read("12 villas demolished by Friday")


@pytest.mark.parametrize("text", MEANT, ids=lambda text: f"{text[:8]}…{text[-1]}")
def test_what_once_hung_is_read_at_once(text: str) -> None:
    with in_time(SHORT):
        assert read(text)[0].intent == MEANT[text]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("好的，张主任，马上安排人去现场盯着", "ack"),
        ("收到[强]，安排人员核实", "ack"),
        ("按照通知要求，马上落实", "ack"),
        ("好的好的，嗯嗯嗯", "ack"),
        ("，收到", "other"),
        ("那先不报了吧", "cancel"),
    ],
)
def test_words_that_are_made_of_others_mean_what_they_meant(text: str, meant: str) -> None:
    assert read(text)[0].intent == meant


def test_a_question_is_freed_of_what_only_asks_however_often_it_asks() -> None:
    with in_time(SHORT):
        assert search_subject("请问看看青山县" + "逾期的还有几项" * 500) == "青山县"
        assert search_subject("逾期的" * 1000 + "吃") == "逾期的" * 1000 + "吃"


def read_in_every_way(text: str) -> None:
    """Read it as a message, as a question, beside a question that is open, and as a clause."""
    figures = [figure for part in read(text) for figure in part.figures]
    capacity.first_unstorable(text, figures)
    capacity.implausible_year(text)
    is_question(text)
    unsupported_filter(text, list(named_terms(text)))
    unapplied_filter(text, frozenset())
    is_silence_question(text, asking=True)
    parse_silence_question(text, TODAY)
    search_subject(text)
    unknown_words(text)
    starts_with_another_item(ITEMS, text, "1")
    clause_to_redo(text, 3)


OF_SIXTEEN = [pytest.param(nth, marks=pytest.mark.slow if nth > 1 else ()) for nth in range(16)]


@pytest.mark.parametrize("nth", OF_SIXTEEN)
def test_a_word_said_for_four_thousand_characters_is_read_in_time(nth: int) -> None:
    """Every hundred and twelfth word is said, and others in each case: 512 of 3,500."""
    for number, word in enumerate(lexicon()[nth::112]):
        again = f"{word} " if word.isascii() else word
        text = (again * 4096)[:4095] + "龠\x07吃x"[number % 4]
        with in_time(LONG):
            read_in_every_way(text)


@pytest.mark.parametrize(
    "clause",
    [
        "请欠薪1,000%。",
        "又批12户\n",
        "周末",
        "这个月",
        "困难A，",
        "3栋，",
        "12月5日前，",
        "3号，",
        "截至",
        "逾期 ",
        "上周谁没报，",
        "没回复我的批示 ",
        "2027年完成，",
        "by Dec 5 ",
        "12 villas done ",
    ],
)
def test_a_clause_said_for_four_thousand_characters_is_read_in_time(clause: str) -> None:
    with in_time(LONG):
        read_in_every_way((clause * 4096)[:4096])
