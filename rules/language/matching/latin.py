"""Read Latin letters in a message as pinyin, initials of a title, or English."""

import re
from dataclasses import dataclass

from rules.language.matching.pinyin import pinyin_readings
from rules.language.matching.tokens import adjacent_pairs
from rules.language.matching.words import ENGLISH

_RUN = re.compile(r"(?<![a-z\d])[a-z']{2,}(?: +[a-z']{2,})*(?![a-z\d])")
_NUMBERED = re.compile(r"(?<![a-z\d])[a-z]{2,6}\d{1,2}[a-z]?(?![a-z\d])")
_FEWEST, _MOST = 4, 8
_A_NAME, _TWO = 5, 2
"""Letters at least, and syllables, of a name among English words: Xishan reservoir."""
_NO_INITIAL = frozenset("iuv'")
"""Letters with which no syllable begins."""


@dataclass(frozen=True, slots=True)
class Latin:
    """`sounds`: pairs of syllables of all readings; `pairs`: their number in the likeliest one."""

    sounds: frozenset[str]
    pairs: float
    letters: tuple[str, ...]
    words: frozenset[str]
    """Words read as pinyin; they are not matched as words of a title."""


_NOTHING = Latin(frozenset(), 0.0, (), frozenset())
_LETTER = re.compile("[a-z]")


def read_latin(text: str) -> Latin:
    """Return what the letters of a text may stand for."""
    if not _LETTER.search(text):
        return _NOTHING
    runs = [[w for w in run.split() if w not in ENGLISH] for run in _RUN.findall(text)]
    readings = [_readings(words) for words in runs]
    sounds = [f"{a} {b}" for ways in readings for way in ways for a, b in adjacent_pairs(way)]
    letters = [w for words, ways in zip(runs, readings, strict=True) if not ways for w in words]
    letters = [w for w in letters if len(w) <= _MOST and not set(w) & _NO_INITIAL]
    return Latin(
        sounds=frozenset(sounds),
        pairs=float(sum(len(ways[0]) - 1 for ways in readings if ways)),
        letters=(*letters, *_NUMBERED.findall(text)),
        words=frozenset(word for words in runs for word in words),
    )


def _readings(words: list[str]) -> list[list[str]]:
    """Return the likeliest reading of all words, then others of each; none for English."""
    ways = [pinyin_readings(word) for word in words]
    if not all(ways):
        named = [each for word, each in zip(words, ways, strict=True) if len(word) >= _A_NAME]
        ways = [each for each in named if each and len(each[0]) == _TWO]
        return [way for each in ways for way in each]
    if not words or len("".join(words)) < _FEWEST:
        return []
    whole = [syllable for each in ways for syllable in each[0]]
    return [whole, *(way for each in ways for way in each[1:])]
