"""The features by which an entry is compared; computed when it is first compared."""

from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from rules.language.matching.counting import measure_synonyms
from rules.language.matching.grams import gaps_of, grams_of
from rules.language.matching.pinyin import initials, syllable
from rules.language.matching.places import Place, find_places
from rules.language.matching.tokens import Mark, adjacent_pairs, find_marks, tokenize
from rules.language.matching.values import IndexEntry
from rules.language.matching.writing import normalize_name


@dataclass(frozen=True, slots=True)
class NameFeatures:
    """The title, an alias or a unit's name: n-grams, pronunciation, and gaps for typos.

    Sounds have a space and gaps an asterisk, which no n-gram has: the three may be put together.
    """

    grams: dict[str, float]
    sounds: frozenset[str]
    gaps: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """Return n-grams, sounds and gaps together."""
        return self.sounds.union(self.grams, self.gaps)


@dataclass(frozen=True, slots=True)
class UnitFeatures:
    """The unit an entry belongs to, normalized; `known` are its n-grams and sounds, without gaps."""

    text: str
    name: NameFeatures
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class WrittenName:
    """An entry's normalized title and aliases, and these as tokens."""

    texts: tuple[str, ...]
    rows: tuple[list[str], ...]
    unit: UnitFeatures
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemFeatures:
    """`names` are title and aliases one by one; `known` is what all of them have, `unit` its own."""

    words: str
    text: str
    measures: frozenset[str]
    names: tuple[NameFeatures, ...]
    known: frozenset[str]
    unit: frozenset[str]
    letters: tuple[str, ...]
    marks: frozenset[Mark]
    places: frozenset[Place]


def write_names(entry: IndexEntry) -> WrittenName:
    """Return an entry's names normalized and tokenized."""
    texts = tuple(normalize_name(text) for text in (entry.title, *entry.aliases))
    rows = tuple(tokenize(text) for text in texts)
    unit = _unit(entry.place, entry.unit)
    return WrittenName(texts, rows, unit, _letters(entry.title, texts[0], rows))


def _letters(given: str, title: str, rows: tuple[list[str], ...]) -> tuple[str, ...]:
    """Return the initials of each name, and of the full title where normalizing shortened it."""
    short = tuple(initials(row) for row in rows)
    return short if len(given) == len(title) else (*short, initials(tokenize(given.lower())))


@lru_cache(maxsize=1024)
def _unit(place: str, unit: str) -> UnitFeatures:
    """Return the features of a unit, cached: many entries share one."""
    text = normalize_name(f"{place} {unit}")
    name = name_features(tokenize(text))
    return UnitFeatures(text, name, name.sounds.union(name.grams))


def name_features(row: list[str]) -> NameFeatures:
    """Return the n-grams, pronunciation and gaps of a row of tokens."""
    sounds = frozenset(intern(f"{syllable(a)} {syllable(b)}") for a, b in adjacent_pairs(row))
    return NameFeatures(grams_of(row), sounds, frozenset(gaps_of(row)))


def item_features(entry: IndexEntry) -> ItemFeatures:
    """Return the features of an entry; parts shared by title and aliases are one object."""
    given = write_names(entry)
    names = tuple(name_features(row) for row in given.rows)
    unit = given.unit
    return ItemFeatures(
        words=f"{given.texts[0]} {unit.text}",
        text=given.texts[0],
        measures=measure_synonyms(entry.measure),
        names=names,
        known=frozenset().union(*(name.known for name in names)),
        unit=unit.known,
        letters=given.letters,
        marks=frozenset().union(*map(find_marks, given.texts)),
        places=find_places(given.texts[0]) or find_places(unit.text),
    )
