"""Durations: counted from today (三日内), from the item's deadline (再宽限半个月), or neither.

A duration alone is neither a date nor a figure.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.language.reading import periods
from rules.language.reading.date_words import DateQuery
from rules.language.reading.numerals import NUMBER_OR_HALF, parse_integer, parse_numeral
from rules.language.reading.table import first_match, row

LENGTH = re.compile(
    rf"(?P<n>{NUMBER_OR_HALF})(?P<half>个半)?"
    r"(?P<u>个?工作日|个?小时|(?<=半)月|个季度|个月|个?周(?![一二三四五六日末])|"
    r"个?星期|个?礼拜|天|日(?=内|之内|以内|之后|后|左右)|年(?!度|[底末初中]|"
    r"[一二三四上下\d]))"
    r"(?P<more>半)?(?P<rest>左右|时间|多)?"
)
VAGUE = re.compile(r"[几数](?:十|百)?(?:天|个?月|年|个?小时|周|日)|[两三]三五?天|三五天")


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration in the text; `day` is the date it leads to, None if it leads to none.

    `moves_deadline`: it is counted from the item's deadline.
    """

    start: int
    end: int
    day: date | None
    moves_deadline: bool


Reach = Callable[["Decimal", str, DateQuery], date | None]

_FILL = (
    r"(?:我们?|点|一下|整改|时间|期限|时限|工期|到期|个|约|大约|大概|至少|最多|不超过|[:,]){0,3}$"
)
SHIFT = row(
    (
        r"(?:宽限|延期|延长|顺延|推迟|推后|延后|推延|延缓|展期|缓期|宽延|后延|后推|延|"
        r"缓|晚|[多再]给|再要|多要|往后[推延拖移])"
    )
    + _FILL,
    "申请再宽限",
    "宽限",
)
NEEDED = row(
    (
        r"(?:还得|还要|还有|还差|估计得|给我|还需要?|再有|再过|再用|尚需|预计需要?|"
        r"估计要?|约需要?|大约需要?|大概要?|最多|最快|需要?|再需)(?:约|大约|个)?$"
    ),
    "预计还需要",
    "还需要",
)
WITHIN = row(r"^(?:的?时间)?(?:之内|以内|内(?!部))", "内完成", "内")
LATER = row(r"^(?:之后|以后|过后|后)(?![续期面])", "后完成", "后")
AGO = row(r"^(?:之前|以前|前)(?!期)", "前完成", "前")
SINCE = row(
    r"(?:之日起?|(?<![今然最此随])后)[,]?(?:的|最迟|力争)?$",
    "自交办之日起",
    "之日起",
)
"""The event that a duration is counted from: its day is not known."""
NOT_COUNTED = row(r"(?:每|近|提前|逾期|超期|历时|用时|连续|耗时|滞后|延误)$", "提前", "提前")
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("再宽限半个月", "2026-12-15"),
    ("三个工作日内", "2026-11-27"),
    ("两周之内", "2026-12-08"),
    ("一个半月内", "2027-01-08"),
    ("还需要10天", "2026-12-04"),
    ("3天前已完成", "2026-11-21"),
)
"""Examples as read on 2026-11-24, the item's deadline being 2026-11-30."""


def find_durations(
    text: str, asked: DateQuery, is_past: Callable[[int, int], bool]
) -> list[Duration]:
    """Return every duration; `is_past` says whether the words around a position report the past."""
    return [
        _length(match, text, asked, is_past)
        for match in LENGTH.finditer(text)
        if not _in_a_name(match, text[max(0, match.start() - 1) : match.start() + 1])
    ]


_SHORT_YEAR = 20
_IN_A_NAME = frozenset({"上半", "下半"})


def _in_a_name(match: re.Match[str], lead: str) -> bool:
    """Return whether it is a date or period instead: 第一天, 12月5日, 上半年, 2026年."""
    is_year = match["u"] == "年" and (parse_integer(match["n"]) or 0) >= _SHORT_YEAR
    return is_year or lead in _IN_A_NAME or lead.startswith(("第", "月", "后一", "头"))


def _length(
    match: re.Match[str], text: str, asked: DateQuery, is_past: Callable[[int, int], bool]
) -> Duration:
    start, end = match.span()
    before, after = text[max(0, start - 12) : start], text[end : end + 6]
    count = _count(match)
    if count is None or count > _LONGEST or first_match((NOT_COUNTED,), before):
        return Duration(start, end, None, False)
    lead = SHIFT.pattern.search(before)
    if lead and not first_match((WITHIN,), after):
        day = _on(asked.deadline, count, match["u"], asked)
        return Duration(start - len(lead.group()), end, day, True)
    return _counted(match, before, after, count, asked, is_past)


def _counted(
    match: re.Match[str],
    before: str,
    after: str,
    count: Decimal,
    asked: DateQuery,
    is_past: Callable[[int, int], bool],
) -> Duration:
    start, end, unit = match.start(), match.end(), match["u"]
    ago = AGO.pattern.match(after)
    if ago and unit != "日":
        return Duration(start, end + ago.end(), _on(asked.today, -count, unit, asked), False)
    reach = WITHIN.pattern.match(after) or LATER.pattern.match(after)
    since = SINCE.pattern.search(before)
    if reach and not since and not is_past(start, end + reach.end()):
        return Duration(start, end + reach.end(), _on(asked.today, count, unit, asked), False)
    if since:
        return Duration(start, end + (reach.end() if reach else 0), None, False)
    need = NEEDED.pattern.search(before)
    if need and not reach:
        day = _on(asked.today, count, unit, asked)
        return Duration(start - len(need.group()), end, day, False)
    return Duration(start, end, None, False)


_LONGEST = 400


def _count(found: re.Match[str]) -> Decimal | None:
    written = found["n"]
    count = Decimal("0.5") if written == "半" else parse_numeral(written)
    if count is not None and (found["half"] or found["more"]):
        count += Decimal("0.5")
    return count


def _on(start: date | None, count: Decimal, unit: str, asked: DateQuery) -> date | None:
    if start is None:
        return None
    if "工作日" in unit:
        return asked.calendar.add_working_days(start, int(count)) if count > 0 else None
    if unit.endswith(("季度", "月", "年")):
        return _months_on(start, count * _MONTHS.get(unit[-1], 1))
    return periods.add_days(start, _days(count, unit))


_MONTHS = {"年": 12, "度": 3}


def _days(count: Decimal, unit: str) -> int:
    if "小时" in unit:
        count /= 24
    elif unit.endswith(("周", "星期", "礼拜")):
        count *= 7
    return int(count.to_integral_value(rounding="ROUND_CEILING"))


def _months_on(start: date, count: Decimal) -> date | None:
    there = periods.add_months(start, int(count))
    return periods.add_days(there, 15) if count != int(count) else there
