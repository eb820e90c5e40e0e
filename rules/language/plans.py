"""Read a plan: 11月底完成方案，12月中旬拆20栋，月底拆完. Each step needs a day that can be told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from rules.language.reading.days.finding import find_days, language_of
from rules.language.reading.days.order import FROM_TO, FoundDate
from rules.language.reading.days.values import DateQuery
from rules.language.reading.normalization import is_english, normalize
from rules.language.reading.numbers import find_amounts
from rules.language.tokens import vocabulary
from rules.policy.calendar import WorkCalendar
from rules.policy.measures import convert_to
from rules.policy.plans import WrittenStep


class PlanTrouble(StrEnum):
    """Why a step cannot be read."""

    NOTHING = "nothing"
    NO_DAY = "no_day"
    WHICH_DAY = "which_day"
    NO_WORK = "no_work"
    WHICH_AMOUNT = "which_amount"


@dataclass(frozen=True, slots=True)
class UnreadStep:
    """What cannot be read, and why."""

    why: PlanTrouble
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """When the plan is written, and what its item counts; `measure` is empty where it counts nothing."""

    today: date
    calendar: WorkCalendar
    measure: str = ""
    deadline: date | None = None

    def on(self, day: date) -> DateQuery:
        """Return the context in which a day is read that follows another."""
        moment = datetime.combine(day, time())
        return DateQuery(moment, self.calendar, deadline=self.deadline, of_deadline=True)


_REFINE = re.compile(r"细化|整改计划|\bplans?\b", re.IGNORECASE)


def asks_for_plans(words: str) -> bool:
    """Return whether a round is to ask for plans: 细化 周五12:00."""
    return bool(_REFINE.search(words))


def read_plan(text: str, asked: PlanQuery) -> tuple[WrittenStep, ...] | UnreadStep:
    """Return the steps in the order they are written, or the first that cannot be read."""
    steps: list[WrittenStep] = []
    dated = False
    for clause in _clauses(_NUMBERED.sub("", normalize(text)), asked):
        found = _day(clause, asked, steps[-1].due if steps else None, dated=dated)
        if found is None and steps and _GOES_ON.match(clause):
            steps[-1] = replace(steps[-1], name=f"{steps[-1].name}，{clause}")
            continue
        if found is None or isinstance(found, PlanTrouble):
            return UnreadStep(found or PlanTrouble.NO_DAY, clause)
        step = _step(clause, found, asked)
        if isinstance(step, PlanTrouble):
            return UnreadStep(step, clause)
        steps.append(step)
        dated = dated or found.year is not None
    return tuple(steps) if steps else UnreadStep(PlanTrouble.NOTHING)


_NUMBERED = re.compile(
    r"(?:^|(?<=[,;。\n]))[ ]?(?:\(?(?:\d{1,2}|[一二三四五六七八九十])(?:[)、]|\.(?!\d))|[一二三四五六]是)[ ]?"
)
"""Numbers of a list: 1. … 2. …, 一是…"""
_BREAK = re.compile(r"[,;。!?\n]|\.(?=\s|$)")
_NEXT_DAY = re.compile(r"[ ]?(?:再|到|在|于|争取|力争|预计|计划|确保)?$")
_GOES_ON = re.compile(r"(?:并|且|同时|同步|以及|and\b)")


def _clauses(text: str, asked: PlanQuery) -> Iterator[str]:
    """Yield the parts of a text; no sign within a day parts it, and 、 does only before a day."""
    days, _ = find_days(text, asked.on(asked.today), language_of(text))
    inside = {at for day in days for at in range(day.start, day.end)}
    cuts = [each.start() for each in _BREAK.finditer(text) if each.start() not in inside]
    for day in days:
        before = text.rfind("、", 0, day.start)
        if before >= 0 and _NEXT_DAY.match(text[before + 1 : day.start]):
            cuts.append(before)
    start = 0
    for end in [*sorted(cuts), len(text)]:
        clause = text[start:end].strip(" 、:")
        if clause:
            yield clause
        start = end + 1


def _day(
    clause: str, asked: PlanQuery, before: date | None, *, dated: bool
) -> FoundDate | PlanTrouble | None:
    """Return the day of a clause: None where it names none.

    `dated`: a step before it names its year, which carries on.
    """
    found = _only(clause, asked.on(asked.today))
    if before is None or not isinstance(found, FoundDate) or found.year is not None:
        return found
    words = clause[found.start : found.end]
    if _LENGTH.search(words):
        return PlanTrouble.WHICH_DAY
    of_its_month = _MONTH_UNNAMED.search(words) and not _RELATIVE.search(words)
    if of_its_month or (found.value < before and dated):
        return _only(clause, asked.on(before))
    return found


_MONTH_UNNAMED = re.compile(r"(?<![\d一二三四五六七八九十])(?:月|[上中下]旬)")
_RELATIVE = re.compile("[本这当下上]个?月|今")
_LENGTH = re.compile(
    r"^[\d一二三四五六七八九十两半]+个?(?:工作日|天|日|周|星期|月)(?:之?内|以内|之?后)"
)


def _only(clause: str, context: DateQuery) -> FoundDate | PlanTrouble | None:
    """Return the only day of a clause, or the end of the range that it names."""
    found, _ = find_days(clause, context, language_of(clause))
    if not found:
        return None
    *begins, last = found
    ranges = all(
        FROM_TO.search(clause[a.end : b.start]) for a, b in zip(begins, found[1:], strict=True)
    )
    return last if not begins or (len(begins) == 1 and ranges) else PlanTrouble.WHICH_DAY


_HOUR = r"(?:[上下]午)?\d{1,2}(?:[时点](?:\d\d分)?|:\d\d)(?:之?前|以前)?"
_LEADS = re.compile(
    rf"^(?:[ ,:;。]|\d{{1,2}}\.(?!\d)|{_HOUR}|(?:次|翌|第二)年|之?前|以前|之?内|(?:by|before|on)\b)++",
    re.IGNORECASE,
)
_TRAILS = re.compile(r"(?:(?<= )(?:by|before|on|until)|\(\)|[在于到至])$", re.IGNORECASE)
_ROUND = " ,:;。"


def _step(clause: str, day: FoundDate, asked: PlanQuery) -> WrittenStep | PlanTrouble:
    work = clause[: day.start] + clause[day.end :]
    name = _TRAILS.sub("", _LEADS.sub("", work.strip(_ROUND)).strip(_ROUND)).strip(_ROUND)
    if not re.search(r"\w", name):
        return PlanTrouble.NO_WORK
    step = WrittenStep(name, day.value)
    amounts = [each for each in _amounts(name, asked.measure) if each.amount]
    if len({each.amount for each in amounts}) > 1:
        return PlanTrouble.WHICH_AMOUNT
    if amounts:
        return replace(amounts[0], name=name, due=day.value)
    return replace(step, rest=_is_the_rest(name))


def _amounts(name: str, measure: str) -> Iterator[WrittenStep]:
    """Yield the amounts in the item's measure, as steps without a name of their own."""
    for start, value, unit in _found_amounts(name):
        in_all = bool(_IN_ALL.search(name[:start]))
        if unit == "%":
            yield WrittenStep("", date.min, value, in_all=True, share=True)
        elif unit and (counted := convert_to(value, unit, measure)) is not None:
            yield WrittenStep("", date.min, counted, in_all=in_all)


