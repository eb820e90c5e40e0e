"""Read a deadline's wording in a workbook: the last day and its stages, or why there is none.

Dates are found as in a message. But nobody confirms a workbook's cell, so a date that was not
understood, or is ambiguous, makes the whole wording unreadable.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from rules.language.reading import dates, holidays, resolving
from rules.language.reading.date_order import FoundDate, share_years, without_unmeant
from rules.language.reading.date_words import LIMIT, DateQuery, year_before
from rules.language.reading.dating import MOST, from_table
from rules.language.reading.durations import LATER, LENGTH, WITHIN
from rules.language.reading.names import BEFORE_DATES, blank_names
from rules.language.reading.normalization import DATE, NAME, TO_COME, blank, normalize
from rules.language.reading.table import first_match
from rules.language.reading.vagueness import ROWS as VAGUE
from rules.language.reading.values import DateRole
from rules.language.reading.verbs import DONE


class NoDayReason(StrEnum):
    """Why a wording has no last day."""

    NO_TIME = "no_time"
    VAGUE = "vague"
    NO_END = "no_end"
    WHICH_YEAR = "which_year"
    WHICH_DAY = "which_day"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Stage:
    """An earlier day, and what is due by then."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """`day` is None where `why_none` says why; `offered` is a day that may be meant all the same."""

    day: date | None = None
    stages: tuple[Stage, ...] = ()
    why_none: NoDayReason | None = None
    offered: date | None = None


def read_deadline(text: str, asked: DateQuery) -> Deadline:
    """Return what the wording of a deadline means; a day without a year is the next one."""
    normalized = _plain(text)
    once = _CLAUSE.sub(_without_recurring, normalized)
    found, rest = _every_date(blank_names(once, BEFORE_DATES), replace(asked, of_deadline=True))
    if _NO_DATE.search(rest):
        return Deadline(why_none=NoDayReason.NO_TIME)
    if _is_vague(rest):
        return Deadline(why_none=NoDayReason.VAGUE)
    until = [
        each for each in found if each.role == "deadline" and not _follows(_BEGINS, each, once)
    ]
    meant = without_unmeant(share_years(until, once, date.min), once)
    ends = [each for each in meant if not _follows(_LEADS_ON, each, once)]
    if not ends:
        return Deadline(
            why_none=NoDayReason.NO_END if found or once != normalized else NoDayReason.NO_TIME
        )
    unclear = _unclear(ends, found, once)
    return unclear or _last(ends, once, rest)


_CLAUSE = re.compile(r"[^,;。\n]+")
_RECURRING = re.compile("每个?(?:年|半年|季|月|周|星期|日|天)")


def _without_recurring(clause: re.Match[str]) -> str:
    """Return the clause blanked if it recurs: 每年汛期前清淤 has no end."""
    text = clause.group()
    return NAME * len(text) if _RECURRING.search(text) else text


_IN_A_DATE = re.compile(
    r"\n(?=[年月日底末初前内旬])|(?<=年)\n(?=\d{1,2}月)|(?<=月)\n(?=\d{1,2}[日号])"
)
_HOUR = r"(?:[上下]午|晚上?)?(?:\d{1,2}[:时点](?:\d\d)?分?|零[时点]|下班)"
_PLAINER = (
    # 20260630
    (re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)"), r"\1-\2-\3"),
    # 6月30日24时前, 6月30日(含)前
    (re.compile(rf"(?<=[日号])(?:{_HOUR}|\(含(?:当[日天]|本日)?\))(?=之?前|以前)"), ""),
    # 2027年:3月底前…,6月底前…
    (re.compile(r"(?<=20\d\d年)[:,、](?=\d{1,2}月)"), ""),
    # 1)2026年…;2)2027年…
    (re.compile(r"(?<![\d(])\d{1,2}\)"), ""),
)
_POINTS = re.compile(r"(20\d\d) *([./]) *(\d{1,2}) *([./]) *(\d{1,2})")
"""A date with spaces: 2026. 6. 30."""
_BRACKETS = str.maketrans("【】〔〕[]", "()()()")


def _plain(text: str) -> str:
    """Return the text normalized, with dates joined across lines and list numbers removed."""
    joined = _POINTS.sub(r"\1\2\3\4\5", _IN_A_DATE.sub("", text))
    normalized = normalize(joined).translate(_BRACKETS)
    for each, instead in _PLAINER:
        normalized = each.sub(instead, normalized)
    return normalized


_BEGINS = re.compile(r"日?(?:起|开始|启动|始(?!终)|以来|以后|之后|后(?![期续])|至今)")
"""The date is a beginning, not an end: 2018年起, 2026年3月启动."""
_LEADS_ON = re.compile(r"[至到~-]")
"""The date begins a range whose end is not a date: 2026年3月至完工."""
_ROWS = tuple(
    each
    for each in (*holidays.ROWS, *dates.ROWS)
    if each.dated or each.resolve in (resolving.full, resolving.year_month, resolving.end_of_plan)
)
"""Rows for absolute dates: a list is read long after it was written, so 下周三 means no day."""
_BEGUN = re.compile(r"20\d\d(?:[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?)?年?[-~至到]+(?=20\d\d)")
"""The first half of 2026.3-2027.6; the deadline is the other half."""
_WHOLE_YEAR = re.compile(
    r"(?:(?<!\d)(?:20\d\d|二零[零一二三四五六七八九]{2})|[今本明后])年度?(?:之内|以内|内)?"
)
_ENDS_IN_IT = re.compile(
    rf"\A(?:$|[,;。\n()、]|{_BEGINS.pattern}|{_LEADS_ON.pattern}|"
    rf"[^,;。\n]{{0,20}}?(?:{DONE}|投用|投产|投运|见效|实现|解决|出水))"
)
_NEAR = 40
"""Characters behind a year in which it can be told to end there; no more are looked at."""


def _every_date(text: str, asked: DateQuery) -> tuple[list[FoundDate], str]:
    """Return the dates in order, whole years included, and the text with them blanked.

    A year that only names something (2026年方案) has the role `as_of`.
    """
    text = _BEGUN.sub(lambda each: DATE * len(each.group()), text)
    found, text = from_table(text, asked, _ROWS)
    for each in islice(_WHOLE_YEAR.finditer(text), MOST):
        start, year = year_before(text, text.index("年", each.start()) + 1, asked.today)
        if year is None or text[each.end() : each.end() + 1].isdigit():
            continue
        role: DateRole = "deadline" if _ENDS_IN_IT.match(text[each.end() :][:_NEAR]) else "as_of"
        found.append(FoundDate(start, each.end(), date(year, 12, 31), role, year))
        text = blank(text, start, each.end(), TO_COME)
    return sorted(found, key=lambda each: each.start), text


_NEXT = "(?:次年|翌年|第二年)"
_HERE = rf"(?:^|[,;。\n(:]|[{DATE}{TO_COME}]年?)"
_SEASON = (
    r"初|[春夏秋冬伏腊暑寒]|主?汛|雨季|梅雨|枯水|采暖|供暖|取暖|供热[季期]|入[春夏秋冬汛梅伏]|双抢|"
    r"三[夏秋]|农[闲忙]|封冻|上冻|两会|换届|[高中]考|开学|学期|假期|任期|规划期|节[前后日假]|期间"
)
_NO_DATE = re.compile(
    r"20\d\d|\d年[底末前内]|\d{1,2}月|[一二三四五六七八九十]月|\d{1,2}[日号](?=[前之以]|$|[,;。\n])"
)
"""Digits of a date that no row reads, or that does not exist."""
_UNREAD = re.compile(
    rf"{_HERE}(?:{_SEASON})|年[初中](?![央秋小型心])|十[三四五六]五|半年|[上中下]旬|季度?[底末]|"
    rf"月[底末初]|[本下]月|(?:第.|首|最后一)个?周|[本下这]周|周[一二三四五六日末]|[明后]天|{_NEXT}(?![{DATE}{TO_COME}])|"
    r"学期|元旦|春节|除夕|元宵|清明[节前]|五一(?![路街])|劳动节|端午|中秋|国庆(?![路街])|重阳|腊月|正月|"
    r"农历|(?<![目当提此先空])前(?![期置端往述款沿景程列瞻山进后者])"
)
"""A time without a certain day; 前 without a date before it is one too."""


def _is_vague(rest: str) -> bool:
    """Return whether the text still names a time once its dates are blanked."""
    spans = (rest[each.end() : each.end() + 4] for each in LENGTH.finditer(rest))
    counted = any(first_match((WITHIN, LATER), after) for after in spans)
    return counted or bool(_UNREAD.search(rest) or first_match(VAGUE[:2], rest))


def _follows(what: re.Pattern[str], each: FoundDate, normalized: str) -> bool:
    """Return whether the pattern follows a date that sets no limit itself."""
    limits = LIMIT.search(normalized[each.start : each.end])
    return not limits and bool(what.match(normalized, each.end))


def _unclear(ends: list[FoundDate], found: list[FoundDate], normalized: str) -> Deadline | None:
    """Return the result for an ambiguous wording; None when it is unambiguous."""
    for each in ends:
        before = [other for other in found if other.start < each.start]
        if _is_of_unclear_year(each, before[-1] if before else None, normalized):
            return Deadline(why_none=NoDayReason.WHICH_YEAR)
        if before and _OR.search(normalized[before[-1].end : each.start]):
            return Deadline(why_none=NoDayReason.WHICH_DAY)
    outside = [each.value for each in ends if not _in_brackets(each, normalized)]
    later = outside and max(outside) < max(each.value for each in ends)
    return (
        Deadline(why_none=NoDayReason.WHICH_DAY)
        if later and not _MOVED.search(normalized)
        else None
    )


_OR = re.compile(r"或|^/$|[可能](?:再|适当)?[延放]")
"""Either day may be meant: 2027年6月或12月, 确有困难的可延至12月底前."""
_MOVED = re.compile(r"[延推]|调整|展期")


def _is_of_unclear_year(each: FoundDate, before: FoundDate | None, normalized: str) -> bool:
    """Return whether a date without a year follows a later one, or another year."""
    if each.year is not None:
        return False
    if before is None:
        return bool(_NEXT_YEAR.search(normalized[: each.start]))
    began = before.year == each.value.year and _follows(_BEGINS, before, normalized)
    return each.value < before.value or not (before.year is None or began)


_NEXT_YEAR = re.compile(f"{_NEXT}$")


def _last(ends: list[FoundDate], normalized: str, rest: str) -> Deadline:
    last = max(ends, key=lambda each: each.value)
    if _follows(_STARTS, last, normalized):
        return Deadline(why_none=NoDayReason.NO_END)
    if _is_done(last, normalized):
        return Deadline(why_none=NoDayReason.DONE)
    if _MIDDLE.search(normalized[last.start : last.end]):
        return Deadline(why_none=NoDayReason.VAGUE, offered=last.value)
    stages = tuple(_stage(each, normalized, rest) for each in ends if each.value != last.value)
    return Deadline(last.value, stages)


_STARTS = re.compile(r"(?:正式|全面)?(?:开工|动工|开建)")
_MIDDLE = re.compile("年中(?!秋)")


def _in_brackets(each: FoundDate, normalized: str) -> bool:
    return normalized.count("(", 0, each.start) > normalized.count(")", 0, each.start)


_DONE_BEFORE = re.compile(r"已经?(?:于|在)?$")
_DONE_AFTER = re.compile(r"[^,;。\n]{0,6}已(?!安排|计划|列入|纳入|制定|明确|[延展]|经|调整|批|报)")


def _is_done(each: FoundDate, normalized: str) -> bool:
    """Return whether the date says when it was done: 已于2024年12月完成."""
    before = _DONE_BEFORE.search(normalized[max(0, each.start - 4) : each.start])
    return bool(before or _DONE_AFTER.match(normalized[each.end : each.end + 10]))


_END_OF_CLAUSE = re.compile(rf"[,;。\n()、①-⑳{DATE}{TO_COME}]")


def _stage(each: FoundDate, once: str, rest: str) -> Stage:
    """Return a stage described by what follows the day in its clause, else by what precedes it."""
    end = _END_OF_CLAUSE.search(rest, each.end)
    after = once[each.end : end.start() if end else len(rest)]
    ends = [found.end() for found in _END_OF_CLAUSE.finditer(rest[: each.start].rstrip("("))]
    before = once[max(ends, default=0) : each.start].rstrip("(")
    words = after.strip(": ") or _NUMBERED.sub("", before).strip(": ")
    in_brackets = _BRACKETED.match(once, each.end)
    return Stage(each.value, words or (in_brackets[1] if in_brackets else ""))


_BRACKETED = re.compile(r"\(([^()]*)\)")


_NUMBERED = re.compile(r"^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、]|[一二三四]是)")
