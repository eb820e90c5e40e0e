"""Several dates in one text: years that later ones inherit, and which dates are meant at all."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.language.reading.days import calendar
from rules.language.reading.days.places import REACH
from rules.language.reading.values import DateRole

FROM_TO = re.compile(r"(?:(?:延|推迟|调整|顺延|延期|延长)?(?<![截,;。:\n])[至到]|[调改]整?为|-|~)$")
_NOT_MEANT = re.compile(
    r"(?:(?:(?:原定|原计划|原[来先](?:定|计划|说)?的?|原(?:整改)?(?:时限|期限)[为是]?|"
    r"(?<![\u4e00-\u9fff])原)[是在于到为]?)|[自从由](?:原来?的?|原定的?)?|[受因]|不是|并非|非)$"
)
"""The day before which this stands is not meant: 原定…, 自…起, 受…影响, 不是…"""
_SAID_THEN = re.compile(
    r"(?:[上下]午|晚上|早上)?(?:我们?|咱们?)?(?:[报说填写发汇][上报送]?|上报)[的过错]|的(?=\d)|"
    r"才补?报|补报|[那这]个?[条份次数][^,;。]{0,2}(?:有误|错|不对|不准|作废|重复|里)"
)
"""The date of a message, not of the work: 昨天报的数字有误."""
_ASKS_FOR_MORE = re.compile(r",[^,]{0,6}(?:申请|请求?|恳|求|想)")
"""Behind the day that cannot be kept: 赶不上12月8日,申请延到12月底."""
_REPORTED_LATE = re.compile(
    r"[^。;!?\n]{0,30}?(?:没顾[上得]|顾不上|没来得及|才来得及|才(?:有空|腾出|想起)|今[天早]才|现在才|补报|补一下)"
)
"""Why a report comes late: 昨天陪省里转了一整天,才来得及报."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text with its position, value and role."""

    start: int
    end: int
    value: date
    role: DateRole
    year: int | None = None
    """The year written before it; None where none was."""
    of_year: Callable[[int], date | None] | None = None
    """The same date in another year; None where no year may stand before it."""
    begins: bool = False


def share_years(found: list[FoundDate], normalized: str, after: date) -> list[FoundDate]:
    """Return the dates with inherited years: 2027年3月底前完成招标,12月底前建成.

    A date without a year takes that of the date before it if that is later than `after` or begins
    a range.
    """
    shared: list[FoundDate] = []
    for each in found:
        before = shared[-1] if shared else None
        shared.append(each if before is None else _of_year_before(each, before, normalized, after))
    return shared


def _of_year_before(each: FoundDate, before: FoundDate, normalized: str, after: date) -> FoundDate:
    between = normalized[before.end : each.start]
    if before.value <= after and not FROM_TO.search(between):
        return each
    if each.year is not None or each.of_year is None or len(between) > REACH:
        return each
    year = before.value.year + 1 if _NEXT_YEAR.search(between) else before.year
    there = None if year is None else each.of_year(year)
    if there is None or (there < before.value and not _PART_OF_IT.search(between)):
        return each
    role: DateRole = "promise" if each.role == "done" and there > after else each.role
    return replace(each, value=there, year=year, role=role)


_PART_OF_IT = re.compile(r"其中|\(含")
_NEXT_YEAR = re.compile(r"(?:次年|翌年|第二年)度?的?$")


def without_unmeant(found: list[FoundDate], normalized: str) -> list[FoundDate]:
    """Return the dates without those not meant: 原定…, the start of 从…到…, 自…起."""
    kept: list[FoundDate] = []
    for place, each in enumerate(found):
        before = normalized[max(0, each.start - 12) : each.start]
        after = found[place + 1] if place + 1 < len(found) else None
        between = normalized[each.end : after.start] if after else ""
        joined = FROM_TO.search(between) and not _ASKS_FOR_MORE.search(between)
        close = after is not None and after.start - each.end <= 8
        of_paper = (
            _PAPER.match(normalized[each.end : each.end + 4])
            and normalized[each.end - 1] in "月度周年"
        )
        spoken_of = (
            of_paper
            or _SAID_THEN.match(normalized[each.end : each.end + 12])
            or (each.role == "done" and _REPORTED_LATE.match(normalized, each.end))
            or (_ON_PAPER.search(before) and _OF_PAPER.match(normalized[each.end : each.end + 12]))
        )
        begins = _BEGINS.match(normalized[each.end : each.end + 3]) and not (joined and close)
        unmeant = _NOT_MEANT.search(before) and not begins
        starts = each.begins and _PERIOD.search(normalized[each.start : each.end])
        if unmeant or (joined and close) or spoken_of or starts:
            continue
        before_it = found[place - 1] if place else None
        if kept and before_it and kept[-1].start == before_it.start:
            before_it = kept[-1]
        kept.append(_in_order(each, before_it, normalized))
    return kept


def _in_order(each: FoundDate, before: FoundDate | None, normalized: str) -> FoundDate:
    """Return a date moved after the one before it: 下周一到周三, 12月初进场,月底完成."""
    if before is not None and _is_of_that_month(each, before, normalized):
        return replace(each, value=calendar.last_of_month(before.value))
    later = _day_after(each, before, normalized) if before is not None else None
    if before is not None and later is not None:
        return replace(each, value=later, role=before.role)
    if before is None or not FROM_TO.search(normalized[before.end : each.start]):
        return each
    ahead = (before.value - each.value).days
    if not 0 < ahead <= _WEEK or "周" not in normalized[each.start : each.end]:
        return each
    return replace(each, value=each.value + timedelta(days=_WEEK), role=before.role)


_PAPER = re.compile(r"份?的?(?:小结|总结|月报|周报|报表|简报|台账)|份?(?:至今|以来|到现在|到目前)")
"""A report named after its month: 11月小结."""


def _day_after(each: FoundDate, before: FoundDate, normalized: str) -> date | None:
    """Return a bare day as the next such day after a day to come: 12月5号到货,10号装完."""
    bare = _BARE_DAY.match(normalized[each.start : each.end])
    if not bare or before.role != "promise" or len(normalized[before.end : each.start]) > _NEAR:
        return None
    month = before.value.replace(day=1)
    ahead = month if each.value.day >= before.value.day else calendar.add_months(month, 1)
    there = calendar.day(ahead.year, ahead.month, each.value.day)
    return there[1] if there else None


_BARE_DAY, _NEAR = re.compile(r"\d{1,2}[日号]"), 20
_ON_PAPER = re.compile(r"(?:根据|按照|依据|落实|贯彻|按)[^,;。]{0,8}$")
_OF_PAPER = re.compile(r"的?[^,;。]{0,6}(?:要求|通知|会议|部署|来函|文件|指示|调度)")
"""The date of a document, not of the work: 根据贵办11月16日调度要求."""


def _is_of_that_month(each: FoundDate, before: FoundDate, normalized: str) -> bool:
    between = normalized[before.end : each.start]
    near = len(between) <= REACH and not _SENTENCE.search(between)
    return (
        near and each.value < before.value and normalized.startswith(("月底", "月末"), each.start)
    )


_PERIOD = re.compile(r"^(?:[本这下]个?)*(?:周|星期|礼拜|月)$")
_SENTENCE = re.compile(r"[。!?\n]")
_BEGINS = re.compile(r"[日]?(?:起|开始)")
_WEEK = 7
