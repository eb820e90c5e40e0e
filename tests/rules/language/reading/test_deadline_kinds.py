"""Deadlines of a list by kinds, each in many wordings, read on Tuesday 2026-11-24."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.reading.days.deadlines import NoDayReason, read_deadline
from rules.language.reading.days.values import DateQuery
from rules.policy.calendar import WorkCalendar

ASKED = DateQuery(datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai")), WorkCalendar.china())

ENDS = {
    "before a festival": {
        "2028年春节前": "2028-01-25",
        "端午前": "2027-06-08",
        "2028年端午节前": "2028-05-27",
        "2029年中秋前": "2029-09-21",
        "清明前": "2027-04-04",
        "2028年五一前": "2028-04-30",
        "元旦前": "2026-12-31",
        "2027年劳动节前": "2027-04-30",
        "国庆节前": "2027-09-30",
        "2028年元宵节前": "2028-02-08",
    },
    "another day in brackets": {
        "2027年6月底前（原2026年底前）": "2027-06-30",
        "2027年6月底前(原为2026年12月底)": "2027-06-30",
        "原2026年12月底前，现调整为2027年6月底前": "2027-06-30",
        "2026年12月底前，经批准延至2027年6月底": "2027-06-30",
        "2026年底（延期至2027年底）": "2027-12-31",
        "2027年6月底前（已延期）": "2027-06-30",
        "2027年6月底前【原时限2026年6月底】": "2027-06-30",
        "2027年6月底前（原定为3月底前）": "2027-06-30",
    },
    "ends of quarters, halves, years and plans": {
        "一季度末": "2027-03-31",
        "2027年第三季度末": "2027-09-30",
        "2027年二、三季度": "2027-09-30",
        "2027年三至四季度": "2027-12-31",
        "上半年": "2027-06-30",
        "2027年上半年末": "2027-06-30",
        "后年底": "2028-12-31",
        "来年6月底": "2027-06-30",
        "“十四五”末": "2025-12-31",
        "“十五五”期末前": "2030-12-31",
    },
    "as it is copied or typed": {
        "⼆〇⼆七年六⽉底前": "2027-06-30",
        "2027年⼗⼆月底前": "2027-12-31",
        "2027年6⽉30⽇": "2027-06-30",
        "二〇二七年六月三〇日": "2027-06-30",
        "2027年六月二十前": "2027-06-20",
        "2027/6/30 0:00:00": "2027-06-30",
        "2027年6月30日（星期三）前": "2027-06-30",
        "2027年三月的第一天": "2027-03-01",
        "2027年2月最后一天": "2027-02-28",
    },
}
STAGES = {
    "2026年底前完成主体，2027年底前完成配套，2028年底前达标": (
        "2026-12-31 完成主体, 2027-12-31 完成配套, 2028-12-31"
    ),
    "2027年3月、6月底前分别完成一期、二期": "2027-03-31, 2027-06-30",
    "（一）2027年3月底前完成排查；（二）6月底前完成整治": "2027-03-31 完成排查, 2027-06-30",
    "1.方案：2026年12月底前；2.建设：2027年10月底前": "2026-12-31 方案, 2027-10-31",
    "1、2027年6月底前完成一期；2、12月底前完成二期": "2027-06-30 完成一期, 2027-12-31",
    "1）2027年6月底前完成一期 2）2028年6月底前完成二期": "2027-06-30 完成一期, 2028-06-30",
    "一是2027年3月底前完成排查，二是6月底前完成整治": "2027-03-31 完成排查, 2027-06-30",
    "①2027年3月底完成设计②2027年9月底建成": "2027-03-31 完成设计, 2027-09-30",
    "第一阶段：2027年3月底前；第二阶段：9月底前": "2027-03-31 第一阶段, 2027-09-30",
    "2027年6月底前（一期）；2027年12月底前（二期）": "2027-06-30 一期, 2027-12-31",
    "到2027年底完成80%，到2028年底全部完成": "2027-12-31 完成80%, 2028-12-31",
    "2027年一季度完成设计，三季度完成主体，年底前完工": (
        "2027-03-31 完成设计, 2027-09-30 完成主体, 2027-12-31"
    ),
    "2027年春节前完成一期，五一前完成二期": "2027-02-05 完成一期, 2027-04-30",
}
"""Each stage with what is due by then; the last one is the deadline."""

NONE = {
    NoDayReason.NO_END: [
        "2018年起，长期坚持",
        "自2018年起，每年冬季开展",
        "2020年以来持续推进",
        "从2026年起长期坚持",
        "2025年启动，持续推进",
        "2026年1月1日起执行",
        "2026年6月开工",
        "2027年3月正式开工建设",
        "2026年10月之后",
        "每个月底前",
        "每周五前",
    ],
    NoDayReason.VAGUE: [
        "反馈意见印发后3个月内",
        "收到移交之日起15个工作日内",
        "交办之日起60日内",
        "方案批复之日起一年内",
        "资金下达后半年内",
        "交办后7日内",
        "三年内",
        "半年内",
        "十个工作日内",
        "主汛期前",
        "2027年入汛前",
        "雨季来临前",
        "供暖季前",
        "秋收前",
        "国庆后",
        "2027年五一前后",
        "2027年国庆假期后",
        "重阳节前",
        "下月底",
        "“十五五”期间",
    ],
    NoDayReason.WHICH_DAY: [
        "2027年6月或12月",
        "2027年6月底前/2027年12月底前",
        "2027年6月底前，确有困难的可延至12月底前",
        "2027年6月底（国家要求2027年12月底）",
    ],
    NoDayReason.WHICH_YEAR: ["次年3月底前", "2027年6月底前完成，力争5月底前"],
    NoDayReason.NO_TIME: [
        "2027年11月31日",
        "2027年2月29日前",
        "六月三十一日前",
        "2027年12月第一周",
        "按省要求时限",
        "与项目同步",
        "待定",
        "27.6.30",
    ],
}


@pytest.mark.parametrize(
    ("text", "day"), [row for rows in ENDS.values() for row in rows.items()], ids=lambda t: t[:24]
)
def test_a_wording_means_its_last_day(text: str, day: str) -> None:
    found = read_deadline(text, ASKED)
    assert (found.day, found.stages) == (date.fromisoformat(day), ())


@pytest.mark.parametrize(("text", "stages"), STAGES.items(), ids=lambda text: text[:24])
def test_the_last_stage_is_the_deadline(text: str, stages: str) -> None:
    found = read_deadline(text, ASKED)
    named = [f"{stage.day} {stage.words}".strip() for stage in found.stages]
    assert ", ".join([*named, f"{found.day}"]) == stages


@pytest.mark.parametrize(("text", "why"), [(t, why) for why, texts in NONE.items() for t in texts])
def test_what_cannot_be_told_is_none(text: str, why: NoDayReason) -> None:
    found = read_deadline(text, ASKED)
    assert (found.day, found.why_none, found.offered) == (None, why, None)
