"""Reading a message: fold, take out what only names, then dates, figures, intent and item."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from rules.calendar import WorkCalendar
from rules.matching import Candidate, Entry, ItemIndex
from rules.reading import completion, english, english_dates, english_intents
from rules.reading.corrections import without_corrected
from rules.reading.date_words import Asked
from rules.reading.dating import find_dates
from rules.reading.deciding import decide, has_problem
from rules.reading.doubting import doubts
from rules.reading.figures import find_figures
from rules.reading.folding import fold, is_english
from rules.reading.intents import CLAUSE, PROBLEM
from rules.reading.names import AFTER_DATES, BEFORE_DATES, blank_names
from rules.reading.splitting import split
from rules.reading.table import first
from rules.reading.vagueness import vague_date
from rules.reading.values import DateRead, Figure, Intent, Reading, Setting

_ABOUT_NO_ITEM = frozenset({"ack", "cancel", "other", "query_mine", "query_overdue", "query_unit"})


_MAY_NAME_A_TIME = frozenset({"progress", "done", "extension", "problem", "correction", "other"})


_Understood = tuple[tuple[Figure, ...], tuple[DateRead, ...], Intent, str]


@dataclass(frozen=True, slots=True)
class _Item:
    candidates: tuple[Candidate, ...]
    sure: bool
    entry: Entry | None


def read(
    text: str,
    *,
    now: datetime,
    calendar: WorkCalendar,
    index: ItemIndex,
    setting: Setting | None = None,
) -> Reading:
    """What the message says, taken as being about one item. Never raises on any text."""
    return _read_folded(text, fold(text), now, calendar, index, setting or Setting())


def read_all(
    text: str,
    *,
    now: datetime,
    calendar: WorkCalendar,
    index: ItemIndex,
    setting: Setting | None = None,
) -> tuple[Reading, ...]:
    """One reading for each item the message lists; exactly one when it is about one item."""
    parts = split(fold(text))
    if len(parts) == 1:
        return (read(text, now=now, calendar=calendar, index=index, setting=setting),)
    alone = replace(setting or Setting(), item=None, deadline=None)
    return tuple(_read_folded(part, part, now, calendar, index, alone) for part in parts)


def _read_folded(
    text: str,
    folded: str,
    now: datetime,
    calendar: WorkCalendar,
    index: ItemIndex,
    setting: Setting,
) -> Reading:
    item = _item(folded, index, setting)
    asked = Asked(now, calendar, _deadline(item, setting))
    figures, dates, intent, rest = (_english if is_english(folded) else _chinese)(
        folded, asked, setting
    )
    return _reading(text, folded, rest, intent, figures, dates, item, now.date())


def _chinese(folded: str, asked: Asked, setting: Setting) -> _Understood:
    named = blank_names(without_corrected(folded), BEFORE_DATES)
    dates, undated = find_dates(named, folded, asked)
    figures, rest = find_figures(blank_names(undated, AFTER_DATES), folded)
    figures = _whole(figures, rest)
    return figures, dates, decide(folded, rest, figures, dates, setting), rest


def _english(folded: str, asked: Asked, _: Setting) -> _Understood:
    named = english.without_names(folded)
    dates, undated = english_dates.find_dates(named, folded, asked)
    figures, rest = english.find_figures(english.without_lengths(undated), folded)
    return figures, dates, english_intents.decide(folded, rest, figures, dates), rest


def _item(folded: str, index: ItemIndex, setting: Setting) -> _Item:
    match = index.find(folded, setting.item)
    entry = index.entry(match.candidates[0].code) if match.candidates else None
    return _Item(tuple(match.candidates), match.sure, entry)


def _deadline(item: _Item, setting: Setting) -> date | None:
    return setting.deadline or (item.entry.deadline if item.entry else None)


def _whole(figures: tuple[Figure, ...], rest: str) -> tuple[Figure, ...]:
    """全部完成 adds 100 %, unless a share stands there already, or it is not yet so."""
    if any(each.unit == "%" for each in figures):
        return figures
    for each in completion.WHOLE:
        for found in each.pattern.finditer(rest):
            if not _denied(rest, found.start(), found.group()):
                return (*figures, Figure(Decimal(100), "%", "done", False, found.group()))
    return figures


def _denied(rest: str, start: int, words: str) -> bool:
    clause = rest[max(0, start - 30) : start]
    head = max(clause.rfind(edge) for edge in ",;。!?\n") + 1
    before = clause[head:]
    if first(completion.NOT_YET, before):
        return True
    return "已" not in before + words and first(completion.TO_COME, before) is not None


def _reading(
    text: str,
    folded: str,
    rest: str,
    intent: Intent,
    figures: tuple[Figure, ...],
    dates: tuple[DateRead, ...],
    item: _Item,
    today: date,
) -> Reading:
    about = intent not in _ABOUT_NO_ITEM
    if intent == "other":
        figures, dates = (), ()
    if intent == "extension":
        dates = _asked_for(dates)
    return Reading(
        text=text,
        intent=intent,
        figures=figures,
        dates=dates,
        candidates=item.candidates if about else (),
        sure=item.sure and about,
        blocker=_blocker(folded, rest) if about else None,
        vague_date=vague_date(folded, dates) if intent in _MAY_NAME_A_TIME else None,
        doubts=doubts(figures, dates, item.entry if item.sure else None, today),
    )


def _asked_for(dates: tuple[DateRead, ...]) -> tuple[DateRead, ...]:
    """Who asks for more time and names one day to come asks for that day."""
    if any(each.role == "deadline" for each in dates):
        return dates
    return tuple(
        replace(each, role="deadline") if each.role == "promise" else each for each in dates
    )


def _blocker(folded: str, rest: str) -> str | None:
    """The clauses that name a problem, as written."""
    if is_english(folded):
        return english_intents.blocker(folded)
    if not has_problem(rest):
        return None
    told = [
        folded[each.start() : each.end()]
        for each in CLAUSE.finditer(rest)
        if first(PROBLEM, each.group())
    ]
    return ",".join(told) or None
