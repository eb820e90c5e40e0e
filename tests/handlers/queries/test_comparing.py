"""What has changed since a day: from what was kept of it, else replayed from the journal."""

from datetime import date, timedelta

import pytest

from storage.db.engine import reading, writing
from storage.queries import daily_totals
from storage.queries.daily_totals import DayTotal
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.entered import enter
from tests.support.small_city import LEADER, MORNING, OFFICIAL, OTHER

WEEK = timedelta(days=7)


@pytest.fixture
def two_weeks(talk: Dialogue) -> Dialogue:
    """Let everything be entered a fortnight ago, and the houses be down today."""
    enter(talk.engine, MORNING - 2 * WEEK)
    talk.says(OFFICIAL, "1号别墅群已全部拆除完成，45栋")
    talk.presses(OFFICIAL, "确认")
    return talk


CITY = ["任务总数：4（0）", "已完成：1（+1）", "已销号：0（0）"]
CHANGED = ["青山县：完成+1，销号0，逾期0，总数0"]
LATER = [
    "青山县：完成+1，销号0，逾期+1，总数0",
    "白水县：完成0，销号0，逾期+1，总数0",
]

ANSWERS = {
    "今天有什么变化": ["全市｜与11月23日相比", *CITY, "逾期：2（0）", "", *CHANGED],
    "跟昨天比": ["全市｜与11月23日相比", *CITY, "逾期：2（0）", "", *CHANGED],
    "本周比上周变化": ["全市｜与11月22日相比", *CITY, "逾期：2（0）", "", *CHANGED],
    "跟上周比怎么样": ["全市｜与11月22日相比", *CITY, "逾期：2（0）", "", *CHANGED],
    "本周有什么变化": ["全市｜与11月22日相比", *CITY, "逾期：2（0）", "", *CHANGED],
    "青山县比昨天": [
        "青山县｜与11月23日相比",
        "任务总数：3（0）",
        "已完成：1（+1）",
        "已销号：0（0）",
        "逾期：1（0）",
    ],
    "重点问题跟上周比怎么样": [
        "重点问题｜与11月22日相比",
        "任务总数：1（0）",
        "已完成：1（+1）",
        "已销号：0（0）",
        "逾期：0（0）",
    ],
    "比11月15日": ["全市｜与11月15日相比", *CITY, "逾期：2（+2）", "", *LATER],
    "比上月": ["台账中没有10月31日的统计数据，无法比较。"],
    "跟去年比": ["台账中没有2025年12月31日（周三）的统计数据，无法比较。"],
    "东海县跟上周比": ["台账中没有“东海县”的数据。"],
    "资金跟上周比怎么样": ["台账中没有“资金”的数据。"],
}


def test_changes_are_told_since_a_day_that_is_named(two_weeks: Dialogue) -> None:
    told = {words: two_weeks.says(LEADER, words).splitlines() for words in ANSWERS}
    assert told == ANSWERS


def test_another_countys_official_compares_their_own_share(two_weeks: Dialogue) -> None:
    assert two_weeks.says(OTHER, "跟上周比怎么样").splitlines() == [
        "与您相关的任务｜与11月22日相比",
        "任务总数：1（0）",
        "已完成：0（0）",
        "已销号：0（0）",
        "逾期：1（0）",
    ]


def test_a_ledger_without_a_journal_of_the_day_says_so(talk: Dialogue) -> None:
    assert talk.says(LEADER, "今天有什么变化") == "台账中没有11月23日的统计数据，无法比较。"


def test_what_is_kept_after_midnight_is_what_the_journal_replays(two_weeks: Dialogue) -> None:
    two_weeks.now = MORNING + timedelta(days=1)
    tick(two_weeks, two_weeks.now, "totals")
    with reading(two_weeks.engine) as tx:
        kept = daily_totals.of_city(tx, date(2026, 11, 24), None, None)
        replayed = daily_totals.at_end_of(tx, two_weeks.city, date(2026, 11, 24), [], most=None)
    assert kept == replayed
    assert kept == [
        DayTotal(1, "别墅违建", 1, 1, 0, 0),
        DayTotal(1, "水环境基础设施", 2, 0, 0, 1),
        DayTotal(2, "水环境基础设施", 1, 0, 0, 1),
    ]
    assert two_weeks.says(LEADER, "跟昨天比").splitlines()[:3] == [
        "全市｜与11月24日相比",
        "任务总数：4（0）",
        "已完成：1（0）",
    ]


def test_a_day_is_kept_once(two_weeks: Dialogue) -> None:
    with writing(two_weeks.engine) as tx:
        days = [daily_totals.keep(tx, two_weeks.city, date(2026, 11, 20)) for _ in range(2)]
    assert days == [3, 0]


@pytest.mark.parametrize("words", ["较上周提升3栋", "水质有变化", "比上周多拆了2栋"])
def test_an_officials_report_is_no_question(talk: Dialogue, words: str) -> None:
    assert "相比" not in talk.says(OFFICIAL, words)
