"""Readers of the columns of projects: money in 10,000 yuan, days planned and past, years."""

import re
from datetime import date
from decimal import Decimal

from storage.workbook import days
from storage.workbook.cells import Value, canonical_text, cell_text, read_number
from storage.workbook.days import Day
from storage.workbook.problems import Refused
from storage.workbook.readers import CellPlace

MEASURES = {"万元": Decimal(1), "万": Decimal(1), "亿元": Decimal(10_000), "亿": Decimal(10_000),
            "元": Decimal("0.0001")}  # fmt: skip
"""Measures of money → how many 10,000 yuan they are."""
_MONEY = re.compile(r"(?<![\d.,])(?P<number>[\d.,]++)(?:人民币)?(?P<measure>万元?|亿元?|元)")
_NOT_YET = frozenset(
    {"", "/", "-", "--", "—", "无", "否", "未", "未开工", "尚未开工", "未完工", "未招标"}
)
_YEAR = re.compile(r"(20\d\d)(?:年度?)?")


def money(value: Value, place: CellPlace) -> Decimal | None:
    """Return an amount in 10,000 yuan; a cell with a measure of its own is converted."""
    found = _MONEY.fullmatch(canonical_text(cell_text(value)))
    if found is None:
        return read_number(value, place.t)
    number = read_number(found["number"], place.t)
    return None if number is None else number * MEASURES[found["measure"]]


def planned(value: Value, place: CellPlace) -> Day:
    """Return the last day of a period that is planned for, with the words of the cell."""
    was = next((day for day in place.was.values() if _is_said(day, value)), None)
    return days.read_day(value, was, place.today, place.t, lasting=False)


def _is_said(day: object, value: Value) -> bool:
    return isinstance(day, Day) and bool(day.words) and day.words == cell_text(value)


def happened_on(value: Value, place: CellPlace) -> date | None:
    """Return a day that is over; None where it has not come."""
    if canonical_text(cell_text(value)) in _NOT_YET:
        return None
    found = days.read_day(value, None, place.today, place.t, lasting=False).on
    if found is None:
        raise Refused(
            place.t(
                "{words} is not a date; please write it like 2026-12-31.", words=cell_text(value)
            )
        )
    if found > place.today:
        raise Refused(
            place.t("{day} is still to come; please write when it happened.", day=found.isoformat())
        )
    return found


def year(value: Value, place: CellPlace) -> int | None:
    """Return a year written as 2026, 2026年 or 2026年度; None for an empty cell."""
    words = canonical_text(cell_text(value))
    if not words:
        return None
    found = _YEAR.fullmatch(words)
    if found is None:
        raise Refused(place.t("{words} is not a year; please write it like 2026.", words=words))
    return int(found[1])
