"""Days as a workbook writes them: real dates, or words such as 2026年12月底前 and 长期坚持."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from messages.texts import Texts
from rules.reading import periods
from storage.workbook.cells import Value, fold, words
from storage.workbook.problems import Refused

EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(36526, 73051)
"""Excel's numbers for the days from 2000 to 2099."""


@dataclass(frozen=True, slots=True)
class Day:
    """A deadline; `words` is what was written when it was not a real date."""

    on: date | None
    words: str = ""


NO_DAY = Day(None)

RECALLED = "撤销延期"
"""Beside a day it says that this day is meant although an extension has replaced it."""

_RECALL = re.compile(rf"[,、;(]?{RECALLED}\)?")

_HEAD = r"(?:于|在|至|截至|力争|确保)?"
_TAIL = (
    r"(?:之?前|以前|之?内|以内)?(?:基本|全面|全部)?(?:完成|整改到位|建成|见效)?(?:整改|整治|销号)?"
    r"(?:[,、;(]?(?:并|且)?(?:长期坚持|持续推进|持续整改)\)?)?[。.;]?"
)
_YEAR = r"(?:(?P<y>20\d\d)年)?"
_PART = r"(?P<part>底|末|初|上旬|中旬|下旬)?"
_MONTH_DAY = r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"
_ENDLESS = re.compile(
    r"(?:已完成,?)?(?:立行立改|立即整改|立整立改)?[,、;]?(?:并|且)?(?:长期|持续|常态化?)(?:坚持|推进|整改|开展)?"
)
_AT_ONCE = re.compile(r"立行立改|立即整改|立整立改|立即")

Match = re.Match[str]
Resolve = Callable[[Match, int], date | None]


def _day(found: Match, year: int) -> date | None:
    return periods.day(year, int(found["m"]), int(found["d"]))


def _month(found: Match, year: int) -> date | None:
    month = int(found["m"])
    return periods.part_of_month(year, month, found["part"] or "底") if 1 <= month <= 12 else None


def _quarter(found: Match, year: int) -> date | None:
    return periods.quarter_end(year, "一二三四1234".index(found["q"]) % 4 + 1)


def _half(found: Match, year: int) -> date | None:
    return periods.month_end(year, 6 if found["h"] == "上" else 12)


def _year_end(_found: Match, year: int) -> date | None:
    return periods.month_end(year, 12)


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a day: as the whole cell, or somewhere in a sentence."""

    whole: re.Pattern[str]
    inside: re.Pattern[str]
    resolve: Resolve


def _form(pattern: str, resolve: Resolve) -> Form:
    inside = re.compile(rf"(?<![\d.]){pattern}(?![\d.])")
    return Form(re.compile(_HEAD + pattern + _TAIL), inside, resolve)


FORMS = (
    _form(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)", _day),
    _form(r"(?P<y>20\d\d)(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})[日号]?", _day),
    _form(_YEAR + _MONTH_DAY, _day),
    _form(r"(?P<y>20\d\d)[./-](?P<m>\d{1,2})" + _PART, _month),
    _form(_YEAR + r"(?P<m>\d{1,2})月份?" + _PART, _month),
    _form(_YEAR + r"第?(?P<q>[一二三四1-4])季度[底末]?", _quarter),
    _form(_YEAR + r"(?P<h>[上下])半年[底末]?", _half),
    _form(r"(?P<y>20\d\d)年?(?:年?[底末终]|年)", _year_end),
    _form(r"(?P<y>)年[底末终]", _year_end),
)


def deadline_of(text: str, today: date) -> date | None:
    """The last day a deadline's words mean; None when they name none.

    Of a day without a year the next to come is meant; a sentence must write the year, and where
    it names several days the last one counts.
    """
    plain = _RECALL.sub("", _with_years(fold(text), today))
    for form in FORMS:
        found = form.whole.fullmatch(plain)
        if found and found["y"]:
            return form.resolve(found, int(found["y"]))
        if found:
            return _next(found, form.resolve, today)
    return _last_inside(plain)


def _last_inside(text: str) -> date | None:
    days: list[date | None] = []
    for form in FORMS:
        for found in form.inside.finditer(text):
            if found["y"]:
                days.append(form.resolve(found, int(found["y"])))
                text = text.replace(found.group(), "·" * len(found.group()))
    # A day that no calendar has is a slip of the pen: nothing is guessed from the rest.
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _with_years(text: str, today: date) -> str:
    for name, year in (("今年", today.year), ("本年", today.year), ("明年", today.year + 1)):
        text = text.replace(name, f"{year}年")
    return text


def _next(found: Match, resolve: Resolve, today: date) -> date | None:
    here = resolve(found, today.year)
    return here if here and here >= today else resolve(found, today.year + 1)


def day(value: Value, was: Day | None, today: date, t: Texts) -> Day:
    """A cell as a deadline. Words already in the ledger keep the day they meant then."""
    if isinstance(value, datetime):
        return Day(value.date())
    if isinstance(value, date):
        return Day(value)
    text = words(value)
    if not text:
        return NO_DAY
    if was is not None and was.words == text:
        return was
    if isinstance(value, float | int):
        return _from_number(text, today, t)
    return Day(_meant(text, today, t), text)


def _meant(text: str, today: date, t: Texts) -> date | None:
    plain = unicodedata.normalize("NFKC", fold(text)).rstrip("。.")
    if _ENDLESS.fullmatch(plain) or _AT_ONCE.fullmatch(plain):
        return None
    found = deadline_of(text, today)
    if found is None:
        raise Refused(_no_date(text, t))
    return found


def _from_number(text: str, today: date, t: Texts) -> Day:
    """A number in a date's place: 2026.12, 20261231, or a date that lost its format."""
    if text.isdigit() and int(text) in SERIALS:
        return Day(EXCEL_DAY_ZERO + timedelta(days=int(text)))
    if re.fullmatch(r"20\d\d\.1", text):
        raise Refused(t("{words} may be January or October; please write it in full.", words=text))
    if re.fullmatch(r"20\d\d(?:\.\d{1,2}|\d{4})", text):
        return Day(_meant(text, today, t), text)
    raise Refused(_no_date(text, t))


def _no_date(text: str, t: Texts) -> str:
    return t(
        "{words} is not a date; please write it like 2026-12-31 or 2026年12月底前.", words=text
    )
