"""Read a deadline's wording in a workbook: the last day and its stages, or why there is none.

Dates are found as in a message. But nobody confirms a workbook's cell, so a date that was not
understood, or is ambiguous, makes the whole wording unreadable.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.language.productions import Grammar, Production
from rules.language.reading.days import chinese
from rules.language.reading.days.finding import CHINESE, find_days
from rules.language.reading.days.order import FoundDate, share_years, without_unmeant
from rules.language.reading.days.roles import is_limit
from rules.language.reading.days.values import DateQuery
from rules.language.reading.days.years import parse_year
from rules.language.reading.names import BEFORE_DATES, blank_names
from rules.language.reading.normalization import DATE, NAME, TO_COME, blank, normalize
from rules.language.reading.values import DateRole
from rules.language.tokens import vocabulary


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
_BEGUN = re.compile(r"20\d\d(?:[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?)?年?[-~至到]+(?=20\d\d)")
"""The first half of 2026.3-2027.6; the deadline is the other half."""
_LIST = replace(CHINESE, grammar=chinese.LISTED)
_VERBS = vocabulary("zh", "work", "roles")
_ENDING = frozenset({"verb", "ended", "wholly", "finished"})
_NEAR = 24
"""Characters behind a year in which it can be told to end there; no more are looked at."""


def _ends_in_it(after: str) -> bool:
    """Return whether something is finished in the year before these words: 2027年全部建成."""
    clause = _CLAUSE.match(after, 0, _NEAR)
    if clause is None or after.startswith(("(", ")", "、")):
        return True
    if _BEGINS.match(after) or _LEADS_ON.match(after):
        return True
    cues = (each.classes for each in _VERBS.read(clause.group()))
    return any(classes & _ENDING for classes in cues) or bool(_WORKS.search(clause.group()))


_WORKS = re.compile("投用|投产|投运|见效|实现|解决|出水")


def _every_date(text: str, asked: DateQuery) -> tuple[list[FoundDate], str]:
    """Return the dates in order, whole years included, and the text with them blanked.

    A year that only names something (2026年方案) has the role `as_of`.
    """
    text = _BEGUN.sub(lambda each: DATE * len(each.group()), text)
    found, text = find_days(text, asked, _LIST)
    for start, end, year in _whole_years(text, asked.today):
        role: DateRole = "deadline" if _ends_in_it(text[end:]) else "as_of"
        found.append(FoundDate(start, end, date(year, 12, 31), role, year))
        text = blank(text, start, end, TO_COME)
    return sorted(found, key=lambda each: each.start), text


def _whole_years(text: str, today: date) -> list[tuple[int, int, int]]:
    """Return where each year stands that no other words of a day follow, and which it is."""
    found = []
    for each in _WHOLE_YEAR.find(chinese.WORDS.read(text)):
        year = parse_year(each.words("year"), today)
        followed = text[each.end : each.end + 1].isdigit()
        if year is not None and "年" in each.words("year") and not followed:
            found.append((each.start, each.end, year))
    return found


_WHOLE_YEAR = Grammar(
    chinese.WORDS,
    (Production("(?P<year>{year}){within}?", None, "2027年", "2027年"),),
)
_NO_DATE = re.compile(
    r"20\d\d|\d年[底末前内]|\d{1,2}月|[一二三四五六七八九十]月|\d{1,2}[日号](?=[前之以]|$|[,;。\n])"
)
"""Digits of a date that no row reads, or that does not exist."""
_AFTER_A_DATE = f"(?:^|[,;。\n(:{DATE}{TO_COME}])"
_TIMES = vocabulary("zh", "days", "seasons", shapes=chinese.SHAPES)
_VAGUE = Grammar(
    _TIMES,
    (
        *(Production(each.pattern, None, each.example, each.reads) for each in chinese.BY_PLACE),
        *(Production(each.pattern, None, each.example, each.reads) for each in chinese.COUNTED),
        Production(_AFTER_A_DATE + "{year_unit}?{season}", None, "汛期前", "汛期"),
        Production("{year_unit}{part}|{five_years}|半{year_unit}", None, "年初", "年初"),
        Production("{named_feast}|{holidays}{after}", None, "春节后", "春节"),
        Production(f"{{before}}|{{next_year}}(?![{DATE}{TO_COME}])", None, "投产前", "前"),
        Production("{week_of_month}", None, "第一周", "第一周"),
    ),
)
"""A time without a certain day; 前 without a date before it is one too."""


def _is_vague(rest: str) -> bool:
    """Return whether the text still names a time once its dates are blanked."""
    return _VAGUE.first(_TIMES.read(rest)) is not None


def _follows(what: re.Pattern[str], each: FoundDate, normalized: str) -> bool:
    """Return whether the pattern follows a date that sets no limit itself."""
    return not is_limit(normalized[each.start : each.end]) and bool(
        what.match(normalized, each.end)
    )


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
        return normalized[: each.start].endswith(("次年", "翌年", "第二年"))
    began = before.year == each.value.year and _follows(_BEGINS, before, normalized)
    return each.value < before.value or not (before.year is None or began)


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
