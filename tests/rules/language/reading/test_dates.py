"""Dates as they are written on Tuesday 2026-11-24; the item's own deadline is 2026-11-30."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import Setting, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_ITEMS = ItemIndex.build([])
SETTING = Setting(deadline=date(2026, 11, 30))


def dates(text: str) -> list[str]:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS, setting=SETTING)
    return [f"{each.role} {each.value}" for each in reading.dates]


PROMISED = {
    "月底前全部拆完": "2026-11-30",
    "12月5日前完成": "2026-12-05",
    "12.20前完成": "2026-12-20",
    "12月中旬完工": "2026-12-20",
    "下月中能收工": "2026-12-20",
    "12月上中旬交付": "2026-12-20",
    "12月中下旬交付": "2026-12-31",
    "12月底前完成": "2026-12-31",
    "明年6月底前建成": "2027-06-30",
    "6月底前建成": "2027-06-30",
    "20号前完成": "2026-12-20",
    "下个月15号完成": "2026-12-15",
    "二〇二六年十二月底完成": "2026-12-31",
    "2027年3月能完成": "2027-03-31",
    "年底前完成": "2026-12-31",
    "明年上半年完成": "2027-06-30",
    "明年一季度完成": "2027-03-31",
    "季度末完成": "2026-12-31",
    "元宵节前扫尾": "2027-02-19",
    "小铸造12.8统一拆炉子": "2026-12-08",
    "裸土剩2000平，这周完": "2026-11-29",
    "周五前拆完": "2026-11-27",
    "下周三能拆完": "2026-12-02",
    "下周拆完": "2026-12-06",
    "本周能拆完": "2026-11-29",
    "本周末前拆完": "2026-11-29",
    "后天拆完": "2026-11-26",
    "三日内拆完": "2026-11-27",
    "一周之内拆完": "2026-12-01",
    "两周后拆完": "2026-12-08",
    "半个月内拆完": "2026-12-09",
    "10个工作日内完成": "2026-12-08",
    "还需要10天": "2026-12-04",
    "月内清零": "2026-11-30",
    "元旦前完成": "2026-12-31",
    "国庆前完成": "2027-09-30",
    "节后上班第一天报送材料": "2027-01-04",
    "春节前搬完": "2027-02-05",
    "元月15日前搬": "2027-01-15",
    "开标12.11": "2026-12-11",
    "11月28号到29号专家来验收": "2026-11-29",
    "下周一到周三拆除5栋": "2026-12-02",
    "等材料到了，12月初进场": "2026-12-10",
    "从12月1日起每天清运300吨": "2026-12-01",
    "2028年3-6月完成": "2028-06-30",
    "2028年3月至6月完成": "2028-06-30",
    "2028年1月底前（原12月底前）完成": "2028-01-31",
    "2028年 3月 底前完成": "2028-03-31",
    "2028 年 3 月 15 日前完成": "2028-03-15",
    "2028年中秋前建成": "2028-10-02",
}
OWED = {
    "申请延期到12月20日": "2026-12-20",
    "申请延期半个月": "2026-12-15",
    "再宽限半个月": "2026-12-15",
    "请求延期15个工作日": "2026-12-21",
    "原定11月30日完成，申请延期至12月31日": "2026-12-31",
    "申请将整改时限从2026年12月31日延长至2027年6月30日": "2027-06-30",
    "按要求，11月底前全部拆除": "2026-11-30",
    "恐怕要延到后年": "2028-12-31",
    "请云杉区于11月27日前报送整改方案": "2026-11-27",
    "各县区12月5日前上报年度总结": "2026-12-05",
    "转省办：请于5个工作日内反馈治理情况": "2026-12-01",
    "请桐湖区月底前上报拆除情况": "2026-11-30",
}
TOLD = {
    "截至11月20日，已完成5栋": ["as_of 2026-11-20"],
    "截至4月28日，已办结12件": ["as_of 2026-04-28"],
    "到11月20日为止拆了20栋": ["as_of 2026-11-20"],
    "11月20日已拆除完毕": ["done 2026-11-20"],
    "已于11月18日完成验收": ["done 2026-11-18"],
    "12月20日已拆除完毕": ["done 2025-12-20"],
    "11月20日拆除5栋": ["done 2026-11-20"],
    "昨天拆了3栋": ["done 2026-11-23"],
    "今天又退2户": ["done 2026-11-24"],
    "11月上旬走访一遍村民": ["seen 2026-11-10"],
    "9月底就签完20户": ["done 2026-09-30"],
    "国庆节前主体就封顶了4座": ["done 2026-09-30"],
    "上周日统计1043处": ["as_of 2026-11-22"],
    "招标公告11.20已挂网": ["done 2026-11-20"],
    "昨天报的数字有误，实际8600吨": [],
    "受11月中旬连续降雨影响，工期滞后": [],
    "昨天那条有误，剩余应为210口": [],
    "昨天那条沟清了200米": ["done 2026-11-23"],
    "今早去海棠路闻了，没味了": ["seen 2026-11-24"],
    "11月22日拍，网箱还有200口": ["seen 2026-11-22"],
    "11月19日，市整改办会同市局赴雁回县现场核查，剩余7家限期整改": ["seen 2026-11-19"],
    "3天前已拆完": ["done 2026-11-21"],
    "上个月底就完成了": ["done 2026-10-31"],
    "11月23日现场检查，发现2处渗漏": ["seen 2026-11-23"],
    "昨天去现场看了，还没动工": ["seen 2026-11-23"],
    "今日进度：基础0.3公里，累计4.1公里": ["done 2026-11-24"],
    "今日：拆2栋，累计16栋": ["done 2026-11-24"],
    "转：请各县于周五前报送11月小结": ["deadline 2026-11-27"],
    "@所有人 周五前报周报": ["deadline 2026-11-27"],
    "12月5号到货，10号装完": ["promise 2026-12-05", "promise 2026-12-10"],
    "12月初进场，月底完成一半": ["promise 2026-12-10", "promise 2026-12-31"],
    "12月上旬启动，明年6月底前建成": ["promise 2026-12-10", "promise 2027-06-30"],
    "2027年3月底前完成30%，6月底前完成60%，12月底前全部完成": [
        "promise 2027-03-31",
        "promise 2027-06-30",
        "promise 2027-12-31",
    ],
    "2028年3.31前建成，6.30前投用": ["promise 2028-03-31", "promise 2028-06-30"],
    "2026年12月底前完成招标，次年3月底前建成": ["promise 2026-12-31", "promise 2027-03-31"],
    "2028年10月底前完成招标，次年3月底前建成": ["promise 2028-10-31", "promise 2029-03-31"],
    "2025年3月开工，12月底前完工": ["done 2025-03-31", "promise 2026-12-31"],
}
NO_DATES = [
    "请写明日期",
    "尽快完成",
    "汛期前完成",
    "明年开春动工",
    "节前完成",
    "近期完成",
    "本周拆除5栋",
    "本周4栋，累计16栋",
    "本周1.2万平方米",
    "上周拆了4栋",
    "2013年以来关停46处",
    "按〔2026〕11号文办理",
    "第27项正在推进",
    "工期3个月",
    "提前5天完成",
    "每周五调度",
    "完成12.5公里",
    "2028年中央督察反馈的问题",
    "2028.3-6",
    "2028年前6个月完成",
    "清淤做到4.4公里",
    "1号别墅群已拆除12栋",
]
ENGLISH = {
    "by the end of the month": "promise 2026-11-30",
    "We will finish by Friday": "promise 2026-11-27",
    "done by December 5": "promise 2026-12-05",
    "within 3 working days": "promise 2026-11-27",
    "an extension until 20 December": "deadline 2026-12-20",
    "please extend by two weeks": "deadline 2026-12-14",
    "as of Nov 20, 23 villas demolished": "as_of 2026-11-20",
    "demolished on 20 November": "done 2026-11-20",
    "works will start on March 1 next year": "promise 2027-03-01",
    "site inspected on 20 November": "seen 2026-11-20",
    "Visited item 102 this morning, no smell": "seen 2026-11-24",
    "Could item 74 be moved to December 20?": "deadline 2026-12-20",
}


@pytest.mark.parametrize(("text", "day"), PROMISED.items())
def test_a_promise_names_its_last_day(text: str, day: str) -> None:
    assert dates(text) == [f"promise {day}"]


@pytest.mark.parametrize(("text", "day"), OWED.items())
def test_a_deadline_asked_for_or_set(text: str, day: str) -> None:
    assert dates(text) == [f"deadline {day}"]


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_the_words_around_tell_what_a_date_is_for(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_vague_times_and_stretches_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_dates(text: str, expected: str) -> None:
    assert dates(text) == [expected]


def test_no_deadline_known_no_shifted_date() -> None:
    reading = read("再宽限半个月", now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    assert reading.dates == ()
