"""Whose name stands in a sentence: units and leaders, by their names as people shorten them."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from rules.language.matching.writing import normalize_name

T = TypeVar("T", bound=Hashable)

FULL = re.compile(r"^(市|县|区|省)(?=.{2,})")
COUNTY = re.compile(r"(?<=..)[县区]$")
SHORTEST, LONGEST = 2, 50
"""Characters of a name that is looked for in a sentence."""
LEAST_OF_A_CATEGORY = 3
"""Characters with which a category must begin in a sentence: 水环境 of 水环境基础设施薄弱."""


def find_longest_name(words: str, names: Mapping[int, str]) -> int | None:
    """The one whose name, or name without its 市 or 县, stands in the words: the longest."""
    found = [
        (len(form), number)
        for number, name in names.items()
        for form in {name, FULL.sub("", name)}
        if len(form) >= SHORTEST and form in words
    ]
    return max(found)[1] if found else None


def unit_name_forms(name: str) -> frozenset[str]:
    """As a sentence may name it: without its 市, and by the trade's short name (住建局, 环保局)."""
    names = (name, normalize_name(name))
    return frozenset(form for each in names for form in (each, FULL.sub("", each)))


def category_name_forms(name: str) -> frozenset[str]:
    return frozenset(name[:end] for end in range(LEAST_OF_A_CATEGORY, len(name) + 1)) | {name}


def unambiguous(named: Iterable[tuple[str, T]]) -> dict[str, T]:
    """By each form what it names; a form that could mean several names none of them."""
    found: dict[str, set[T]] = defaultdict(set)
    for form, one in named:
        if len(form) >= SHORTEST:
            found[form.lower()].add(one)
    return {form: next(iter(ones)) for form, ones in found.items() if len(ones) == 1}


def find_names(words: str, forms: Mapping[str, T]) -> tuple[dict[str, T], str]:
    """Everything named in the words, in its order, and the words without those names.

    The longest goes first; what is said is looked up among thousands of names, not they in it.
    """
    found: dict[str, int] = {}
    for size in range(min(len(words), LONGEST), SHORTEST - 1, -1):
        for start in range(len(words) - size + 1):
            form = words[start : start + size]
            if form in forms:
                found[form] = start
                words = words.replace(form, " " * size)
    return {form: forms[form] for form in sorted(found, key=lambda form: found[form])}, words


def match_part(part: str, names: Mapping[str, T]) -> T | None:
    """What alone has this part of a name: 水务集团, 别墅; a county by its name without 县.

    A numeral or a single character is none.
    """
    if len(part) < SHORTEST or part.isdecimal():
        return None
    county = [one for name, one in names.items() if COUNTY.sub("", name) == part]
    found = county or [one for name, one in names.items() if part in name]
    return found[0] if len(found) == 1 else None


def match_abbreviation(part: str, names: Iterable[str]) -> str | None:
    """What alone is called so for short: 固废 of 固体废物处置不规范."""
    found = [name for name in names if _shortens(part, name[: 2 * len(part)])]
    return found[0] if len(found) == 1 else None


def _shortens(part: str, words: str) -> bool:
    """It begins as the words do, and all of it stands in them in its order."""
    left = iter(words)
    return len(part) >= SHORTEST and words[:1] == part[0] and all(one in left for one in part)
