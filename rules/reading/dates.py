"""Dates as they are written: the table of wordings, each with an example read on 2026-11-24."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.reading import periods
from rules.reading.date_words import (
    BEFORE,
    DAY,
    MONTH,
    PART,
    YEAR,
    Asked,
    MonthDay,
    MonthPart,
    Months,
    Yearly,
    number,
    year_of,
    yearly,
)

Resolve = Callable[[re.Match[str], Asked], date | None]


@dataclass(frozen=True, slots=True)
class DateRow:
    """`resolve` says which day a match means; `means` is the example's day (ISO)."""

    pattern: re.Pattern[str]
    resolve: Resolve
    example: str
    means: str


def date_row(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    return DateRow(re.compile(pattern), resolve, example, means)


def _in_year(found: re.Match[str], asked: Asked, make: Yearly) -> date | None:
    year = year_of(found, asked.today) if "y" in found.re.groupindex else None
    return make(year) if year else yearly(asked, make(asked.today.year), make)


def _month_day(found: re.Match[str], asked: Asked) -> date | None:
    month, day = number(found, "m"), number(found, "d")
    return _in_year(found, asked, MonthDay(month, day)) if 1 <= month <= 12 else None


def _month(found: re.Match[str], asked: Asked) -> date | None:
    return _in_year(found, asked, MonthPart(number(found, "m"), found["part"] or "底"))


def _year_end(found: re.Match[str], asked: Asked) -> date | None:
    year = year_of(found, asked.today) if found["y"] else asked.today.year
    return None if year is None else date(year, 12, 31)


def _middle_of_year(found: re.Match[str], asked: Asked) -> date | None:
    return _in_year(found, asked, Months(1, 6))


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _quarter(found: re.Match[str], asked: Asked) -> date | None:
    last = _QUARTERS[found["q"]] * 3
    return _in_year(found, asked, Months(last - 2, last))


def _half_year(found: re.Match[str], asked: Asked) -> date | None:
    return _in_year(found, asked, Months(1, 6) if found["half"] == "上" else Months(7, 12))


def _steps(word: str) -> int:
    """下 is one on, 下下 two, 上 one back, 本/这/当 none."""
    return word.count("下") - word.count("上") + word.count("次")


def _relative_quarter(found: re.Match[str], asked: Asked) -> date | None:
    here = periods.quarter_end(asked.today.year, periods.quarter_of(asked.today))
    there = periods.add_months(here, 3 * _steps(found["rq"]))
    return periods.month_end(there.year, there.month)


def _only_a_while(found: re.Match[str], asked: Asked) -> bool:
    """本周拆除5栋 tells a stretch of time gone by, not a day."""
    bare = found.group().endswith(("周", "星期", "礼拜", "月"))
    return bare and (asked.past or asked.hurried)


def _relative_month(found: re.Match[str], asked: Asked) -> date | None:
    if _only_a_while(found, asked):
        return None
    there = periods.add_months(asked.today.replace(day=1), _steps(found["rm"]))
    if found["d"]:
        return periods.day(there.year, there.month, number(found, "d"))
    return periods.part_of_month(there.year, there.month, found["part"] or "底")


def _part_of_this_month(found: re.Match[str], asked: Asked) -> date | None:
    today = asked.today
    end = periods.part_of_month(today.year, today.month, found["part"].removeprefix("月"))
    if end >= today or asked.past:
        return end
    there = periods.add_months(today.replace(day=1), 1)
    return periods.part_of_month(there.year, there.month, found["part"].removeprefix("月"))


def _day_of_month(found: re.Match[str], asked: Asked) -> date | None:
    today, day = asked.today, number(found, "d")
    here = periods.day(today.year, today.month, day)
    if asked.past:
        back = periods.add_months(today.replace(day=1), -1)
        return here if here and here <= today else periods.day(back.year, back.month, day)
    on = periods.add_months(today.replace(day=1), 1)
    return here if here and here >= today else periods.day(on.year, on.month, day)


_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
_WEEKDAYS |= {digit: place for place, digit in enumerate("123456")}


def _relative_week(found: re.Match[str], asked: Asked) -> date | None:
    if _only_a_while(found, asked):
        return None
    monday = periods.monday(asked.today)
    weekday = _WEEKDAYS[found["wd"]] if found["wd"] else 6
    return periods.add_days(monday, 7 * _steps(found["rw"]) + weekday)


def _weekday(found: re.Match[str], asked: Asked) -> date | None:
    ahead = (_WEEKDAYS[found["wd"]] - asked.today.weekday()) % 7
    if asked.past and ahead:
        ahead -= 7
    return periods.add_days(asked.today, ahead)


_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}


def _near_day(found: re.Match[str], asked: Asked) -> date | None:
    return periods.add_days(asked.today, _DAYS[found["near"]])


_NOT_WEEKLY = r"(?<![每逐双单隔近])"

