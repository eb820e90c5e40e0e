"""Read a message: normalize, blank what only names, then dates, figures, intent and item."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.language.matching import Candidate, IndexEntry, ItemIndex, Match
from rules.language.reading import (
    english_figures,
    english_intents,
    english_names,
)
from rules.language.reading.corrections import without_corrected
from rules.language.reading.days.finding import ENGLISH, find_dates
from rules.language.reading.days.values import DateQuery
from rules.language.reading.deciding import (
    decide_intent,
    is_notice,
    is_small_talk,
    problem_clauses,
    tells_of_unrest,
)
from rules.language.reading.doubting import reading_doubts
from rules.language.reading.figures import find_figures
from rules.language.reading.names import BEFORE_DATES, blank_names
from rules.language.reading.normalization import as_written, is_english, normalize
from rules.language.reading.reporting import CLAUSE
from rules.language.reading.second_opinion import weighed
from rules.language.reading.splitting import Part, split, split_by_items, starts_with_numbers
from rules.language.reading.values import DateRead, Intent, Reading, Setting
from rules.policy.calendar import WorkCalendar
from rules.policy.figures import Figure

_ABOUT_NO_ITEM = frozenset({"ack", "cancel", "other", "query_mine", "query_overdue", "query_unit"})
_ASKS = ("query", "chart", "cancel")
"""Intents of questions, which report no figure and promise no day."""
_A_NAME = 16
"""Longest message, in characters, that asks for an item by naming it and nothing else."""


@dataclass(frozen=True, slots=True)
class _TextToRead:
    """A message with its time and the conversation's setting."""

    text: str
    normalized: str
    now: datetime
    calendar: WorkCalendar
    index: ItemIndex
    setting: Setting


@dataclass(frozen=True, slots=True)
class _ItemPart:
    candidates: tuple[Candidate, ...]
    sure: bool
    entry: IndexEntry | None


@dataclass(frozen=True, slots=True)
class _Understood:
    """What the words say. `rest` is the normalized text with everything understood blanked."""

    intent: Intent
    figures: tuple[Figure, ...]
    dates: tuple[DateRead, ...]
    rest: str
    instead: Intent | None = None
    aside: tuple[str, ...] = ()


def read(
    text: str,
    *,
    now: datetime,
    calendar: WorkCalendar,
    index: ItemIndex,
    setting: Setting | None = None,
) -> Reading:
    """Return the reading of a message taken as about one item. Never raises on any text.

    `now` is an aware local time; `index` holds the items the person may see.
    """
    message = _TextToRead(text, normalize(text), now, calendar, index, setting or Setting())
    return _read(message, _match(message))


def read_all(
    text: str,
    *,
    now: datetime,
    calendar: WorkCalendar,
    index: ItemIndex,
    setting: Setting | None = None,
) -> tuple[Reading, ...]:
    """Return one reading for each item the message lists; exactly one when it is about one item."""
    whole = _TextToRead(text, normalize(text), now, calendar, index, setting or Setting())
    match = _match(whole)
    parts = _parts(whole, match)
    if len(parts) == 1:
        return (_read(whole, match),)
    alone = replace(whole.setting, item=None, deadline=None)
    each = [replace(whole, text=p.headed, normalized=p.text, setting=alone) for p in parts]
    return tuple(_read(part, _match(part)) for part in each)


def _match(message: _TextToRead) -> Match:
    setting = message.setting
    if setting.item is not None and setting.chosen:
        return message.index.match_of(setting.item)
    return message.index.find(message.text, setting.item)


def _parts(message: _TextToRead, match: Match) -> tuple[Part, ...]:
    parts = split(message.normalized)
    if len(parts) > 1 or (match.sure and not starts_with_numbers(message.normalized)):
        return parts
    index = message.index
    return split_by_items(
        message.normalized, lambda clause: _surely(index, clause), index.is_similar
    )


def _surely(index: ItemIndex, clause: str) -> str | None:
    match = index.find(clause)
    return match.candidates[0].code if match.sure else None


def _read(message: _TextToRead, match: Match) -> Reading:
    item = _item(message, match)
    asked = DateQuery(message.now, message.calendar, _deadline(item, message.setting))
    understood = (
        _english(message, asked)
        if is_english(message.normalized)
        else _chinese(message, asked, item.entry)
    )
    return _reading(message, item, _settled(understood, message, match))


def _item(message: _TextToRead, match: Match) -> _ItemPart:
    best = match.candidates[0].code if match.candidates else None
    entry = message.index.entry(best) if best is not None and match.sure else None
    return _ItemPart(tuple(match.candidates), match.sure, entry)


def _deadline(item: _ItemPart, setting: Setting) -> date | None:
    return setting.deadline or (item.entry.deadline if item.entry else None)


def _chinese(message: _TextToRead, asked: DateQuery, entry: IndexEntry | None) -> _Understood:
    normalized = message.normalized
    named = blank_names(without_corrected(normalized), BEFORE_DATES)
    dates, undated = find_dates(named, normalized, asked)
    figures, rest, aside = find_figures(undated, normalized, entry)
    intent = decide_intent(normalized, rest, figures, dates, message.setting, entry)
    return _Understood(intent, figures, dates, rest, aside=aside)


