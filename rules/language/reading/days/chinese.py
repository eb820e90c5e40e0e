"""The productions of days in Chinese. Years, numbers and finished verbs are small patterns."""

import re
from string import digits

from rules.language.reading.days import durations, holidays, resolving
from rules.language.reading.days.values import DayGrammar, DayKind, row
from rules.language.reading.verbs import ENDED, ONE
from rules.language.tokens import Shape, vocabulary

_YEAR = (
    r"(?:20\d\d|二零[零一二三四五六七八九]{2})(?!\d)(?:年度?的?)?|[23]\d年|"
    r"(?:\A|(?<=[,;。:到至在于是、(\n]))后年"
)
_NUMERALS = "零一二三四五六七八九十廿卅两"
SHAPES = (
    Shape(frozenset({"year"}), "2二后", re.compile(_YEAR)),
    Shape(
        frozenset({"small"}),
        digits + _NUMERALS,
        re.compile(rf"\d{{1,2}}(?!\d)|[{_NUMERALS}]{{1,4}}"),
    ),
    Shape(frozenset({"digits"}), digits, re.compile(r"\d{3,24}")),
    Shape(frozenset({"ended"}), ONE, re.compile(ENDED)),
)
WORDS = vocabulary("zh", "days", shapes=SHAPES)
_M, _D = "(?P<m>{small}){month}", "(?P<d>{small})"
_FEAST = '{year}?[“"]?(?P<feast>{feast})[”"]?'
_FIRST = "{after|back}[的{back}]{0,3}{first_workday|edge}{back}?"
_LENGTH = (
    r"(?P<n>{small|digits}(?:\.{small|digits})?|半)(?P<half>{and_a_half})?"
    "(?P<u>{length}|{year_unit}|(?<=半){month})(?P<more>半)?{roughly}?"
)
_EDGE_OF_NUMBER = r"(?<![.第之{naming|not_counted|month|small|digits}])"