ROWS: tuple[DateRow, ...] = (
    date_row(
        rf"(?<!\d)(?P<y>20\d\d)[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.%])[日号]?{BEFORE}",
        _month_day,
        "时限2026.12.31",
        "2026-12-31",
    ),
    date_row(
        rf"(?:{YEAR}的?)?{MONTH}{DAY}[日号]{BEFORE}", _month_day, "12月5日前完成", "2026-12-05"
    ),
    date_row(
        rf"(?:{YEAR}的?)?(?P<m>(?<!\d)(?:1[0-2]|0?[1-9]))月(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.万亿千百个处栋户家座项]){BEFORE}",
        _month_day,
        "12月5前交",
        "2026-12-05",
    ),
    date_row(
        rf"(?P<y>(?<!\d)20\d\d)[-./](?P<m>1[0-2]|0?[1-9])(?![\d.%/-])(?P<part>底|末|初|中旬|上旬|下旬)?{BEFORE}",
        _month,
        "2027.6底前建成",
        "2027-06-30",
    ),
    date_row(
        r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?=[日号]|之?前|以前)[日号]?"
        rf"{BEFORE}",
        _month_day,
        "12.20前完成",
        "2026-12-20",
    ),
    date_row(
        r"(?<=[到至止限在于])(?<![\d.])(?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.%]|[\u4e00-\u4fff])",
        _month_day,
        "延期到12.20",
        "2026-12-20",
    ),
    date_row(
        rf"(?:{YEAR}的?)?第?(?P<q>[一二三四]|(?<!\d)[1-4])季度?(?:底|末)?{BEFORE}",
        _quarter,
        "明年一季度完成",
        "2027-03-31",
    ),
    date_row(
        rf"(?:{YEAR}的?)?[Qq](?P<q>[1-4])(?:底|末)?{BEFORE}", _quarter, "2027年Q2前", "2027-06-30"
    ),
    date_row(
        rf"(?P<rq>[本这]个?|当前?|下下?个?|上个?|次)季度?(?:底|末)?{BEFORE}",
        _relative_quarter,
        "下季度末",
        "2027-03-31",
    ),
    date_row(
        rf"(?<![一二三四\d])季度?(?P<rq>)[底末]{BEFORE}",
        _relative_quarter,
        "季度末完成",
        "2026-12-31",
    ),
    date_row(
        rf"(?:{YEAR}的?)?(?P<half>[上下])半年(?:底|末)?{BEFORE}",
        _half_year,
        "明年上半年",
        "2027-06-30",
    ),
    date_row(rf"(?:{YEAR}的?)?{MONTH}{PART}{BEFORE}", _month, "12月中旬完成", "2026-12-20"),
    date_row(
        rf"(?:{YEAR}的?){MONTH}(?P<part>)(?!\d){BEFORE}", _month, "2027年6月完成", "2027-06-30"
    ),
    date_row(rf"(?<![个\d]){MONTH}(?P<part>)(?!\d){BEFORE}", _month, "6月前完成", "2027-06-30"),
    date_row(
        rf"(?P<rm>本月|这个?月|当月|次月|下下个?月|下个?月|上上个?月|上个?月)(?:(?P<part>中旬|上旬|下旬|底|末|初)|{DAY}[日号])?{BEFORE}",
        _relative_month,
        "下月20号前",
        "2026-12-20",
    ),
    date_row(
        rf"(?<![个\d])(?P<part>月[底末]|[中上下]旬){BEFORE}",
        _part_of_this_month,
        "月底前拆完",
        "2026-11-30",
    ),
    date_row(
        rf"{YEAR}?年?(?:年[底末终]|(?<=年)[底末终]){BEFORE}", _year_end, "年底前完成", "2026-12-31"
    ),
    date_row(rf"{YEAR}[底末终]{BEFORE}", _year_end, "明年底完成", "2027-12-31"),
    date_row(rf"{YEAR}(?:年?内|之前|以前|前)", _year_end, "2027年前", "2027-12-31"),
    date_row(r"(?P<y>)(?<![半\d一两几多])年内", _year_end, "力争年内完成", "2026-12-31"),
    date_row(rf"{YEAR}?年中{BEFORE}", _middle_of_year, "明年年中", "2027-06-30"),
    date_row(
        rf"{_NOT_WEEKLY}(?P<rw>本|这个?|下下个?|下个?|上上个?|上个?)(?:周|星期|礼拜)(?:内|之内|(?P<wd>[一二三四五六日天末1-6])(?!\d))?{BEFORE}",
        _relative_week,
        "下周三前",
        "2026-12-02",
    ),
    date_row(
        rf"{_NOT_WEEKLY}(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末1-6])(?![\d个期]){BEFORE}",
        _weekday,
        "周五前报",
        "2026-11-27",
    ),
    date_row(
        rf"(?P<near>大前|大后|今|明|昨|(?<![大几两三多\d])前|(?<![大以之]|[年月日])后)(?:天|日|儿|晚|早)(?:(?:上|下|中)午|晚上|早上|下班)?{BEFORE}",
        _near_day,
        "明天上午",
        "2026-11-25",
    ),
    date_row(rf"(?P<near>当)[天日](?:下班)?{BEFORE}", _near_day, "当天完成", "2026-11-24"),
    date_row(
        rf"(?<![\d.月第项]){DAY}[日号](?:之前|以前|前(?![期后])|底|上午|下午|晚)",
        _day_of_month,
        "20号前完成",
        "2026-12-20",
    ),
    date_row(
        rf"(?<=[到至于在]){DAY}[日号](?!别墅|楼|院|点|泵|厂|线|路|桥|地|坑|井|排|河|任|问|项)",
        _day_of_month,
        "拖到28号",
        "2026-11-28",
    ),
    date_row(
        r"(?<![\d.月第项之近])(?P<d>3[01]|[12]\d|0?[1-9])日(?![内夜均处常产供之前])",
        _day_of_month,
        "15日召开会议",
        "2026-12-15",
    ),
    date_row(
        r"(?<![\d.月第项])(?P<d>3[01]|[12]\d)号(?=能|可以|完成|完工|拆完|交工|竣工|验收|开工|进场|报送|上报|一定|左右)",
        _day_of_month,
        "28号能拆完",
        "2026-11-28",
    ),
)
