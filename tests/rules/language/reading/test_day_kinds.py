"""Days by kinds, each in many wordings, as a message says them on Tuesday 2026-11-24."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import Setting, read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_ITEMS = ItemIndex.build([])
SETTING = Setting(deadline=date(2026, 11, 30))

DAYS = {
    "a day in characters without 日": {
        "十二月二十前拆完": "2026-12-20",
        "十二月二十五前完成": "2026-12-25",
        "十二月十五之前报验": "2026-12-15",
        "十二月三十以前全部清运": "2026-12-30",
        "明年一月十前完成": "2027-01-10",
        "2027年六月三十前建成": "2027-06-30",
        "三月二十八前装完": "2027-03-28",
        "争取十二月五前封堵": "2026-12-05",
        "12月二十前完成": "2026-12-20",
        "十二月廿八前完成": "2026-12-28",
    },
    "the year of the date before": {
        "2027年6月底前完成一期，12月底前完成二期": "2027-06-30 2027-12-31",
        "2028年3月底前完成招标，9月底前建成": "2028-03-31 2028-09-30",
        "2027年一季度完成设计，三季度完成主体，年底前完工": "2027-03-31 2027-09-30 2027-12-31",
        "2028年5月20日前腾空，7月15日前拆除": "2028-05-20 2028-07-15",
        "2027年上半年完成主体，10月底前投用": "2027-06-30 2027-10-31",
        "2027年春节前完成搬迁，五一前完成拆除": "2027-02-05 2027-04-30",
        "明年4月底前完成土建，8月底前装完设备": "2027-04-30 2027-08-31",
        "2026年12月底前完成设计，2028年6月底前建成，10月底前验收": (
            "2026-12-31 2028-06-30 2028-10-31"
        ),
        "2028年6月底前完成30%，9月底前完成70%，12月底前全部完成": (
            "2028-06-30 2028-09-30 2028-12-31"
        ),
        "2027年10月底前完成招标，次年5月底前建成": "2027-10-31 2028-05-31",
    },
    "the first and the last day": {
        "三月的第一天完成": "2027-03-01",
        "明年三月的第一天完成": "2027-03-01",
        "12月第一天报送": "2026-12-01",
        "12月的最后一天交": "2026-12-31",
        "2027年2月最后一天前完成": "2027-02-28",
        "2028年2月的最后一天前完成": "2028-02-29",
        "下月第一天完成方案": "2026-12-01",
        "本月最后一天前拆完": "2026-11-30",
        "十二月头一天开始拆": "2026-12-01",
        "下个月最后一天完成": "2026-12-31",
    },
    "zeros and radicals as they are copied": {
        "二〇二七年六月底前完成": "2027-06-30",
        "二○二七年六月底前完成": "2027-06-30",
        "二〇二七年六月三〇日前完成": "2027-06-30",
        "十二月二〇日前完成": "2026-12-20",
        "⼆⽉底前完成": "2027-02-28",
        "⼗⼆⽉⼆⼗⽇前完成": "2026-12-20",
        "2027年6⽉底前完成": "2027-06-30",
        "2027年⼗⽉⼀⽇前完成": "2027-10-01",
        "⽩河清淤12⽉底前完成": "2026-12-31",
        "明年⼀季度完成": "2027-03-31",
    },
    "days that lean on the one before": {
        "12月10号拆5栋，20号拆5栋，月底拆完": "2026-12-10 2026-12-20 2026-12-31",
        "12月5号到货，15号装完": "2026-12-05 2026-12-15",
        "12月初进场，月底完成": "2026-12-10 2026-12-31",
        "月初开工，月中完工": "2026-12-10 2026-12-20",
        "下周一到周三拆完": "2026-12-02",
        "月中完成": "2026-12-20",
        "by the end of March": "2027-03-31",
        "by year-end 2027": "2027-12-31",
    },
    "festivals": {
        "2028年春节前完成": "2028-01-25",
        "2028年端午前完成": "2028-05-27",
        "2029年中秋节前完成": "2029-09-21",
        "2028年清明前完成": "2028-04-03",
        "端午节前完成": "2027-06-08",
        "中秋前完成": "2027-09-14",
        "劳动节前完成": "2027-04-30",
        "2028年元旦前完成": "2027-12-31",
        "明年国庆节前完成": "2027-09-30",
        "2028年元宵节前完成": "2028-02-08",
        "国庆节后第一个工作日报": "2027-10-06",
    },
    "ends of quarters, halves, years and plans": {
        "一季度末完成": "2027-03-31",
        "2027年二季度末前完成": "2027-06-30",
        "2027年二、三季度完成": "2027-09-30",
        "2027年3-4季度完成": "2027-12-31",
        "明年下半年完成": "2027-12-31",
        "后年底建成": "2028-12-31",
        "来年年底前建成": "2027-12-31",
        "“十五五”末建成": "2030-12-31",
        "十五五期末前建成": "2030-12-31",
        "2027Q1前完成": "2027-03-31",
        "三年内完成": "2029-11-24",
        "最迟不超过9月底": "2027-09-30",
    },
}
"""Kind → wording → the days promised."""

NO_DAY = {
    "the running month named bare is the time of the step": [
        "11月清运1200吨",
        "11月份清运1200吨，累计5800吨",
        "11月完成12栋",
        "十一月拆了3栋",
        "11月新增签约20户",
        "2026年11月清运污泥800吨",
        "11月处置渗滤液300吨，累计2100吨",
        "11月份共拆除违建900平方米",
        "cleared 1200 tons in November",
        "in November we cleared 1,200 tons",
    ],
    "a day before a remark": [
        "今天人手够",
        "今天人手不够",
        "今天天气不错",
        "今天风大",
        "今天路滑",
        "明天有雨",
        "明天下雪",
        "明天降温",
        "后天停电",
        "今天都正常",
        "明天放假",
    ],
    "works that start some time in a period": [
        "下周新开工2座",
        "下周开工",
        "下周启动管网二期",
        "下月开工建设",
        "下个月启动二期",
        "下周就动工",
        "下周正式开工3个点位",
        "下个月全面铺开",
        "下星期开始拆",
        "下周计划新开工2个标段",
    ],
    "what is counted from a day nobody has named": [
        "交办之日起60日内完成",
        "自交办之日起30个工作日内完成",
        "收到通知后10日内报送",
        "方案批复后一年内建成",
        "反馈后6个月内完成",
        "资金到位后3个月内完成",
        "自整改通知下达之日起15日内完成",
        "开工后半年内建成",
        "批复之后两个月内完成",
    ],
    "what comes again": [
        "每月底前报送一次",
        "每季度末调度一次",
        "每年年底前清淤一次",
        "每个月底前报送",
        "每周五报送",
        "每季末报一次",
        "每年底前评估一次",
        "每月月底报送",
    ],
    "a time around or after a festival": [
        "五一前后完成",
        "春节前后完成",
        "国庆后完成",
        "国庆假期后完成",
        "春节假期结束后完成",
        "中秋节后完成",
        "元旦后复工",
        "春节长假过后动工",
    ],
}
"""Kind → wordings that name no day."""


def promised(text: str) -> str:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS, setting=SETTING)
    return " ".join(f"{each.value}" for each in reading.dates if each.role == "promise")


@pytest.mark.parametrize(
    ("text", "days"), [row for rows in DAYS.values() for row in rows.items()], ids=lambda t: t[:24]
)
def test_a_wording_names_its_days(text: str, days: str) -> None:
    assert promised(text) == days


@pytest.mark.parametrize("text", [text for texts in NO_DAY.values() for text in texts])
def test_a_wording_names_no_day(text: str) -> None:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS, setting=SETTING)
    assert reading.dates == ()


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("12月1日开工", [True]),
        ("明年2月底前开工", [True]),
        ("明年二季度启动", [True]),
        ("12月初进场，月底完成", [True, False]),
        ("12月5日动工，12月底拆完", [True, False]),
        ("下周一开始拆", [True]),
        ("2027年3月上旬开工，10月底前建成", [True, False]),
        ("12月底前完成", [False]),
    ],
)
def test_the_day_on_which_works_begin_is_no_end(text: str, begins: list[bool]) -> None:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS, setting=SETTING)
    assert [each.begins for each in reading.dates] == begins