ABSOLUTE = (
    row(
        r"{year}(?P<sep>[-./])(?P<m>{small})(?P=sep)(?P<d>{small})(?![.%]){day}?{limit}?",
        resolving.full, "时限[2026.12.31]", "2026-12-31",
    ),
    row(
        r"{year}[-./](?P<m>{small})(?![.%/-])(?P<part>{part|close})?{limit}?",
        resolving.MONTH, "[2027.6底前]建成", "2027-06-30",
    ),
    row(
        "{year}?" + _M + r"{small}{day}?[-~至到](?P<d>{small}){day}{limit}?",
        resolving.MONTH_DAY, "[12月5日至8日]验收", "2026-12-08",
    ),
    row(
        "{year}?{small}{month}?[-~至到]" + _M + "(?P<part>{part|close})?(?!度){limit}?",
        resolving.MONTH, "[2028年3-6月]完成", "2028-06-30",
    ),
    row(
        "{year}?{small}、" + _M + "(?P<part>{part|close})?(?!度){limit}?",
        resolving.MONTH, "[2028年3、6月底]完成", "2028-06-30",
    ),
    row(
        "{year}?" + _M + r"(?P<d>{small}){day}(?!别墅|楼|线(?!路))(?:\({weekday}\))?{limit}?",
        resolving.MONTH_DAY, "[12月5日前]完成", "2026-12-05",
    ),
    row(
        "{year}?" + _M + r"(?P<d>{small})(?![.%{counted|small|digits|numbered}]){limit}?",
        resolving.MONTH_DAY, "[十二月二十前]拆完", "2026-12-20",
    ),
    row("{year}?" + _M + "(?P<edge>{edge}){limit}?", resolving.EDGE_OF_MONTH, "[三月的第一天]", "2027-03-01"),
    row("{year}?" + _M + "(?P<part>{part|close}){limit}?", resolving.MONTH, "[12月中旬]完工", "2026-12-20"),
    row(
        "{year}?" + _M + "(?!度|{week_of_month}){limit}?",
        resolving.MONTH, "[2027年3月]能完成", "2027-03-31", DayKind.MONTH,
    ),
    row(
        "{year}?(?P<m>{small})[-./]" + _D + "(?:{day}{limit}?|{before})",
        holidays.dotted_day, "[12.20前]完成", "2026-12-20",
    ),
    row(
        "{year}?(?:第|{before})?(?:{small}{quarter}?[、至到~-])?" "(?P<q>{small}){quarter}{close}?{limit}?",
        resolving.QUARTER, "[明年一季度]完成", "2027-03-31",
    ),
    row("{year}?(?P<q>{quarter_number}){close}?{limit}?", resolving.QUARTER, "[2027年Q2前]", "2027-06-30"),
    row("{year}?(?P<half>{half_year}){close}?{limit}?", resolving.half_year, "[明年上半年]", "2027-06-30"),
    row(
        "(?:{year}{year_unit}?|(?<!{comes_again})(?<!{comes_again}.){year_unit})(?:{close}|(?<={year_unit})终){limit}?",
        resolving.year_end, "[年底前]完成", "2026-12-31",
    ),
    row(
        "(?:{year}{year_unit}?|(?<![半几{small|digits|roughly}]){year_unit}){within}",
        resolving.year_end, "力争[年内]完成", "2026-12-31",
    ),
    row(
        "{year}{year_unit}?{before}(?!{small}{length|month|quarter})",
        resolving.year_end, "[2027年前]", "2027-12-31",
    ),
    row("{year}(?={manner}{0,3}{finishing|ended})", resolving.year_to_come, "预计[2027年]完成", "2027-12-31"),
    row(
        "(?:{year}{year_unit}?|{year_unit})(?P<middle>{middle}){limit}?",
        resolving.MIDDLE_OF_YEAR, "[明年年中]", "2027-06-30",
    ),
    row(
        "[“\"]?(?P<plan>{five_years})[”\"]?(?:规划)?期?{close}期?{limit}?",
        resolving.end_of_plan, "[“十五五”末]完成", "2030-12-31",
    ),
    row(_FEAST + "{holidays}?" + _FIRST, holidays.workday_after, "[元旦后上班第一天]", "2027-01-04"),
    row("{holidays}" + _FIRST, holidays.workday_after_next, "[节后上班第一天]报", "2027-01-04"),
    row(_FEAST + "{holidays}?{coming}?{before}", holidays.eve, "[元旦前]完成", "2026-12-31"),
    row("{year}?{lanterns}{before}", holidays.before_lanterns, "[元宵节前]扫尾", "2027-02-19"),
    row(_FEAST + "{holidays}?期间{within}?", holidays.during, "[元旦期间]完成", "2027-01-03"),
    row(_FEAST + "{days_off}(?!{after}|结束)", holidays.during, "[元旦假期]完成", "2027-01-03"),
    row(_FEAST + "{holidays}?(?P<near>{near})", holidays.first_day, "[元旦当天]", "2027-01-01"),
)  # fmt: skip
"""Days that mean the same long after they were written, but for the year."""