def _english(message: _TextToRead, asked: DateQuery) -> _Understood:
    normalized = message.normalized
    dates, undated = find_dates(english_names.without_names(normalized), normalized, asked, ENGLISH)
    figures, rest = english_figures.find_english_figures(
        english_names.without_durations(undated), normalized
    )
    intent = english_intents.decide_english_intent(
        normalized, rest, figures, dates, message.setting.instructs
    )
    return _Understood(intent, figures, dates, rest)


def _settled(understood: _Understood, message: _TextToRead, match: Match) -> _Understood:
    """Return what is understood with the intent it was said to have, or else with a second opinion."""
    setting = message.setting
    if tells_of_unrest(message.normalized):
        understood = _of_unrest(understood)
    if setting.wants is not None:
        return _fitted(replace(understood, intent=setting.wants), message, match)
    fitted = _fitted(understood, message, match)
    only_named = understood.intent == "other" and fitted.intent == "query_item"
    if only_named or setting.chosen or setting.expects or is_small_talk(message.normalized):
        return fitted
    intent, instead = weighed(message.normalized, fitted.intent, figures=bool(understood.figures))
    if intent != fitted.intent:
        silent = intent == "other" or intent.startswith(_ASKS)
        fitted = replace(understood, intent=intent, dates=() if silent else understood.dates)
    return replace(fitted, instead=instead)


def _of_unrest(understood: _Understood) -> _Understood:
    """Return trouble without the people who gather as figures, and without a day of theirs as a promise."""
    figures = tuple(each for each in understood.figures if each.unit not in _PEOPLE)
    dates = tuple(each for each in understood.dates if each.role != "promise")
    intent: Intent = understood.intent if figures else "problem"
    return replace(understood, intent=intent, figures=figures, dates=dates)


_PEOPLE = frozenset({"人", "名", "户", "多人"})


def _fitted(understood: _Understood, message: _TextToRead, match: Match) -> _Understood:
    """Return figures and dates as the intent requires; a statement that names an item is progress."""
    if understood.intent == "extension":
        return replace(understood, dates=_asked_for(understood.dates))
    if understood.intent == "instruction":
        return replace(understood, figures=(), dates=_asked_for(understood.dates))
    if understood.intent.startswith(_ASKS):
        return replace(understood, figures=(), dates=(), aside=())
    if understood.intent != "other":
        return understood
    if match.candidates and match.named and not is_small_talk(message.normalized):
        return replace(understood, intent=_of_an_item(message.normalized, match))
    dates = understood.dates
    owed = _asked_for(dates) if is_notice(message.normalized) else dates
    owed = tuple(each for each in owed if each.role == "deadline")
    return replace(understood, figures=(), dates=owed, aside=())


def _of_an_item(normalized: str, match: Match) -> Intent:
    """Return `query_item` for an item's name alone, `progress` for anything more."""
    title = match.candidates[0].title
    only = len(normalized) <= _A_NAME and all(
        _is_called(clause, title) for clause in CLAUSE.findall(normalized)
    )
    return "query_item" if match.sure and only else "progress"


def _is_called(words: str, title: str) -> bool:
    """Return whether the words are the title but for a character or two; 21号泵站,通水 says more."""
    missed = sum(letter not in title for letter in words)
    if any(letter in _SAYS_MORE and letter not in title for letter in words):
        return False
    return missed <= _A_LETTER and 2 * missed < len(words)


_A_LETTER = 2
_SAYS_MORE = frozenset("没未不无已了")
"""Letters by which more is said than a name: 声屏障没装."""


def _asked_for(dates: tuple[DateRead, ...]) -> tuple[DateRead, ...]:
    """Return the dates with the promised day of a request for more time as its deadline."""
    if any(each.role == "deadline" for each in dates):
        return dates
    return tuple(
        replace(each, role="deadline") if each.role == "promise" else each for each in dates
    )


def _reading(message: _TextToRead, item: _ItemPart, understood: _Understood) -> Reading:
    about = understood.intent not in _ABOUT_NO_ITEM or (
        understood.intent == "other" and bool(understood.dates)
    )
    return Reading(
        text=message.text,
        intent=understood.intent,
        figures=understood.figures,
        dates=understood.dates,
        candidates=item.candidates if about else (),
        sure=item.sure and about and understood.intent != "other",
        blocker=_blocker(message, understood) if about else None,
        instead=understood.instead,
        doubts=reading_doubts(understood.figures, understood.dates, item.entry, message.now.date()),
        aside=understood.aside,
    )


def _blocker(message: _TextToRead, understood: _Understood) -> str | None:
    """Return what hinders the work, as originally written; None when nothing does.

    Of trouble that the classifier reads, and of unrest, that is the whole message.
    """
    normalized = message.normalized
    clauses = (
        english_intents.english_problem_clauses(normalized)
        if is_english(normalized)
        else problem_clauses(normalized, understood.rest)
    )
    if (understood.intent == "problem" and not clauses) or tells_of_unrest(normalized):
        return message.text.strip()
    return as_written(message.text, clauses) or ",".join(clauses) or None
