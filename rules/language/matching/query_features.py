"""The features of a message that may name an item, by clause."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from rules.language.matching import numbers
from rules.language.matching.counting import counted_units
from rules.language.matching.english import translate_terms
from rules.language.matching.grams import MARK, PAIR, gaps_of, grams_of
from rules.language.matching.latin import read_latin
from rules.language.matching.pinyin import syllable
from rules.language.matching.places import COUNTY, Place, find_places, names_by_kind
from rules.language.matching.tokens import Mark, adjacent_pairs, find_marks, is_count, tokenize
from rules.language.matching.words import TALK
from rules.language.matching.writing import normalize_name

LATER = 0.8
"""Weight of clauses after the first: the subject is named first."""

_LONGEST = 1000
"""Characters considered: an item is named near the beginning of a message."""

_MOST = 60
"""Clauses considered; repeated ones count once."""

_ASKED_OF = re.compile(
    r"(?:需要?|请求?|由|会同|联合|协调|配合|转交?|督促|要求|恳请|移交|商请)[^,。;!?\n]{0,12}?(?:局|委|办|公司|集团|中心|县政府|支队)"
)
_MEANS = re.compile(
    r"(?:[^,;。、:\d]{1,6}\d{1,4}[台辆部套人名][、,]){1,8}[^,;。、:\d]{1,6}\d{1,4}(?:人|名)"
)
"""Machines and people at work: 挖机3台、渣土车5辆、民工40人."""
_NO_NUMBER = re.compile(r"\d{18,}|[零一二三四五六七八九十百千万亿两廿卅]{18,}")
"""Numbers too long to mean anything; removed, since patterns would scan them repeatedly."""

_CLAUSE = re.compile(r"[,。;!?:\n]+")
_SPELT_MARK = re.compile(r"(?<!\d)(\d++) ?(qi|hao)|(?<![a-z]) ?(yi|er|san|si)(qi|hao)(?![a-z])")
_SPELT_NUMBERS = {"yi": "1", "er": "2", "san": "3", "si": "4"}


@dataclass(frozen=True, slots=True)
class QueryClause:
    """Weights before rarity. `sounds`: pronunciation → written pair, "" if typed as pinyin.

    `opening`: before the first figure; what follows one rarely names the item. `head`: the first
    pair that is not generic, and the first number.
    """

    place: float
    opening: bool
    grams: dict[str, float]
    sounds: dict[str, str]
    letters: tuple[str, ...]
    gaps: dict[str, tuple[str, str]]
    near: dict[str, str]
    spelt: float
    head: frozenset[str]


@dataclass(frozen=True)
class QueryFeatures:
    """The features of a message."""

    stated: str
    clauses: tuple[QueryClause, ...]
    marks: frozenset[Mark]
    places: frozenset[Place]
    numbers: numbers.NumberedName
    counted: frozenset[str]

    @cached_property
    def names_by_kind(self) -> dict[str, list[str]]:
        """Return the names of each kind of place."""
        return names_by_kind(self.places)

    @cached_property
    def words(self) -> str:
        """Return the text without words that every report has."""
        return "".join(part for part in TALK.split(self.stated) if part)


def query_features(text: str, special: Collection[str], shorts: dict[str, str]) -> QueryFeatures:
    """Return the features of a message.

    `special` are item numbers that are not only digits, `shorts` the counties' short names.
    """
    short = translate_terms(_NO_NUMBER.sub(" ", text[:_LONGEST]))
    plain = numbers.without_dates(_marks_spelt(normalize_name(short)))
    meant = numbers.without_corrected_numbers(plain)
    named = numbers.find_numbers(meant, special)
    rest = numbers.without_numbers(meant)
    stated = _ASKED_OF.sub(" ", _MEANS.sub(" ", rest))
    clauses = tuple(_clauses(stated))
    return QueryFeatures(
        stated=stated,
        clauses=clauses,
        marks=find_marks(rest),
        places=find_places(stated) | {(name, COUNTY) for name in shorts if name in stated},
        numbers=named,
        counted=counted_units(meant),
    )


def _marks_spelt(text: str) -> str:
    return _SPELT_MARK.sub(_mark_spelt, text)


def _mark_spelt(found: re.Match[str]) -> str:
    number = found[1] or _SPELT_NUMBERS[found[3]]
    return f" {number}{'期' if 'qi' in (found[2], found[4]) else '号'} "


def _clauses(text: str) -> list[QueryClause]:
    found: list[QueryClause] = []
    counted = False
    for part in list(dict.fromkeys(_CLAUSE.split(text)))[:_MOST]:
        rows = [tokenize(words) for words in TALK.split(part) if words]
        clause = _clause(part, rows, place=LATER if found else 1.0, opening=not counted)
        if clause.grams or clause.sounds or clause.letters:
            found.append(clause)
        counted = counted or any(is_count(token) for row in rows for token in row)
    return found


def _clause(text: str, rows: list[list[str]], *, place: float, opening: bool) -> QueryClause:
    latin = read_latin(text)
    neighbours = [pair for row in rows for pair in adjacent_pairs(row)]
    sounds = dict.fromkeys(latin.sounds, "")
    sounds |= {f"{syllable(a)} {syllable(b)}": a + b for a, b in neighbours}
    grams = {gram: w for row in rows for gram, w in grams_of(row).items()}
    return QueryClause(
        place=place,
        opening=opening,
        grams={gram: w for gram, w in grams.items() if gram not in latin.words},
        sounds=sounds,
        letters=latin.letters,
        gaps={gap: around for row in rows for gap, around in gaps_of(row).items()},
        near={f"{a}*{b}": a + b for a, b in neighbours},
        spelt=latin.pairs,
        head=frozenset(
            next((gram for gram, weight in grams.items() if weight == kind), "")
            for kind in (MARK, PAIR)
        ),
    )
