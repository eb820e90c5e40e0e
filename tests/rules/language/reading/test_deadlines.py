"""The words of a deadline in a list, read on Tuesday 2026-11-24, and as a message says them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.language.reading.days.deadlines import Deadline, NoDayReason, Stage, read_deadline
from rules.language.reading.days.values import DateQuery
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
CALENDAR = WorkCalendar.china()
NO_ITEMS = ItemIndex.build([])

AS_A_MESSAGE = {
    "2027年6月底前": "2027-06-30",
    "2027年6月": "2027-06-30",
    "2027年6月份": "2027-06-30",
    "2027年元月底前": "2027-01-31",
    "2027.6": "2027-06-30",
    "2027-06": "2027-06-30",
    "2027.6.15": "2027-06-15",
    "2027年6月15日前": "2027-06-15",
    "2027年6月15日24时前": "2027-06-15",
    "2027年6月15日（含）前": "2027-06-15",
    "2027年 6月 底前": "2027-06-30",
    "27年6月底前": "2027-06-30",
    "二〇二七年六月底前": "2027-06-30",
    "2027年6月上旬": "2027-06-10",
    "2027年6月中旬前": "2027-06-20",
    "2027年第一季度": "2027-03-31",
    "2027年Q2": "2027-06-30",
    "2027年上半年": "2027-06-30",
    "2027年底前": "2027-12-31",
    "2027年内": "2027-12-31",
    "2027年前": "2027-12-31",
    "2027年完成": "2027-12-31",
    "确保2027年按期全面完成": "2027-12-31",
    "12月底前": "2026-12-31",
    "3月31日前": "2027-03-31",
    "年底前": "2026-12-31",
    "明年6月底前": "2027-06-30",
    "2027年春节前": "2027-02-05",
    "2027年五一前": "2027-04-30",
    "2027年五一节前": "2027-04-30",
    "2027年清明节前": "2027-04-04",
    "2027年端午前": "2027-06-08",
    "2027年中秋节前": "2027-09-14",
    "2027年国庆前": "2027-09-30",
    "2027年国庆假期前": "2027-09-30",
    "2027年元旦前": "2026-12-31",
    "2027年“五一”前": "2027-04-30",
    "2027年“十一”前": "2027-09-30",
    "2027年前三季度": "2027-09-30",
    "2026年3月1日至6月30日": "2026-06-30",
    "2027年元宵节前": "2027-02-19",
    "春节前": "2027-02-05",
    "2026年3月至2027年6月": "2027-06-30",
    "2026年6月—次年3月": "2027-03-31",
    "2026.3-2027.6": "2027-06-30",
    "2028年3-6月": "2028-06-30",
    "2026年12月1日至8日": "2026-12-08",
    "2026年12月底前完成并长期坚持": "2026-12-31",
    "立行立改，2026年12月底前完成": "2026-12-31",
    "6月底前（原12月底前）": "2027-06-30",
    "2027年6月底前（原定2026年12月底前）": "2027-06-30",
    "2026年12月底前（延期至2027年6月底前）": "2027-06-30",
    "2026年6月底前完成一期，12月底前完成二期": "2026-12-31",
    "2027年3月底前完成招标，4月中旬开工建设，10月底前建成投用": "2027-10-31",
    "2028年3月底前完成30%，6月底前完成60%，12月底前全部完成": "2028-12-31",
    "2026年10月底前完成招标，次年3月底前建成": "2027-03-31",
    "2026年6月底前 完成一期 12月底前 完成二期": "2026-12-31",
    "1.2026年6月底前完成一期；2.2027年6月底前完成二期": "2027-06-30",
    "①2026年6月底前完成一期；②2027年6月底前完成二期": "2027-06-30",
    "一、2026年6月底前完成一期；二、12月底前完成二期": "2026-12-31",
    "一期（2026年6月底前）、二期（2026年12月底前）": "2026-12-31",
    "2027年：3月底前完成招标，6月底前建成": "2027-06-30",
    "2026年9月启动，2027年6月完成": "2027-06-30",
    "2026年6月底前完成供热管网改造": "2026-06-30",
}
"""Wordings that a cell and a message give the same last day."""

ONLY_IN_A_LIST = {
    "2027年": "2027-12-31",
    "2026-2028年": "2028-12-31",
    "20270615": "2027-06-15",
    "2027. 6. 15": "2027-06-15",
    "2027年6月\n15日前": "2027-06-15",
    "2027年6月底前完成2025年度任务": "2027-06-30",
    "2026年12月底前完成3个月试运行": "2026-12-31",
}
"""What is no promise in a message, and a deadline where one is asked for."""

UNTOLD = {
    "2027年汛期前": NoDayReason.VAGUE,
    "汛期前": NoDayReason.VAGUE,
    "2027年年初": NoDayReason.VAGUE,
    "2027年初": NoDayReason.VAGUE,
    "采暖季前": NoDayReason.VAGUE,
    "2027年冬季前": NoDayReason.VAGUE,
    "2027年秋收后": NoDayReason.VAGUE,
    "2027年春节后": NoDayReason.VAGUE,
    "2027年两会前": NoDayReason.VAGUE,
    "2027年暑期完成": NoDayReason.VAGUE,
    "2027年中秋国庆前": NoDayReason.VAGUE,
    "2027年三夏前": NoDayReason.VAGUE,
    "节前": NoDayReason.VAGUE,
    "“十五五”期间": NoDayReason.VAGUE,
    "月底前": NoDayReason.VAGUE,
    "下周五": NoDayReason.VAGUE,
    "2027年前6个月": NoDayReason.VAGUE,
    "反馈后6个月内": NoDayReason.VAGUE,
    "方案批复后一年内": NoDayReason.VAGUE,
    "10个工作日内": NoDayReason.VAGUE,
    "2027年6月底前完成主体，汛期后投用": NoDayReason.VAGUE,
    "2026年12月完成招标，2027年汛期前建成": NoDayReason.VAGUE,
    "尽快": NoDayReason.NO_TIME,
    "2027年13月": NoDayReason.NO_TIME,
    "2027年2月30日前": NoDayReason.NO_TIME,
    "2018年起": NoDayReason.NO_END,
    "2018年起，长期坚持": NoDayReason.NO_END,
    "自2026年1月起长期坚持": NoDayReason.NO_END,
    "2024年开始，长期坚持": NoDayReason.NO_END,
    "2024年以来": NoDayReason.NO_END,
    "2026年3月启动": NoDayReason.NO_END,
    "2026年10月后": NoDayReason.NO_END,
    "2026年1月至长期": NoDayReason.NO_END,
    "每年12月底前": NoDayReason.NO_END,
    "长期坚持，每年汛期前清淤": NoDayReason.NO_END,
    "按2026年方案要求": NoDayReason.NO_END,
    "2026年10月底前完成招标，3月底前建成": NoDayReason.WHICH_YEAR,
    "6月底前完成一期，12月底前完成二期": NoDayReason.WHICH_YEAR,
    "2025年起，12月底前完成": NoDayReason.WHICH_YEAR,
    "次年3月底前": NoDayReason.WHICH_YEAR,
    "2027年6月底（省定2027年12月底）": NoDayReason.WHICH_DAY,
    "2027年6月底或2027年12月底": NoDayReason.WHICH_DAY,
    "已于2024年12月完成": NoDayReason.DONE,
    "2024年12月已完成": NoDayReason.DONE,
}

STAGED = {
    "2026年6月底前完成一期，12月底前完成二期": [("2026-06-30", "完成一期")],
    "2027年3月底前完成招标，4月中旬开工建设，10月底前建成投用": [
        ("2027-03-31", "完成招标"),
        ("2027-04-20", "开工建设"),
    ],
    "2027年3月底前完成30%，6月底前完成60%，12月底前全部完成": [
        ("2027-03-31", "完成30%"),
        ("2027-06-30", "完成60%"),
    ],
    "2028年12月底前全部完成，其中3月底前30%、6月底前60%": [
        ("2028-03-31", "30%"),
        ("2028-06-30", "60%"),
    ],
    "一期（2026年6月底前）、二期（2026年12月底前）": [("2026-06-30", "一期")],
    "2027年6月底前": [],
}


def in_a_list(text: str) -> Deadline:
    return read_deadline(text, DateQuery(NOW, CALENDAR))


def in_a_message(text: str) -> date:
    """The last of the days that a message with these words names."""
    reading = read(text, now=NOW, calendar=CALENDAR, index=NO_ITEMS)
    return max(each.value for each in reading.dates)


@pytest.mark.parametrize(("text", "day"), AS_A_MESSAGE.items())
def test_a_list_and_a_message_mean_the_same_day(text: str, day: str) -> None:
    meant = date.fromisoformat(day)
    assert (in_a_list(text).day, in_a_message(text)) == (meant, meant)


@pytest.mark.parametrize(("text", "day"), ONLY_IN_A_LIST.items())
def test_a_list_means_a_last_day(text: str, day: str) -> None:
    assert in_a_list(text).day == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "why"), UNTOLD.items())
def test_what_cannot_be_told_is_not_guessed(text: str, why: NoDayReason) -> None:
    assert in_a_list(text) == Deadline(why_none=why)


@pytest.mark.parametrize("text", ["2027年年中", "2027年中", "2027年年中前完成"])
def test_the_middle_of_a_year_is_offered_and_not_taken(text: str) -> None:
    assert in_a_list(text) == Deadline(why_none=NoDayReason.VAGUE, offered=date(2027, 6, 30))


@pytest.mark.parametrize(("text", "stages"), STAGED.items())
def test_the_days_before_the_last_are_its_stages(text: str, stages: list[tuple[str, str]]) -> None:
    named = tuple(Stage(date.fromisoformat(day), words) for day, words in stages)
    assert in_a_list(text).stages == named
