"""Date patterns, each with an example as read on 2026-11-24."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.language.reading import resolving
from rules.language.reading.date_words import BEFORE, DAY, EDGE, MONTH, PART, DateQuery
from rules.language.reading.normalization import SPAN
from rules.language.reading.table import Wording
from rules.language.reading.verbs import ENDED
from rules.policy.units import UNIT

Resolve = Callable[[re.Match[str], DateQuery], date | None]


@dataclass(frozen=True)
class DateRow(Wording):
    """A date pattern. `resolve` returns the day a match means; `means` is the example's day (ISO).

    `dated`: a year may stand before it.
    """

    resolve: Resolve
    example: str
    means: str
    dated: bool = False


def date_row(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    """Return a row before which no year may stand."""
    return DateRow(pattern, resolve, example, means)


def _dated(pattern: str, resolve: Resolve, example: str, means: str) -> DateRow:
    return DateRow(pattern, resolve, example, means, dated=True)


_D = (
    r"[\d一二三四五六七八九十廿卅](?<![\d.月第项一二三四五六七八九十百之近].)"
    r"[\d一二三四五六七八九十]{0,2}"
)
_WEEK = r"(?:周|星期|礼拜)"

CLOSING = date_row(
    r"(?P<m>1[0-2](?<=[,;。)\]】\n片图场拍照]..)|[1-9](?<=[,;。)\]】\n片图场拍照].))[./](?P<d>[12]\d|3[01]|0[1-9])(?=$|\n)",
    resolving.month_day,
    "现场照片11.22",
    "2026-11-22",
)
"""A date alone at the end of a caption."""
ROWS: tuple[DateRow, ...] = (
    CLOSING,
    date_row(
        r"(?P<y>2(?<!\d2)0\d\d)(?P<sep>[-./])(?P<m>1[0-2]|0?[1-9])(?P=sep)"
        r"(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.%])"
        rf"[日号]?{BEFORE}",
        resolving.full,
        "时限2026.12.31",
        "2026-12-31",
    ),
    date_row(
        r"(?P<y>2(?<!\d2)0\d\d)[-./](?P<m>1[0-2]|0?[1-9])(?![\d.%/-])"
        rf"(?P<part>底|末|初|中旬|上旬|下旬)?{BEFORE}",
        resolving.year_month,
        "2027.6底前建成",
        "2027-06-30",
    ),
    _dated(
        rf"{MONTH}\d{{1,2}}[日号]?(?:-|~|至|到)(?P<until>3[01]|[12]\d|0?[1-9])[日号]{BEFORE}",
        resolving.last_of_days,
        "12月5日至8日验收",
        "2026-12-08",
    ),
    _dated(
        rf"(?:1[0-2]|0?[1-9])(?<!\d\d\d)(?:月?(?:-|~|至|到)|、){MONTH}{PART}?(?!度){BEFORE}",
        resolving.last_of_months,
        "2028年3-6月完成",
        "2028-06-30",
    ),
    _dated(
        rf"{MONTH}(?:{DAY}[日号](?:\([周星][期一二三四五六日天]{{1,2}}\))?|{PART}|"
        r"(?P<bare>(?:3[01]|[12]\d|0?[1-9])(?![\d.万亿千百余多来个处栋户家座项公平亩吨])|"
        rf"[一二三四五六七八九十廿卅]{{1,3}}(?=之?前|以前))|的?{EDGE})?(?!度|的?(?:第.|首|最后一)个?周){BEFORE}",
        resolving.month,
        "12月5日前完成",
        "2026-12-05",
    ),
    _dated(
        r"(?P<m>[01]?[1-9](?<![\d.]\d)(?<![\d.]\d\d)|1[0-2](?<![\d.]..))"
        r"[-./](?P<d>3[01]|[12]\d|0?[1-9])"
        rf"(?=[日号]|之?前|以前)[日号]?{BEFORE}",
        resolving.month_day,
        "12.20前完成",
        "2026-12-20",
    ),
    date_row(
        (
            r"(?<=[到至止限在于])(?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])"
            rf"(?![\d.%万亿千]|[\u4e00-\u4fff]|{UNIT})"
        ),
        resolving.month_day,
        "延期到12.20",
        "2026-12-20",
    ),
    date_row(
        r"(?<![\d./])(?P<m>1[0-2]|[1-9])[./](?P<d>[12]\d|3[01]|0[1-9]|"
        r"[1-9](?=统一|集中|挂网|开标|召开|进场|拍))"
        r"(?=已|挂网|开标|开工|进场|召开|完工|竣工|签|验收|统一|集中|拍)",
        resolving.month_day,
        "12.11开标",
        "2026-12-11",
    ),
    date_row(
        r"(?<=开标|开工|竣工|验收|进场|截止|时间|日期)(?P<m>1[0-2]|[1-9])[./](?P<d>[12]\d|3[01]|0[1-9])"
        r"(?=$|[,;。!?\n ])",
        resolving.month_day,
        "开标12.11",
        "2026-12-11",
    ),
    _dated(
        r"(?:第|前(?=[二三23]季))?(?:[一二三1-3](?<!\d.)(?<![一二三四五六七八九十].)季?度?[、至到~-])?"
        r"(?P<q>[一二三四1-4])(?<!\d.)(?<![一二三四五六七八九十].)"
        rf"季度?(?:底|末)?{BEFORE}",
        resolving.quarter,
        "明年一季度完成",
        "2027-03-31",
    ),
    _dated(rf"[Qq](?P<q>[1-4])(?:底|末)?{BEFORE}", resolving.quarter, "2027年Q2前", "2027-06-30"),
    date_row(
        rf"(?P<rq>本|这|当|下|上|次)(?:前|下|个){{0,4}}+季度?(?:底|末)?{BEFORE}",
        resolving.relative_quarter,
        "下季度末",
        "2027-03-31",
    ),
    date_row(
        rf"季(?<!每.)(?<!每个.)度?(?P<rq>)[底末]{BEFORE}",
        resolving.relative_quarter,
        "季度末完成",
        "2026-12-31",
    ),
    _dated(
        rf"(?P<half>[上下])半年(?:底|末)?{BEFORE}", resolving.half_year, "明年上半年", "2027-06-30"
    ),
    date_row(
        rf"(?P<rm>(?:本|这个|这|当|次|下下个|下下|下个|下|上上个|上个|上)月)"
        rf"(?:{PART}|{DAY}[日号]|的?{EDGE})?{BEFORE}",
        resolving.relative_month,
        "下月20号前",
        "2026-12-20",
    ),
    date_row(
        rf"(?P<part>月(?<!每.)(?<!每[个月].)(?:[底末]|内(?<![个\d一二三四五六七八九十两半几数]月内))|[中上下]旬){BEFORE}",
        resolving.part_of_this_month,
        "月底前拆完",
        "2026-11-30",
    ),
    _dated(
        rf"年(?<!每.)(?<!每年.)[底末终]{BEFORE}", resolving.year_end, "年底前完成", "2026-12-31"
    ),
    _dated(
        r"年内(?<![半一二两三四五六七八九十几多数\d]年内)",
        resolving.year_end,
        "力争年内完成",
        "2026-12-31",
    ),
    date_row(
        r"(?<=[到至])(?P<word>[今明后])年(?!\d|[初底末上下中一二三四春夏秋冬年]|五一|十一|国庆|元旦|清明|端午|中秋)",
        resolving.end_of_year_said,
        "延到明年",
        "2027-12-31",
    ),
    _dated(
        rf"(?:年|(?<=20\d\d))(?:之前|以前|前(?![期后{SPAN}]|[\d一二三四五六七八九十两几]{{1,2}}个?[季月])|"
        r"之内|以内|内(?!部))",
        resolving.end_of_named_year,
        "2027年前",
        "2027-12-31",
    ),
    _dated(
        rf"年度?(?=(?:[按如到]期|按时|全面|全部|基本|整改)*(?:完成(?!率|度)|建成|完工|竣工|到位|{ENDED}))",
        resolving.end_of_year_to_come,
        "预计2027年完成",
        "2027-12-31",
    ),
    _dated(r"[底末]", resolving.end_of_named_year, "明年底完成", "2027-12-31"),
    date_row(
        rf"(?P<plan>十[三四五六]五)[”\"]?(?:规划)?期?[末底]期?{BEFORE}",
        resolving.end_of_plan,
        "“十五五”末完成",
        "2030-12-31",
    ),
    _dated(rf"年中(?![央秋小型心]){BEFORE}", resolving.middle_of_year, "明年年中", "2027-06-30"),
    date_row(
        rf"(?P<rw>本|这个|这|下下个|下下|下个|下|上上个|上个|上){_WEEK}"
        rf"(?:(?P<wd>[一二三四五六日天末1-6])(?![\d.]|{UNIT}))?{BEFORE}",
        resolving.relative_week,
        "下周三前",
        "2026-12-02",
    ),
    date_row(
        rf"{_WEEK}(?<![每逐双单隔近]周)(?P<wd>[一二三四五六日天末1-6])(?![\d.期]|{UNIT}){BEFORE}",
        resolving.weekday,
        "周五前报",
        "2026-11-27",
    ),
    date_row(
        r"(?P<near>大前|大后|今|明|昨|前(?<![大几两三多\d之]前)|"
        r"后(?<![大以之年月日完]后))(?:天|日|儿|晚|早|(?<=[今明昨])个儿?(?![月人别]))"
        rf"(?!常|后)(?:(?:上|下|中)午|晚上|早上|下班)?{BEFORE}",
        resolving.near_day,
        "明天上午",
        "2026-11-25",
    ),
    date_row(rf"(?P<near>当)[天日](?:下班)?{BEFORE}", resolving.near_day, "当天完成", "2026-11-24"),
    date_row(
        rf"(?P<d>{_D})[日号](?:之前|以前|前(?![期后])|底|上午|下午|晚)",
        resolving.day_of_month,
        "20号前完成",
        "2026-12-20",
    ),
    date_row(
        (
            rf"(?<=[到至于在])(?P<d>{_D})[日号]"
            r"(?=$|[,;。!?\n ]|前|后|左右|能|可|就|完|拆|开|再|才|全|交|验|进|报|的|止|行|吧|晚|早|上|下)"
        ),
        resolving.day_of_month,
        "拖到28号",
        "2026-11-28",
    ),
    date_row(
        r"(?P<d>[12]\d(?<![\d.月第项之近]..)|3[01](?<![\d.月第项之近]..)|"
        r"[1-9](?<![\d.月第项之近].))日"
        r"(?![内夜均处常产供之前])",
        resolving.day_of_month,
        "15日交付",
        "2026-12-15",
    ),
    date_row(
        r"(?P<d>[123]\d)(?<![\d.月第项]..)号"
        rf"(?=能|可以|完成|完工|{ENDED}|交工|竣工|验收|开工|进场|报送|上报|一定|左右)",
        resolving.day_of_month,
        "28号能拆完",
        "2026-11-28",
    ),
)
