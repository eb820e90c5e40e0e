"""Lengths of time: counted from today (三日内) or from the item's deadline (再宽限半个月)."""

from datetime import date
from decimal import Decimal

from rules.language.reading.days import calendar
from rules.language.reading.days.calendar import Stretch, one_day
from rules.language.reading.days.values import DateQuery, Found
from rules.language.reading.english_words import parse_english_numeral
from rules.language.reading.numerals import parse_numeral

_LONGEST = 400
_HALF = Decimal("0.5")
_MONTHS = {"月": 1, "度": 3, "季": 3, "年": 12, "month": 1, "quarter": 3, "year": 12}
_DAYS = {"周": 7, "期": 7, "拜": 7, "week": 7, "fortnight": 14}


def from_today(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the day so far from today."""
    return one_day(_on(asked.today, found, asked))


def from_deadline(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the day so far from the item's deadline; None where that is not known."""
    return one_day(_on(asked.deadline, found, asked))


def ago(found: Found, asked: DateQuery) -> Stretch | None:
    """Return the day so long before today."""
    return one_day(_on(asked.today, found, asked, -1))


def count(found: Found) -> Decimal | None:
    """Return how many units; None where it cannot be read, or is absurd."""
    written = found.words("n").lower()
    if written.isascii():
        whole = {"a": Decimal(1), "an": Decimal(1)}.get(written) or parse_english_numeral(written)
    else:
        whole = _HALF if written == "半" else parse_numeral(written)
    if whole is not None and found.words("half"):
        whole += _HALF
    return whole if whole is not None and 0 < whole <= _LONGEST else None


def _on(start: date | None, found: Found, asked: DateQuery, way: int = 1) -> date | None:
    how_many, unit = count(found), found.words("u").lower().removesuffix("s")
    if start is None or how_many is None:
        return None
    if "工作日" in unit or found.words("working"):
        return asked.calendar.add_working_days(start, int(how_many)) if way > 0 else None
    months = _MONTHS.get(unit, _MONTHS.get(unit[-1:], 0))
    if months:
        return _months_on(start, way * how_many * months)
    days = how_many / 24 if "小时" in unit else how_many * _DAYS.get(unit, _DAYS.get(unit[-1:], 1))
    return calendar.add_days(start, way * int(days.to_integral_value(rounding="ROUND_CEILING")))


def _months_on(start: date, months: Decimal) -> date | None:
    there = calendar.add_months(start, int(months))
    return calendar.add_days(there, 15) if months != int(months) else there
