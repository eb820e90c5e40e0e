"""Find the days of a message and their roles: deadline, as of, done, promise, seen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from string import ascii_lowercase

from rules.language.reading.days import chinese, english, roles
from rules.language.reading.days.calendar import Stretch
from rules.language.reading.days.order import FoundDate, share_years, without_unmeant
from rules.language.reading.days.places import DayPlace, Surroundings
from rules.language.reading.days.values import DateQuery, DayGrammar, DayKind, Found
from rules.language.reading.days.years import year_of
from rules.language.reading.normalization import DATE, NAME, SPAN, TO_COME, blank, is_english
from rules.language.reading.values import DateRead, DateRole
from rules.language.reading.verbs import ENDED, ONE
from rules.language.tokens import Shape, Vocabulary, vocabulary

MOST = 40
"""No message a person writes names more days; what a machine sends may not hold up the others."""
_AHEAD: frozenset[DateRole] = frozenset({"promise", "deadline"})
_WHOLE = re.compile(r"(?:周|星期|礼拜|月份?|季度?|week|month|quarter)$", re.IGNORECASE)
_BARE_YEAR = re.compile(
    r"(?:2(?<!\d2)0\d\d|二零[零一二三四五六七八九]{2})年(?:度|以来|来)?|十[二三四五]·?五"
)


@dataclass(frozen=True, eq=False)
class DayLanguage:
    """The grammar of a language's days, the cues around them, and what parts its clauses."""

    grammar: DayGrammar
    cues: Vocabulary
    breaks: re.Pattern[str]
    is_past: Callable[[DayPlace, str], bool]


CHINESE = DayLanguage(
    chinese.GRAMMAR,
    vocabulary(
        "zh", "day_roles", shapes=(Shape(frozenset({"finished_verb"}), ONE, re.compile(ENDED)),)
    ),
    re.compile(r"[,;。!?\n:()]"),
    roles.is_past,
)
ENGLISH = DayLanguage(
    english.GRAMMAR,
    vocabulary(
        "en",
        "day_roles",
        shapes=(Shape(frozenset({"told"}), ascii_lowercase, re.compile(r"[a-z]{3,24}ed\b")),),
        spaced=False,
    ),
    re.compile(r"[,;.!?\n]| and | but "),
    roles.is_past_in_english,
)


def language_of(text: str) -> DayLanguage:
    """Return the language that a text is in."""
    return ENGLISH if is_english(text) else CHINESE


@lru_cache(maxsize=16)
def named_days(text: str, language: DayLanguage) -> tuple[Found, ...]:
    """Return what the grammar finds in a text; cached, since several ask it of one message."""
    return tuple(language.grammar.find(language.grammar.vocabulary.read(text)))


def find_dates(
    text: str, normalized: str, asked: DateQuery, language: DayLanguage = CHINESE
) -> tuple[tuple[DateRead, ...], str]:
    """Return the dates in reading order, and the text with dates and durations blanked.

    `text` is the normalized message with names blanked, `normalized` the same without blanks.
    """
    found, rest = find_days(text, asked, language)
    kept = without_unmeant(share_years(found, normalized, asked.today), normalized)
    reads = tuple(
        DateRead(each.value, each.role, normalized[each.start : each.end], each.begins)
        for each in kept
    )
    for each in kept if language is CHINESE else ():
        rest = blank(rest, each.start, each.end, TO_COME if each.role in _AHEAD else DATE)
    return reads, _BARE_YEAR.sub(lambda year: NAME * len(year.group()), rest)


def find_days(text: str, asked: DateQuery, language: DayLanguage) -> tuple[list[FoundDate], str]:
    """Return every day that the grammar reads in a text, and the text with them blanked."""
    named = named_days(text, language)[: 3 * MOST]
    dated = text
    for each in named:
        dated = blank(dated, each.start, each.end, DATE)
    around = Surroundings(dated, language.cues, language.breaks, language is CHINESE)
    found: list[FoundDate] = []
    for each in named:
        day = _read(each, around.place(each.start, each.end), asked, language)
        if day is not None and len(found) < MOST:
            found.append(day)
        filler = _filler(each, day) if language is CHINESE or day is None else DATE
        text = blank(text, each.start, each.end, filler) if filler else text
    return found, text


def _filler(each: Found, day: FoundDate | None) -> str:
    """Return what blanks the words; empty where they are left as they are."""
    if day is not None:
        to_come = each.means.kind is DayKind.LENGTH or day.role in _AHEAD
        return TO_COME if to_come else DATE
    return SPAN if each.means.kind in (DayKind.LENGTH, DayKind.SHIFT) else ""


def _read(
    each: Found, place: DayPlace, asked: DateQuery, language: DayLanguage
) -> FoundDate | None:
    context, as_of = _context(each, place, asked, language)
    words, kind = each.words(), each.means.kind
    stretch = each.means.resolve(each, context)
    if stretch is None or (not asked.of_deadline and _is_a_while(each, stretch, context)):
        return None
    value = stretch[1]
    past = context.past or (kind is DayKind.LENGTH and value < asked.today)
    if not (asked.of_deadline or past) and roles.is_remark(place, words, value, asked):
        return None
    role: DateRole = "as_of" if as_of else roles.role_of(place, words, value, asked, past=past)
    if asked.of_deadline or kind is DayKind.SHIFT:
        role = "deadline"
    return FoundDate(
        each.start, each.end, value, role, context.year, _of_year(each, context), _begins(each)
    )


def _context(
    each: Found, place: DayPlace, asked: DateQuery, language: DayLanguage
) -> tuple[DateQuery, bool]:
    """Return the context in which the day is resolved, and whether it is that of a count."""
    words, year = each.words(), year_of(each, asked.today)
    if asked.of_deadline:
        return replace(asked, year=year, in_future=True), False
    as_of = each.means.kind is DayKind.CAPTION or roles.is_as_of(place, words)
    past = as_of or language.is_past(place, words)
    context = replace(
        asked,
        year=year,
        past=past,
        recent=not past and roles.may_be_past(place, words),
        maybe_recent=roles.is_lately(place, words),
        in_future=not past and roles.is_to_come(place),
    )
    return context, as_of


def _is_a_while(each: Found, stretch: Stretch, asked: DateQuery) -> bool:
    """Return whether a stretch is described (本周拆除5栋) rather than its last day (本周能拆完, 下周)."""
    kind, today = each.means.kind, asked.today
    if kind is DayKind.LENGTH:
        return asked.past
    if kind is DayKind.STRETCH and not _WHOLE.search(each.words()):
        return False
    if kind not in (DayKind.STRETCH, DayKind.MONTH) or roles.is_limit(each.words()):
        return False
    if stretch[0] <= today <= stretch[1]:
        return asked.past or not asked.in_future
    return kind is DayKind.STRETCH and stretch[1] < today


def _of_year(each: Found, context: DateQuery) -> Callable[[int], date | None] | None:
    if not each.means.dated or context.year is not None:
        return None

    def of_year(year: int) -> date | None:
        stretch = each.means.resolve(each, replace(context, year=year))
        return stretch[1] if stretch else None

    return of_year


def _begins(each: Found) -> bool:
    """Return whether works begin on the day: 12月1日开工."""
    following = each.match.end()
    shadow, words = each.tokens.shadow, each.tokens.vocabulary
    return following < len(shadow) and "begins" in words.classes_of(shadow[following])
