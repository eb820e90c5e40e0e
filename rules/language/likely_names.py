"""Guess whom or what words may have meant that name nothing exactly, to ask back: 老殷, 鹿呜, Wanghu."""

import re
from collections.abc import Iterable

from rules.language.matching.pinyin import syllable
from rules.language.naming import COUNTY

_CALLED = re.compile(
    r"[老小](?P<friendly>[\u4e00-\u9fff])"
    r"|(?P<surname>[\u4e00-\u9fff])(?P<post>副?(?:市|县|区|镇|局)长|书记|主任|秘书长|总(?=[^体共的]|$))"
)
_ENGLISH = re.compile(
    r"\b(?:vice mayor|mayor|secretary|director|mr|ms|chief)\.? (?P<name>[a-z]{2,7})\b"
)
_LATIN = re.compile(r"[a-z]{4,}")
_PART = 3
"""Characters that a name and the words must have in common, in a row."""
_STEM = 2
"""Characters of a county's name without 县 or 区."""


def find_surnames(words: str) -> list[str]:
    """Return what may be surnames of people called by them: 老殷, 陆市长; in pinyin of English.

    老 and 小 also begin common words: only what somebody's name begins with is one.
    """
    called = [found["friendly"] or found["surname"] for found in _CALLED.finditer(words)]
    return [*called, *(found["name"] for found in _ENGLISH.finditer(words))]


def has_surname(name: str, surname: str) -> bool:
    """Return whether a person's name begins with a surname, which may be in pinyin."""
    return name.startswith(surname) or (surname.isascii() and syllable(name[:1]) == surname)


def people_in_pinyin(words: str, names: Iterable[str]) -> list[str]:
    """Return the people whose full name stands in pinyin, in one word or several."""
    if not words.isascii():
        return []
    letters = "".join(re.findall("[a-z]+", words))
    return [name for name in names if len(name) > 1 and "".join(_sounds(name)) in letters]


def names_sharing_a_part(words: str, names: Iterable[str]) -> list[str]:
    """Return the names that have the longest part in common with the words, at least three characters."""
    shared = {name: part for name in names if (part := _longest_shared(words, name)) >= _PART}
    return [name for name, part in shared.items() if part == max(shared.values())]


def _longest_shared(words: str, name: str) -> int:
    lengths = range(min(len(name), len(words)), _PART - 1, -1)
    return next(
        (n for n in lengths if any(name[at : at + n] in words for at in range(len(name) - n + 1))),
        0,
    )


def counties_meant(words: str, counties: Iterable[str]) -> list[str]:
    """Return the counties named without 县 or 区, in pinyin, or with one of two characters mistaken."""
    latin = set(_LATIN.findall(words))
    stems = {county: COUNTY.sub("", county) for county in counties}
    return [
        county
        for county, stem in stems.items()
        if len(stem) == _STEM
        and (stem in words or "".join(_sounds(stem)) in latin or _is_misheard(words, stem))
    ]


def _is_misheard(words: str, stem: str) -> bool:
    """Return whether a pair of characters sounds like it, of which one is right."""
    sounds = _sounds(stem)
    pairs = (words[at : at + _STEM] for at in range(len(words) - 1))
    return any((p[0] == stem[0] or p[1] == stem[1]) and _sounds(p) == sounds for p in pairs)


def _sounds(characters: str) -> tuple[str, ...]:
    return tuple(map(syllable, characters))
