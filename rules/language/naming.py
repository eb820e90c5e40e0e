"""Find the names of units and leaders in a sentence, in full or shortened."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from rules.language.matching.writing import normalize_name

T = TypeVar("T", bound=Hashable)

FULL = re.compile(r"^(市|县|区|省)(?=.{2,})")
COUNTY = re.compile(r"(?<=..)[县区]$")
SHORTEST, LONGEST = 2, 50
"""Length limits, in characters, of a name searched for in a sentence."""
LEAST_OF_A_CATEGORY = 3
"""Shortest beginning, in characters, that names a category: 水环境 of 水环境基础设施薄弱."""


def find_longest_name(words: str, names: Mapping[int, str]) -> int | None:
    """Return the key of the longest name in the words, with or without its 市 or 县; None if none."""
    found = [
        (len(form), number)
        for number, name in names.items()
        for form in {name, FULL.sub("", name)}
        if len(form) >= SHORTEST and form in words
    ]
    return max(found)[1] if found else None


def unit_name_forms(name: str) -> frozenset[str]:
    """Return the forms a sentence may use: without 市, and shortened (住建局, 环保局)."""
    names = (name, normalize_name(name))
    return frozenset(form for each in names for form in (each, FULL.sub("", each)))


def category_name_forms(name: str) -> frozenset[str]:
    """Return the beginnings by which a sentence may name a category."""
    return frozenset(name[:end] for end in range(LEAST_OF_A_CATEGORY, len(name) + 1)) | {name}


def person_name_forms(name: str, post: str) -> frozenset[str]:
    """Return the ways to call somebody: 李敏, 李敏副市长, 李市长, 罗局; all but the first of those in office."""
    in_office = _IN_OFFICE.fullmatch(post)
    if in_office is None:
        return frozenset({name})
    title = in_office["title"]
    short = _FOR_SHORT.get(title, title)
    titled = {
        f"{name}{post}",
        f"{name}{title}",
        *(f"{name[0]}{each}" for each in (title, post, short)),
    }
    return frozenset({name, *titled})


_IN_OFFICE = re.compile(
    r"(?:市委|县委|区委|党组)?(?:常委、)?(?:常务)?副?"
    r"(?P<title>[市县区镇局处科]长|书记|主任|秘书长|总经理|董事长|总工程师|总规划师)"
)
_FOR_SHORT = {
    **{f"{each}长": each for each in "市县局处科"},
    **dict.fromkeys(("总经理", "董事长", "总工程师", "总规划师"), "总"),
}


_NUMERALS = "零一二三四五六七八九"


def finding_name_forms(code: str) -> frozenset[str]:
    """Return the ways to name a finding by its number: 问题3, 第3个问题, 第三个问题."""
    numbers = {code, _numeral(code)}
    return frozenset(
        form
        for number in numbers
        for form in (
            f"问题{number}",
            f"反馈问题{number}",
            f"问题编号{number}",
            f"第{number}个问题",
            f"第{number}个反馈问题",
            f"{number}号反馈问题",
            f"finding {number}",
        )
    )


def _numeral(code: str) -> str:
    """Return a number up to 99 in characters; any other as it is."""
    if not (code.isdecimal() and 0 < int(code) < 100):
        return code
    tens, ones = divmod(int(code), 10)
    begin = (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "")
    return begin + (_NUMERALS[ones] if ones else "")


def unambiguous(named: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Return what each form names, in lower case, without forms that name several things."""
    found: dict[str, set[T]] = defaultdict(set)
    for form, one in named:
        if len(form) >= SHORTEST:
            found[form.lower()].add(one)
    return {form: next(iter(ones)) for form, ones in found.items() if len(ones) == 1}


def find_names(words: str, forms: Mapping[str, T]) -> tuple[dict[str, T], str]:
    """Return everything named, in the words' order, and the words without those names.

    Longest names first. Substrings are looked up in `forms`, which may hold thousands of names.
    """
    found: dict[str, int] = {}
    for size in range(min(len(words), LONGEST), SHORTEST - 1, -1):
        for start in range(len(words) - size + 1):
            form = words[start : start + size]
            if form in forms and not _is_within_number(words, start, start + size):
                found[form] = start
                words = words[:start] + " " * size + words[start + size :]
    return {form: forms[form] for form in sorted(found, key=lambda form: found[form])}, words


def _is_within_number(words: str, start: int, end: int) -> bool:
    """Return whether a name would begin or end within a number: 类别1 of 类别12."""
    cut_behind = words[end - 1].isdecimal() and words[end : end + 1].isdecimal()
    return cut_behind or (words[start].isdecimal() and words[start - 1 : start].isdecimal())


def match_part(part: str, names: Mapping[str, T]) -> T | None:
    """Return the only name that contains this part (水务集团, 别墅), or the county without 县.

    None for a numeral, a single character, or several matches.
    """
    if len(part) < SHORTEST or part.isdecimal():
        return None
    county = [one for name, one in names.items() if COUNTY.sub("", name) == part]
    found = county or [one for name, one in names.items() if part in name]
    return found[0] if len(found) == 1 else None


SIMILAR = 0.6
"""Least share of equal characters, after difflib, of a name that may have been meant."""


def similar_names(words: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that words may have meant: almost the same, or with a part in common."""
    scored = ((_likeness(words, name), name) for name in names)
    likely = sorted((-score, name) for score, name in scored if score >= SIMILAR)
    return [name for _, name in likely[:most]]


def _likeness(words: str, name: str) -> float:
    if len(words) > SHORTEST and (words in name or name in words):
        return 1
    return SequenceMatcher(None, words, name).ratio()


def match_abbreviation(part: str, names: Iterable[str]) -> str | None:
    """Return the only name with this abbreviation: 固废 for 固体废物处置不规范; None otherwise."""
    found = [name for name in names if _shortens(part, name[: 2 * len(part)])]
    return found[0] if len(found) == 1 else None


def _shortens(part: str, words: str) -> bool:
    """Return whether the part has the words' first character and the others in their order."""
    left = iter(words)
    return len(part) >= SHORTEST and words[:1] == part[0] and all(one in left for one in part)
