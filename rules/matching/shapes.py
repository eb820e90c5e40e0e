"""An entry as the index compares it, made when it is first compared."""

from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from rules.matching.counting import ways_to_count
from rules.matching.grams import gaps_of, grams_of
from rules.matching.places import Place, places
from rules.matching.sounds import initials, syllable
from rules.matching.tokens import Mark, marks, pairs, tokens
from rules.matching.values import Entry
from rules.matching.writing import one_writing


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in one way of writing, as tokens."""

    title: str
    rows: tuple[list[str], ...]
    unit: str
    unit_row: list[str]
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The title or an alias: its grams, and how it sounds and may be slipped."""

    grams: dict[str, float]
    sounds: frozenset[str]
    gaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """`names` holds the grams of the title and of each alias, `grams` those of all together."""

    words: str
    text: str
    measures: frozenset[str]
    names: tuple["Name", ...]
    grams: dict[str, float]
    unit: frozenset[str]
    gaps: frozenset[str]
    sounds: frozenset[str]
    unit_sounds: frozenset[str]
    letters: tuple[str, ...]
    marks: frozenset[Mark]
    places: frozenset[Place]


def written(entry: Entry) -> Written:
    title = one_writing(entry.title)
    aliases = [one_writing(alias) for alias in entry.aliases]
    unit = _unit(entry.place, entry.unit)
    rows = tuple(tokens(text) for text in (title, *aliases))
    return Written(title, rows, unit, tokens(unit), _letters(entry.title, title, rows))


def _letters(given: str, title: str, rows: tuple[list[str], ...]) -> tuple[str, ...]:
    """First letters of every way to call it, of the title in full where it was shortened."""
    short = tuple(initials(row) for row in rows)
    return short if len(given) == len(title) else (*short, initials(tokens(given.lower())))


@lru_cache(maxsize=1024)
def _unit(place: str, unit: str) -> str:
    return one_writing(f"{place} {unit}")


def sounds_of(row: list[str]) -> set[str]:
    return {intern(f"{syllable(a)} {syllable(b)}") for a, b in pairs(row)}


def shaped(entry: Entry) -> Shape:
    given = written(entry)
    names = tuple(
        Name(grams_of(row), frozenset(sounds_of(row)), frozenset(gaps_of(row)))
        for row in given.rows
    )
    grams: dict[str, float] = {}
    for name in reversed(names):
        grams |= name.grams
    words = f"{given.title} {given.unit}"
    return Shape(
        words=words,
        text=given.title,
        measures=ways_to_count(entry.measure),
        names=names,
        grams=grams,
        unit=frozenset(grams_of(given.unit_row)),
        gaps=frozenset().union(*(name.gaps for name in names)),
        sounds=frozenset().union(*(name.sounds for name in names)),
        unit_sounds=frozenset(sounds_of(given.unit_row)),
        letters=given.letters,
        marks=frozenset().union(*(marks(one_writing(t)) for t in (entry.title, *entry.aliases))),
        places=places(given.title) or places(given.unit),
    )