def _found_amounts(name: str) -> Iterator[tuple[int, Decimal, str]]:
    if is_english(name):
        for each in _ENGLISH_AMOUNT.finditer(name):
            yield each.start(), Decimal(each[1]), each[2] or ""
        return
    found, _ = find_amounts(name, efforts=True)
    for one in found:
        yield one.start, one.value, one.unit


_ENGLISH_AMOUNT = re.compile(
    r"(?<![\w.])(\d{1,12}(?:\.\d{1,6})?)[ ]?(%|[a-z]{1,20})?", re.IGNORECASE
)
_IN_ALL = re.compile(
    r"(?:累计|共计?|总共|合计|达到?|增至)[^,;。]{0,8}$|\bin (?:all|total)\b", re.IGNORECASE
)
_WORK = vocabulary("zh", "work", "roles")
_ALL_OF_IT = frozenset({"entirely", "rest", "left"})
_PAPER = frozenset({"document", "preliminary", "readied"})
_ENGLISH_REST = re.compile(r"\b(?:all|the rest|remaining|everything)\b", re.IGNORECASE)


def _is_the_rest(name: str) -> bool:
    """Return whether all that is left is done by this step: 拆完, 其余全部拆除; not 完成方案."""
    if is_english(name):
        return bool(_ENGLISH_REST.search(name))
    classes = frozenset(c for token in _WORK.read(name) for c in token.classes)
    if classes & _PAPER:
        return False
    return "finished" in classes or bool(classes & _ALL_OF_IT and "wholly" in classes)
