"""Deadlines in a workbook: real dates, or words such as 2026年12月底前 and 长期坚持."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rules.language.reading.days.deadlines import Deadline, NoDayReason, read_deadline
from rules.language.reading.days.values import DateQuery
from rules.policy.calendar import WorkCalendar
from rules.policy.wording import Translator
from storage.workbook.cells import (
    ShownMonth,
    ShownYear,
    Since1904,
    Value,
    canonical_text,
    cell_text,
)
from storage.workbook.problems import Refused

EXCEL_DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
SERIALS = range(36526, 73051)
"""Excel's serial numbers of the days from 2000 to 2099."""


@dataclass(frozen=True, slots=True)
class Day:
    """A deadline; `words` is the text of the cell when it was no real date."""

    on: date | None
    words: str = ""


NO_DAY = Day(None)

RECALLED = "撤销延期"
"""Written after a day: the day is meant although an extension has replaced it."""

_RECALL = re.compile(rf"[,，、;；(（]?{RECALLED}[)）]?")
_ENDLESS = re.compile(
    r"(?:已完成,?)?(?:立行立改|立即整改|立整立改)?[,、;]?(?:并|且)?(?:长期|持续|常态化?)(?:坚持|推进|整改|开展)?"
)
_AT_ONCE = re.compile(r"立行立改|立即整改|立整立改|立即")


@lru_cache(maxsize=4096)
def parse_deadline(text: str, today: date) -> Deadline:
    """Return the reading of a deadline's words; a day without a year is the next one.

    `day` is None when they name none.
    """
    asked = DateQuery(datetime.combine(today, time()), WorkCalendar.china())
    return read_deadline(_RECALL.sub("", text), asked)


def read_day(value: Value, was: Day | None, today: date, t: Translator, *, lasting: bool) -> Day:
    """Return a cell as a deadline. Words already in the ledger keep the day they meant then.

    `lasting`: the duty never ends, so that its words may name a beginning without an end. Refuse
    words that name no day.
    """
    if isinstance(value, datetime):
        return Day(value.date())
    if isinstance(value, date) and not isinstance(value, ShownMonth | ShownYear):
        return Day(value)
    text = value.as_shown if isinstance(value, ShownMonth | ShownYear) else cell_text(value)
    if not text:
        return NO_DAY
    if was is not None and was.words == text:
        return was
    if isinstance(value, float | int):
        zero = DAY_ZERO_1904 if isinstance(value, Since1904) else EXCEL_DAY_ZERO
        return _from_number(text, zero, today, t)
    return Day(_meant(text, today, t, lasting=lasting), text)


def _meant(text: str, today: date, t: Translator, *, lasting: bool = False) -> date | None:
    plain = canonical_text(text).rstrip("。.")
    if _ENDLESS.fullmatch(plain) or _AT_ONCE.fullmatch(plain):
        return None
    found = parse_deadline(text, today)
    if found.day is None and not (lasting and found.why_none is NoDayReason.NO_END):
        raise Refused(_why_none(text, found, t))
    return found.day


def _from_number(text: str, zero: date, today: date, t: Translator) -> Day:
    """Return the day of a numeric cell: 2026.12, 20261231, or a date that lost its format."""
    if text.isdigit() and int(text) + (zero - EXCEL_DAY_ZERO).days in SERIALS:
        return Day(zero + timedelta(days=int(text)))
    if re.fullmatch(r"20\d\d\.1", text):
        raise Refused(t("{words} may be January or October; please write it in full.", words=text))
    if re.fullmatch(r"20\d\d(?:\.\d{1,2}|\d{4})", text):
        return Day(_meant(text, today, t), text)
    raise Refused(_no_date(text, t))


def _why_none(text: str, found: Deadline, t: Translator) -> str:
    """Return why no day was read, and what to write instead."""
    if found.offered is not None:
        day = found.offered.isoformat()
        return t(
            "No day can be told from {words}; if {day} is meant, please write that.",
            words=text,
            day=day,
        )
    vague = t("No day can be told from {words}; please write it like 2026-12-31.", words=text)
    no_end = t("No last day is named in {words}; please write it like 2026-12-31.", words=text)
    reasons = {
        NoDayReason.VAGUE: vague,
        NoDayReason.NO_END: no_end,
        NoDayReason.WHICH_YEAR: t("{words}: please write the year of every day.", words=text),
        NoDayReason.WHICH_DAY: t("{words}: please write only the day that counts.", words=text),
        NoDayReason.DONE: t(
            "When it was done is written in {words}; please write when it is due.", words=text
        ),
    }
    return reasons.get(found.why_none or NoDayReason.NO_TIME, _no_date(text, t))


def _no_date(text: str, t: Translator) -> str:
    return t(
        "{words} is not a date; please write it like 2026-12-31 or 2026年12月底前.", words=text
    )
