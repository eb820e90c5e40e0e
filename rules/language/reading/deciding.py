"""Decide the intent of a Chinese message: the order in which the patterns are tried."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rules.language.matching import IndexEntry
from rules.language.reading import asking, closing, intents, reporting
from rules.language.reading.acknowledging import only_acknowledges
from rules.language.reading.instructing import (
    is_classified_so,
    perhaps_instructs,
    surely_instructs,
)
from rules.language.reading.intents import IntentRow
from rules.language.reading.normalization import FIGURE, NAME, TO_COME, normalize
from rules.language.reading.pledges import is_pledge, without_pledges
from rules.language.reading.table import first_match
from rules.language.reading.values import DateRead, Intent, Setting
from rules.policy.figures import Figure
from rules.policy.units import same_kind


def decide_intent(
    normalized: str,
    rest: str,
    figures: tuple[Figure, ...],
    dates: tuple[DateRead, ...],
    setting: Setting,
    entry: IndexEntry | None = None,
) -> Intent:
    """Return the intent of a message.

    `rest` is the normalized text with figures, dates and names blanked; `entry` the item if
    certain.
    """
    text = normalized.strip()
    return (
        _taken_back(text, rest)
        or _instructed(normalized, rest, figures, setting)
        or _short(text, rest, setting)
        or _asked(normalized, rest)
        or _told(normalized, rest, figures, setting)
        or _requested(text, rest, figures)
        or _reported(normalized, rest, figures, dates, entry)
        or _answered(setting, rest, dates)
        or "other"
    )


def is_small_talk(text: str) -> bool:
    """Return whether a message is a courtesy, or a notice to all: about no item."""
    return bool(_by(intents.SMALL_TALK, text.strip())) or is_notice(text)


def is_notice(text: str) -> bool:
    """Return whether a message asks something of everybody; any day in it is a deadline."""
    return bool(_by(intents.NOTICE, text.strip()))


def _is_mostly_date(rest: str) -> bool:
    return len(intents.PLAIN_WORDS.findall(rest)) <= _A_WORD_OR_TWO


_A_WORD_OR_TWO = 3


def _by(rows: Iterable[IntentRow], text: str) -> Intent | None:
    return next((each.intent for each in rows if each.words.pattern.search(text)), None)


def _taken_back(text: str, rest: str) -> Intent | None:
    if reporting.TAKES_BACK.pattern.search(text):
        return "cancel"
    if _by(intents.CANCEL, text):
        return "correction" if FIGURE in rest else "cancel"
    if _by(intents.SMALL_TALK, text) or (FIGURE not in rest and is_notice(text)):
        return "other"
    return None


def _instructed(
    normalized: str, rest: str, figures: tuple[Figure, ...], setting: Setting
) -> Intent | None:
    """Return `instruction` where words that owners never write urge others."""
    if setting.instructs is False or not surely_instructs(rest):
        return None
    return "instruction" if setting.instructs or not _of_owners(normalized, rest, figures) else None


def _of_owners(normalized: str, rest: str, figures: tuple[Figure, ...]) -> bool:
    """Return whether the words report, correct, ask for time, help or closing, or put a question."""
    return (
        any(each.role in ("remaining", "step") for each in figures)
        or bool(_by(intents.CORRECTION, normalized))
        or bool(_by(reporting.EXTENSION, normalized) and not _declined(normalized))
        or bool(closing.ASKS_TO_CLOSE.pattern.search(normalized))
        or _wants_help(normalized, rest)
        or normalized.rstrip().endswith(("?", "吗", "呢", "没有"))
    )


def _wants_help(normalized: str, rest: str) -> bool:
    """Return whether trouble is told of, unless it is what an instruction is about.

    It is where the words that urge are those that tell of it, and the classifier reads them so.
    """
    troubled = [clause for clause in reporting.CLAUSE.findall(rest) if has_problem(clause)]
    if any("请" not in clause and "滞后" not in clause for clause in troubled):
        return True
    return bool(troubled) and not is_classified_so(normalized)


def _told(
    normalized: str, rest: str, figures: tuple[Figure, ...], setting: Setting
) -> Intent | None:
    """Return `instruction` where a leader urges others in words that owners write as well."""
    if setting.instructs is False or _of_owners(normalized, rest, figures):
        return None
    by_rank = bool(setting.instructs) and not figures
    return "instruction" if perhaps_instructs(normalized, rest, by_rank=by_rank) else None


def _short(text: str, rest: str, setting: Setting) -> Intent | None:
    answers_figure = setting.expects == "figure" and text.isdigit()
    if not answers_figure and _acknowledges(text, rest):
        return "ack"
    return None if FIGURE in rest else _by(asking.CHART, rest)


def _acknowledges(text: str, rest: str) -> bool:
    """Return whether a message only confirms, with at most a promise: 收到，今天下班前报."""
    if FIGURE in rest or NAME in rest:
        return text == "1"
    words = intents.UNDERSTOOD.sub("", rest).strip()
    if intents.AS_PLANNED.match(words):
        return False
    confirms = bool(intents.ACK_WORD.search(words)) or is_pledge(words)
    return confirms and only_acknowledges(words)


def _asked(normalized: str, rest: str) -> Intent | None:
    corrected = None
    if not intents.CORRECTS_ITSELF.match(rest):
        corrected = _by(intents.CORRECTION, normalized) or _by(intents.CORRECTION, rest)
    if not corrected and (
        closing.ASKS_TO_CLOSE.pattern.search(normalized) or first_match(reporting.STUCK, normalized)
    ):
        return None
    return corrected or (_by(asking.QUERY, normalized) if _may_ask(normalized, rest) else None)


def _may_ask(normalized: str, rest: str) -> bool:
    """Return whether a message may be a question: with a figure only if phrased as one."""
    if _by(reporting.EXTENSION, normalized) and not reporting.ON_EXTENSION.pattern.search(
        normalized
    ):
        return False
    ends = ("?", "吗", "呢", "没有", "了没", "完没")
    return FIGURE not in rest or normalized.rstrip().endswith(ends)


def _requested(text: str, rest: str, figures: tuple[Figure, ...]) -> Intent | None:
    if _by(reporting.EXTENSION, text) and not _declined(text):
        return "extension"
    if "零报告" in text or not has_problem(rest):
        return None
    done = any(each.role in ("done", "step") for each in figures)
    return None if done and _reports_a_figure(rest) else "problem"


def _reports_a_figure(rest: str) -> bool:
    """Return whether a figure stands outside the clauses that state a problem."""
    return any(
        FIGURE in clause and first_match(reporting.PROBLEM, clause) is None
        for clause in reporting.CLAUSE.findall(_PAUSE.sub(",", rest))
    )


_PAUSE = re.compile(f"(?<={FIGURE})[了呢啊吧嘛]+")
"""Spoken pauses in dictated text: 剩下三座呢设备还没到货."""


def takes_back_extension(text: str) -> bool:
    """Return whether the text withdraws a request for a later deadline."""
    return bool(reporting.TAKES_BACK.pattern.search(normalize(text)))


def _declined(text: str) -> bool:
    return bool(reporting.NOT_EXTENSION.pattern.search(text))


def says_unfinished(text: str) -> bool:
    """Return whether the words say that something is left, or not done."""
    return bool(reporting.STILL.pattern.search(normalize(text)))


@lru_cache(maxsize=256)
def has_problem(rest: str) -> bool:
    """Return whether the text states a problem; cached, as intent and blocker both need it."""
    cleared = reporting.NO_PROBLEM.pattern.sub("", rest)
    return first_match(reporting.PROBLEM, cleared) is not None


def tells_of_unrest(normalized: str) -> bool:
    """Return whether people gather, block or fight: what was said of it is kept whole."""
    cleared = reporting.NO_PROBLEM.pattern.sub("", normalized)
    return reporting.UNREST.pattern.search(cleared) is not None


def problem_clauses(normalized: str, rest: str) -> list[str]:
    """Return the clauses that state a problem; empty when none does."""
    if not has_problem(rest):
        return []
    return [
        normalized[each.start() : each.end()]
        for each in reporting.CLAUSE.finditer(rest)
        if has_problem(each.group())
    ]


def _reported(
    normalized: str,
    rest: str,
    figures: tuple[Figure, ...],
    dates: tuple[DateRead, ...],
    entry: IndexEntry | None,
) -> Intent | None:
    open_roles = ("remaining",) if _all_stated(figures) else ("remaining", "step")
    part = _some_of_all(figures) or any(
        each.role in open_roles or (each.unit == "%" and each.value < _ALL) for each in figures
    )
    stated = without_pledges(rest)
    asks_to_close = _asks_to_close(stated)
    whole = not (reporting.PART.pattern.search(normalized) or _is_of_a_part(rest, figures, entry))
    over = whole and _is_over(rest, stated, figures, dates)
    if not part and (asks_to_close or over):
        return "done"
    return "progress" if figures or reporting.PROGRESS.search(rest) else None


_ALL = 100


def _all_stated(figures: tuple[Figure, ...]) -> bool:
    """Return whether a step completes the total: 又清20口,1860口全部清完."""
    whole = any(each.unit == "%" and each.value == _ALL for each in figures)
    return whole and any(each.role == "total" for each in figures)


def _asks_to_close(rest: str) -> bool:
    """Return whether closing is requested now, not on a later day (12月15日前申请销号)."""
    return any(
        (found := closing.ASKS_TO_CLOSE.pattern.search(clause))
        and TO_COME not in clause[: found.start()]
        for clause in reporting.CLAUSE.findall(rest)
    )


def _some_of_all(figures: tuple[Figure, ...]) -> bool:
    """Return whether only a part of a stated total is done: 18件办结7件."""
    totals = {each.unit: each.value for each in figures if each.role == "total"}
    return any(each.role == "done" and each.value < totals.get(each.unit, 0) for each in figures)


def _is_of_a_part(rest: str, figures: tuple[Figure, ...], entry: IndexEntry | None) -> bool:
    """Return whether what is done is a stage, or counted in another kind of measure."""
    units = {each.unit for each in figures if each.role == "total" and each.unit != "%"}
    if units and entry is not None and entry.measure not in (None, "%"):
        return not any(same_kind(unit, entry.measure) for unit in units)
    title = f"{entry.title}{entry.aliases}" if entry else ""
    stages = reporting.STAGE.pattern.finditer(rest)
    return any((found["before"] or found["after"]) not in title for found in stages)


def _is_over(
    rest: str, stated: str, figures: tuple[Figure, ...], dates: tuple[DateRead, ...]
) -> bool:
    """Return whether all is done, or said to be without a count, and nothing is left or to come.

    `stated` is `rest` without what is only pledged.
    """
    promised = any(each.role == "promise" for each in dates)
    if promised or reporting.STILL.pattern.search(rest):
        return False
    counted = any(each.unit != "%" and each.role != "total" for each in figures)
    if any(each.unit == "%" and each.value == _ALL and each.role == "done" for each in figures):
        return not (counted and reporting.OF_A_PART.pattern.search(rest))
    return not counted and first_match(closing.SAYS_DONE, stated) is not None


def _answered(setting: Setting, rest: str, dates: tuple[DateRead, ...]) -> Intent | None:
    """Return the intent of a message with dates only, which may answer the question for one."""
    if setting.expects == "date" and dates:
        return "extension"
    reports_day = any(
        each.role == "seen" or not intents.NEAR_DAY.match(each.text) for each in dates
    )
    return "progress" if reports_day or (dates and _is_mostly_date(rest)) else None
