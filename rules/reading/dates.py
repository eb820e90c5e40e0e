"""Dates as they are written: the table of wordings, each with an example read on 2026-11-24."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.reading import periods
from rules.reading.date_words import BEFORE, DAY, MONTH, PART, Asked, number
from rules.reading.occurrences import MonthDay, MonthPart, Months, occurrence

Resolve = Callable[[re.Match[str], Asked], date | None]


@dataclass(frozen=True, slots=True)
class DateRow:
    """`resolve` says which day a match means; `means` is the example's day (ISO).

    `dated`: a year may stand before it.
    """

    pattern: re.Pattern[str]
    resolve: Resolve
    example: str
    means: str
    dated: bool = False


def date_row(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    return DateRow(re.compile(pattern), resolve, example, means)


def _dated(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    return DateRow(re.compile(pattern), resolve, example, means, dated=True)


def _full(found: re.Match[str], _: Asked) -> date | None:
    return periods.day(int(found["y"]), number(found, "m"), number(found, "d"))


def _month_day(found: re.Match[str], asked: Asked) -> date | None:
    month, day = number(found, "m"), number(found, "d")
    return occurrence(asked, MonthDay(month, day)) if 1 <= month <= 12 else None


def _last_of_days(found: re.Match[str], asked: Asked) -> date | None:
    """11月28号到29号: the later day, in the month named once."""
    month, day = number(found, "m"), int(found["until"])
    return occurrence(asked, MonthDay(month, day)) if 1 <= month <= 12 else None


def _month(found: re.Match[str], asked: Asked) -> date | None:
    month = number(found, "m")
    if not 1 <= month <= 12:
        return None
    if found["d"] or found["bare"]:
        day = number(found, "d" if found["d"] else "bare")
        return occurrence(asked, MonthDay(month, day))
    return occurrence(asked, MonthPart(month, found["part"] or "底"))


def _year_month(found: re.Match[str], _: Asked) -> date | None:
    return periods.part_of_month(int(found["y"]), number(found, "m"), found["part"] or "底")


def _year_end(_: re.Match[str], asked: Asked) -> date | None:
    return date(asked.year or asked.today.year, 12, 31)


def _end_of_named_year(_: re.Match[str], asked: Asked) -> date | None:
    return date(asked.year, 12, 31) if asked.year else None


def _end_of_year_said(found: re.Match[str], asked: Asked) -> date | None:
    return date(asked.today.year + "今明后".index(found["word"]), 12, 31)


def _middle_of_year(_: re.Match[str], asked: Asked) -> date | None:
    return occurrence(asked, Months(1, 6))


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _quarter(found: re.Match[str], asked: Asked) -> date | None:
    last = _QUARTERS[found["q"]] * 3
    return occurrence(asked, Months(last - 2, last))


def _half_year(found: re.Match[str], asked: Asked) -> date | None:
    return occurrence(asked, Months(1, 6) if found["half"] == "上" else Months(7, 12))


def _steps(word: str) -> int:
    """下 is one on, 下下 two, 上 one back, 本/这/当 none."""
    return word.count("下") - word.count("上") + word.count("次")


def _relative_quarter(found: re.Match[str], asked: Asked) -> date | None:
    here = periods.quarter_end(asked.today.year, periods.quarter_of(asked.today))
    there = periods.add_months(here.replace(day=1), 3 * _steps(found["rq"]))
    return periods.month_end(there.year, there.month)


def _only_a_while(found: re.Match[str], steps: int, asked: Asked) -> bool:
    """本周拆除5栋 tells a stretch of time, not a day; 本周能拆完 and 下周 tell a day to come."""
    if not found.group().endswith(("周", "星期", "礼拜", "月")):
        return False
    return steps < 0 or (steps == 0 and (asked.past or not asked.meant))


def _relative_month(found: re.Match[str], asked: Asked) -> date | None:
    if _only_a_while(found, _steps(found["rm"]), asked):
        return None
    there = periods.add_months(asked.today.replace(day=1), _steps(found["rm"]))
    if found["d"]:
        return periods.day(there.year, there.month, number(found, "d"))
    return periods.part_of_month(there.year, there.month, found["part"] or "底")


def _part_of_this_month(found: re.Match[str], asked: Asked) -> date | None:
    today, part = asked.today, found["part"].removeprefix("月")
    end = periods.part_of_month(today.year, today.month, part)
    if end >= today or asked.past:
        return end
    there = periods.add_months(today.replace(day=1), 1)
    return periods.part_of_month(there.year, there.month, part)


def _day_of_month(found: re.Match[str], asked: Asked) -> date | None:
    today, day = asked.today, number(found, "d")
    here = periods.day(today.year, today.month, day)
    if asked.past or asked.hurried:
        back = periods.add_months(today.replace(day=1), -1)
        return here if here and here <= today else periods.day(back.year, back.month, day)
    on = periods.add_months(today.replace(day=1), 1)
    return here if here and here >= today else periods.day(on.year, on.month, day)


_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
_WEEKDAYS |= {digit: place for place, digit in enumerate("123456")}


def _relative_week(found: re.Match[str], asked: Asked) -> date | None:
    if _only_a_while(found, _steps(found["rw"]), asked):
        return None
    weekday = _WEEKDAYS[found["wd"]] if found["wd"] else 6
    return periods.add_days(periods.monday(asked.today), 7 * _steps(found["rw"]) + weekday)


def _weekday(found: re.Match[str], asked: Asked) -> date | None:
    ahead = (_WEEKDAYS[found["wd"]] - asked.today.weekday()) % 7
    if asked.past and ahead:
        ahead -= 7
    return periods.add_days(asked.today, ahead)


_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}


def _near_day(found: re.Match[str], asked: Asked) -> date | None:
    return periods.add_days(asked.today, _DAYS[found["near"]])


_D = (
    r"[\d一二三四五六七八九十廿卅](?<![\d.月第项一二三四五六七八九十百之近].)"
    r"[\d一二三四五六七八九十]{0,2}"
)
_WEEK = r"(?:周|星期|礼拜)"

ROWS: tuple[DateRow, ...] = (
    date_row(
        r"(?P<y>2(?<!\d2)0\d\d)[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.%])"
        rf"[日号]?{BEFORE}",
        _full,
        "时限2026.12.31",
        "2026-12-31",
    ),
    date_row(
        r"(?P<y>2(?<!\d2)0\d\d)[-./](?P<m>1[0-2]|0?[1-9])(?![\d.%/-])"
        rf"(?P<part>底|末|初|中旬|上旬|下旬)?{BEFORE}",
        _year_month,
        "2027.6底前建成",
        "2027-06-30",
    ),
    _dated(
        rf"{MONTH}\d{{1,2}}[日号]?(?:-|~|至|到)(?P<until>3[01]|[12]\d|0?[1-9])[日号]{BEFORE}",
        _last_of_days,
        "12月5日至8日验收",
        "2026-12-08",
    ),
    _dated(
        rf"{MONTH}(?:{DAY}[日号](?:\([周星][期一二三四五六日天]{{1,2}}\))?|{PART}|"
        r"(?P<bare>3[01]|[12]\d|0?[1-9])"
        rf"(?![\d.万亿千百余多来个处栋户家座项公平亩吨]))?(?!度){BEFORE}",
        _month,
        "12月5日前完成",
        "2026-12-05",
    ),
    date_row(
        r"(?P<m>[01]?[1-9](?<![\d.]\d)(?<![\d.]\d\d)|1[0-2](?<![\d.]..))"
        r"[-./](?P<d>3[01]|[12]\d|0?[1-9])"
        rf"(?=[日号]|之?前|以前)[日号]?{BEFORE}",
        _month_day,
        "12.20前完成",
        "2026-12-20",
    ),
    date_row(
        (
            r"(?<=[到至止限在于])(?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])"
            r"(?![\d.%]|[\u4e00-\u4fff])"
        ),
        _month_day,
        "延期到12.20",
        "2026-12-20",
    ),
    date_row(
        r"(?<![\d./])(?P<m>1[0-2]|[1-9])[./](?P<d>[12]\d|3[01]|0[1-9])"
        r"(?=已|挂网|开标|开工|进场|召开|完工|竣工|签|验收)",
        _month_day,
        "12.11开标",
        "2026-12-11",
    ),
    date_row(
        r"(?<=开标|开工|竣工|验收|进场|截止|时间|日期)(?P<m>1[0-2]|[1-9])[./](?P<d>[12]\d|3[01]|0[1-9])"
        r"(?=$|[,;。!?\n ])",
        _month_day,
        "开标12.11",
        "2026-12-11",
    ),
    _dated(
        rf"第?(?P<q>[一二三四1-4])(?<!\d.)(?<![一二三四五六七八九十].)季度?(?:底|末)?{BEFORE}",
        _quarter,
        "明年一季度完成",
        "2027-03-31",
    ),
    _dated(rf"[Qq](?P<q>[1-4])(?:底|末)?{BEFORE}", _quarter, "2027年Q2前", "2027-06-30"),
    date_row(
        rf"(?P<rq>本|这|当|下|上|次)(?:前|下|个)*季度?(?:底|末)?{BEFORE}",
        _relative_quarter,
        "下季度末",
        "2027-03-31",
    ),
    date_row(rf"季度?(?P<rq>)[底末]{BEFORE}", _relative_quarter, "季度末完成", "2026-12-31"),
    _dated(rf"(?P<half>[上下])半年(?:底|末)?{BEFORE}", _half_year, "明年上半年", "2027-06-30"),
    date_row(
        rf"(?P<rm>(?:本|这个|这|当|次|下下个|下下|下个|下|上上个|上个|上)月)"
        rf"(?:{PART}|{DAY}[日号])?{BEFORE}",
        _relative_month,
        "下月20号前",
        "2026-12-20",
    ),
    date_row(
        rf"(?P<part>月[底末]|[中上下]旬){BEFORE}", _part_of_this_month, "月底前拆完", "2026-11-30"
    ),
    _dated(rf"年[底末终]{BEFORE}", _year_end, "年底前完成", "2026-12-31"),
    _dated(r"年内(?<![半一两几多\d]年内)", _year_end, "力争年内完成", "2026-12-31"),
    date_row(
        r"(?<=[到至])(?P<word>[今明后])年(?!\d|[初底末上下中一二三四春夏秋冬年]|五一|十一|国庆|元旦|清明|端午|中秋)",
        _end_of_year_said,
        "延到明年",
        "2027-12-31",
    ),
    _dated(
        r"(?:年|(?<=20\d\d))(?:之前|以前|前)(?![期后])",
        _end_of_named_year,
        "2027年前",
        "2027-12-31",
    ),
    _dated(r"[底末]", _end_of_named_year, "明年底完成", "2027-12-31"),
    _dated(rf"年中{BEFORE}", _middle_of_year, "明年年中", "2027-06-30"),
    date_row(
        rf"(?P<rw>本|这个|这|下下个|下下|下个|下|上上个|上个|上){_WEEK}"
        rf"(?:(?P<wd>[一二三四五六日天末1-6])(?!\d))?{BEFORE}",
        _relative_week,
        "下周三前",
        "2026-12-02",
    ),
    date_row(
        rf"{_WEEK}(?<![每逐双单隔近]周)(?P<wd>[一二三四五六日天末1-6])(?![\d个期]){BEFORE}",
        _weekday,
        "周五前报",
        "2026-11-27",
    ),
    date_row(
        r"(?P<near>大前|大后|今|明|昨|前(?<![大几两三多\d之]前)|"
        r"后(?<![大以之年月日完]后))(?:天|日|儿|晚|早)"
        rf"(?!常|后)(?:(?:上|下|中)午|晚上|早上|下班)?{BEFORE}",
        _near_day,
        "明天上午",
        "2026-11-25",
    ),
    date_row(rf"(?P<near>当)[天日](?:下班)?{BEFORE}", _near_day, "当天完成", "2026-11-24"),
    date_row(
        rf"(?P<d>{_D})[日号](?:之前|以前|前(?![期后])|底|上午|下午|晚)",
        _day_of_month,
        "20号前完成",
        "2026-12-20",
    ),
    date_row(
        (
            rf"(?<=[到至于在])(?P<d>{_D})[日号]"
            r"(?=$|[,;。!?\n ]|前|后|左右|能|可|就|完|拆|开|再|才|全|交|验|进|报|的|止|行|吧|晚|早|上|下)"
        ),
        _day_of_month,
        "拖到28号",
        "2026-11-28",
    ),
    date_row(
        r"(?P<d>[12]\d(?<![\d.月第项之近]..)|3[01](?<![\d.月第项之近]..)|"
        r"[1-9](?<![\d.月第项之近].))日"
        r"(?![内夜均处常产供之前])",
        _day_of_month,
        "15日交付",
        "2026-12-15",
    ),
    date_row(
        r"(?P<d>[123]\d)(?<![\d.月第项]..)号"
        r"(?=能|可以|完成|完工|拆完|交工|竣工|验收|开工|进场|报送|上报|一定|左右)",
        _day_of_month,
        "28号能拆完",
        "2026-11-28",
    ),
)
