"""Lengths of time: counted from today (三日内), from the item's own deadline (再宽限半个月), or none."""

import re
from datetime import date
from decimal import Decimal

from rules.reading import periods
from rules.reading.date_words import Asked
from rules.reading.dates import DateRow, date_row
from rules.reading.numerals import NUMBER, value

_LENGTH = rf"(?P<n>{NUMBER}|半)(?P<half>个半)?(?P<u>个?工作日|个?小时|(?<=半)月|个季度|个月|个?周|个?星期|个?礼拜|天|日|年)(?P<more>半)?"
_WITHIN = r"(?:的?时间)?(?:之内|以内|内)"
_SHIFT_WORDS = (
    r"(?:宽限|延期|延长|顺延|推迟|推后|延后|推延|延缓|展期|缓期|宽延|后延|后推|延|缓|晚|多给|再给|再要|多要|"
    r"往后[推延拖移])"
)
_SHIFT_FILL = (
    r"(?:我们?|点|一下|整改|时间|期限|时限|工期|到期|上|个|约|大约|大概|至少|最多|不超过|[:,]){0,3}"
)


def _count(found: re.Match[str]) -> Decimal | None:
    written = found["n"]
    count = Decimal("0.5") if written == "半" else value(written)
    if count is not None and (found["half"] or found["more"]):
        count += Decimal("0.5")
    return count


def _days(count: Decimal, each: int) -> int:
    return int((count * each).to_integral_value(rounding="ROUND_CEILING"))


def _months_on(start: date, count: Decimal) -> date | None:
    whole = periods.add_months(start, int(count))
    return periods.add_days(whole, 15) if count != int(count) else whole


def _on(start: date, count: Decimal, unit: str, asked: Asked) -> date | None:
    if "工作日" in unit:
        return asked.calendar.add_working_days(start, int(count))
    if "小时" in unit:
        return periods.add_days(start, _days(count / 24, 1))
    if unit.endswith(("周", "星期", "礼拜")):
        return periods.add_days(start, _days(count, 7))
    if unit in ("天", "日"):
        return periods.add_days(start, _days(count, 1))
    return _months_on(start, count * _months_in(unit))


def _months_in(unit: str) -> int:
    return 12 if unit == "年" else 3 if "季" in unit else 1


_LONGEST = 400


def _reach(found: re.Match[str], start: date | None, asked: Asked) -> date | None:
    count = _count(found)
    if start is None or count is None or count > _LONGEST:
        return None
    return _on(start, count, found["u"], asked)


def _from_today(found: re.Match[str], asked: Asked) -> date | None:
    return None if asked.past else _reach(found, asked.today, asked)


def _from_deadline(found: re.Match[str], asked: Asked) -> date | None:
    return _reach(found, asked.deadline, asked)


def _ago(found: re.Match[str], asked: Asked) -> date | None:
    count = _count(found)
    if count is None or count > _LONGEST or "工作日" in found["u"]:
        return None
    return _on(asked.today, -count, found["u"], asked)


SHIFTS: tuple[DateRow, ...] = (
    date_row(
        rf"{_SHIFT_WORDS}{_SHIFT_FILL}{_LENGTH}(?!内|之内|以内)",
        _from_deadline,
        "再宽限半个月",
        "2026-12-15",
    ),
)
"""Counted from the item's own deadline (the examples: 2026-11-30)."""

ROWS: tuple[DateRow, ...] = (
    date_row(rf"(?<![每近第月]){_LENGTH}{_WITHIN}", _from_today, "三个工作日内", "2026-11-27"),
    date_row(
        rf"(?<![每近第月]){_LENGTH}(?:之后|以后|过后|后)(?!续|期|面)",
        _from_today,
        "两周后完成",
        "2026-12-08",
    ),
    date_row(
        rf"(?:还得|还要|还需要?|再有|再过|再用|尚需|预计需要?|大约需要?|约需要?|大概要|最多|最快|需要?){{1,2}}{_LENGTH}(?:左右|时间|的时间)?(?!内)",
        _from_today,
        "还需要10天",
        "2026-12-04",
    ),
    date_row(
        rf"(?<![提第月]){_LENGTH}(?<!日)(?:之前|以前|前)(?!期)", _ago, "3天前完成", "2026-11-21"
    ),
)

ANY = re.compile(
    rf"(?:近|每|前|后|头|连续|历时|提前|逾期|超期)?{_LENGTH}(?:左右|时间|多)?|[几数多]十?(?:天|个?月|年|个?小时|周|日)"
)
"""A length of time that is no date: it is no figure either."""