BY_PLACE = (
    row(
        r"(?<=[,;。)\]\n{shot}])(?P<m>{small})[./]" + _D + r"(?=$|\n)",
        resolving.two_digits, "现场照片[11.22]", "2026-11-22", DayKind.CAPTION,
    ),
    row(
        "(?<=[到至止限在于])(?<![长进增提]到)(?P<m>{small})[-./]" + _D + r"(?=$|[,;。:!?()、\n ])",
        resolving.MONTH_DAY, "延期到[12.20]", "2026-12-20",
    ),
    row(
        r"(?<![./])(?P<m>{small})[./]" + _D + "(?={event|shot})",
        resolving.MONTH_DAY, "[12.8]统一拆炉子", "2026-12-08",
    ),
    row(r"(?<![./])(?P<m>{small})[./]" + _D + "(?={work})", resolving.two_digits, "[12.11]开工", "2026-12-11"),
    row(
        "(?<=[到至限在于{event|work}])(?P<m>{small})[./]" + _D + "(?![.%{counted|small|digits}])",
        resolving.two_digits, "拖到[12.15]能完", "2026-12-15",
    ),
    row(
        "(?P<which>{which}){quarter}{close}?{limit}?",
        resolving.quarter_by_place, "[下季度末]", "2027-03-31", DayKind.STRETCH,
    ),
    row("(?<!{comes_again}){quarter}{close}{limit}?", resolving.quarter_end, "[季度末]完成", "2026-12-31"),
    row(
        "(?P<which>{which}){month}" "(?:(?P<part>{part|close})|(?P<d>{small}){day}|(?P<edge>{edge}))?{limit}?",
        resolving.month_by_place, "[下月20号前]", "2026-12-20", DayKind.STRETCH,
    ),
    row(
        "(?<!{comes_again})(?<!{comes_again}.){month}(?P<part>{part|close}){limit}?",
        resolving.part_of_this_month, "[月底前]拆完", "2026-11-30",
    ),
    row("(?<![几半]){month}(?P<part>){within}", resolving.part_of_this_month, "[月内]清零", "2026-11-30"),
    row("(?P<part>{third}){limit}?", resolving.part_of_this_month, "[下旬]完工", "2026-11-30"),
    row(
        "(?<=[到至])(?P<word>{year})(?![{small|close|part|half_year|feast|year_unit|quarter_number|of_year}])",
        resolving.year_said, "延到[明年]", "2027-12-31",
    ),
    row("(?<=[到至])" + _FEAST + "(?!{limit})", holidays.begins, "延到[元旦]", "2027-01-01"),
    row("(?P<which>{which}){week}{limit}?", resolving.week, "[下周]拆完", "2026-12-06", DayKind.STRETCH),
    row(
        "(?P<which>{which})(?P<weekday>{weekday}|{week}{small})(?![.{counted}]){limit}?",
        resolving.weekday_of_week, "[下周三前]", "2026-12-02",
    ),
    row(
        "(?<![逐双单隔{not_counted|comes_again|small}])(?P<weekday>{weekday})(?![.{counted}]){limit}?",
        resolving.weekday, "[周五前]报", "2026-11-27",
    ),
    row(
        "(?P<near>{near})(?![常{after}]|期(?!限)){part_of_day}{0,2}{limit}?",
        resolving.near_day, "[明天上午]", "2026-11-25",
    ),
    row(
        _EDGE_OF_NUMBER + _D + "{day}{before|close|part_of_day}",
        resolving.day_of_month, "[20号前]完成", "2026-12-20",
    ),
    row(
        "(?<=[到至于在])" + _D + "{day}(?![楼院厂线桥路井泵矿库机码别地标炉仓池站房{counted}])",
        resolving.day_of_month, "拖到[28号]", "2026-11-28",
    ),
    row(
        _EDGE_OF_NUMBER + _D + "{calendar_day}(?![夜均常产供{limit|after}])",
        resolving.day_of_month, "[15日]交付", "2026-12-15",
    ),
    row(
        _EDGE_OF_NUMBER + _D + "{numbered}(?={finished_on|ended})",
        resolving.numbered_day, "[28号]能拆完", "2026-11-28",
    ),
)  # fmt: skip
"""Days that are told from the day on which the words were written."""

COUNTED = (
    row(_LENGTH + "{within|after}", durations.from_today, "[三个工作日内]", "2026-11-27", DayKind.LENGTH),
    row(
        "(?P<n>{small})(?P<u>{calendar_day}){within|after}",
        durations.from_today, "[三日内]拆完", "2026-11-27", DayKind.LENGTH,
    ),
)  # fmt: skip
"""Lengths of time that lead to a day, if they are counted from today."""

LENGTHS = (
    row(
        "{shift}(?:{fill}|[:,]){0,3}" + _LENGTH + "(?!{within})",
        durations.from_deadline, "申请再[宽限半个月]", "2026-12-15", DayKind.SHIFT,
    ),
    row(_LENGTH + "{before}", durations.ago, "[3天前]已完成", "2026-11-21"),
    row("{needed}{fill}?" + _LENGTH, durations.from_today, "[还需要10天]", "2026-12-04", DayKind.LENGTH),
    row(
        "{counted_from|after},?的?(?:" + _LENGTH + "|{small}{calendar_day}){within|after}?",
        resolving.nothing, "自交办[之日起60天内]", "", DayKind.LENGTH,
    ),
    row(
        "{not_counted|comes_again}" + _LENGTH + "{within|after|before}?",
        resolving.nothing, "[提前5天]完成", "", DayKind.LENGTH,
    ),
    row(_LENGTH, resolving.nothing, "工期[3个月]", "", DayKind.LENGTH),
    row("[几数]{small}?{length|year_unit|calendar_day|month}", resolving.nothing, "过[几天]", "", DayKind.LENGTH),
)  # fmt: skip
"""Lengths of time, which are no figures; a few of them lead to a day."""

GRAMMAR: DayGrammar = DayGrammar(WORDS, (*ABSOLUTE, *BY_PLACE, *COUNTED, *LENGTHS))
LISTED: DayGrammar = DayGrammar(WORDS, ABSOLUTE)
"""A list is read long after it was written, so 下周三 means no day in it."""
