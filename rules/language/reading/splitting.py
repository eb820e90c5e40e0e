"""Split a message on several items: 1.…2.… and 第3项…；第7项… become one part each."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from rules.language.reading.numbers import find_amounts
from rules.language.reading.numerals import CHARACTERS, NUMBER, parse_integer

_ORDINAL = "[一二三四五六七八九十]{1,2}"
_LIST = re.compile(
    rf"(?:^|(?<=[\n;。,]))[ ]*(?:(?P<n>\d{{1,2}})(?:[.)](?!\d)|、(?!\d+(?![\d号#])))|(?P<c>{_ORDINAL})、)"
    rf"|[(](?P<b>\d{{1,2}}|{_ORDINAL})[)]|(?P<o>[①-⑳])"
)
_ITEM = re.compile(
    rf"(?:任务|问题|事项)?第(?P<n>{NUMBER})(?:项|号|条)(?:任务|问题)?(?![、和及与,]第?\d)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What a message says of one item; `heading` precedes all parts (丹枫县:)."""

    text: str
    heading: str = ""

    @property
    def headed(self) -> str:
        """Return the text with its heading."""
        return f"{self.heading},{self.text}" if self.heading else self.text


def split(normalized: str) -> tuple[Part, ...]:
    """Return the parts of a normalized message, one per item; a single part for one item."""
    listed = _starts_of_list(normalized)
    if listed and not _names_an_item(normalized[: listed[0]]):
        return _cut(normalized, listed)
    named = _starts_of_items(normalized)
    return _cut(normalized, named) if named else (Part(normalized),)


ItemOf = Callable[[str], str | None]
IsSimilar = Callable[[str, str], bool]


def starts_with_numbers(normalized: str) -> bool:
    """Return whether several clauses begin with a number: 31号取缔29家,48号退出12家."""
    return len(_BEGINS_WITH_NUMBER.findall(normalized)) > 1


def split_by_items(normalized: str, item_of: ItemOf, is_similar: IsSimilar) -> tuple[Part, ...]:
    """Return parts for clauses that report amounts of different items: 东山清到1600口,西山清到610口.

    `item_of` returns the code of the item a clause is certainly about, if any; a clause about
    none continues the item before. Commas separate only items that are similar or have a common
    heading, since a comma usually joins statements about one item.
    """
    head = _HEAD.match(normalized)
    heading = head["heading"] if head else ""
    clauses = _CLAUSE.findall(normalized[head.end() if head else 0 :])
    if not 1 < len(clauses) <= _MOST:
        return (Part(normalized),)
    if sum(_may_count(clause) for clause in clauses) < _TWO:
        return (Part(normalized),)
    groups: dict[str, list[str]] = {}
    last = ""
    for clause in clauses:
        last = item_of(Part(clause, heading).headed) or last
        if not last:
            return (Part(normalized),)
        groups.setdefault(last, []).append(clause)
    parts = [Part("".join(each).strip(_EDGES), heading) for each in groups.values()]
    if len(parts) < _TWO or not all(_reports(each) for each in parts):
        return (Part(normalized),)
    codes = list(groups)
    numbered = all(_NUMBERED.match(groups[code][0]) for code in codes)
    ended = all(_ENDS.search(groups[code][-1]) for code in codes[:-1])
    joined = not (heading or numbered or ended)
    if joined and not all(is_similar(*pair) for pair in itertools.pairwise(codes)):
        return (Part(normalized),)
    return tuple(parts)


def _may_count(clause: str) -> bool:
    """Return whether a clause has a character of an amount; without, no item need be looked for."""
    return not _OF_AMOUNTS.isdisjoint(clause)


def _reports(part: Part) -> bool:
    return any(each.unit for each in find_amounts(part.text)[0])


_HEAD = re.compile(r"(?P<heading>[^,;。!?\n:\d]{2,20}):")
_CLAUSE = re.compile(r"[^,、;。!?\n]+[,、;。!?\n]*")
_NUMBERED = re.compile(r"\A\s*第?\d{1,4}[号项]")
_BEGINS_WITH_NUMBER = re.compile(r"(?:^|(?<=[,;。\n]))[^\S\n]*\d{1,4}号")
_ENDS = re.compile(r"[;。!?\n][^\S\n]*$")
_OF_AMOUNTS = frozenset(f"0123456789半{CHARACTERS}")
_EDGES = " \n;,"
_MOST, _TWO = 12, 2


def _starts_of_list(normalized: str) -> list[int]:
    """Return where each entry of a list 1, 2, … begins; empty when there is no such list."""
    starts: list[int] = []
    for found in _LIST.finditer(normalized):
        if _place(found) == len(starts) + 1:
            starts.append(found.start())
    return starts if 1 < len(starts) <= _MOST_LISTED else []


_MOST_LISTED = 30
"""Longest list that is split; a longer one is asked about."""


def _place(found: re.Match[str]) -> int | None:
    if found["o"]:
        return ord(found["o"]) - ord("①") + 1
    return parse_integer(found["n"] or found["c"] or found["b"])


def _names_an_item(heading: str) -> bool:
    return len(heading.strip(" \n:,;。")) > _HEADING and bool(re.search(r"[:,]\s*$", heading))


_HEADING = 3


def _starts_of_items(normalized: str) -> list[int]:
    found = list(_ITEM.finditer(normalized))
    numbers = {parse_integer(each["n"]) for each in found}
    starts = [each.start() for each in found]
    apart = all(later - sooner >= _SHORTEST for sooner, later in itertools.pairwise(starts))
    return starts if len(numbers) == len(found) > 1 and apart else []


_SHORTEST = 6


def _cut(normalized: str, starts: list[int]) -> tuple[Part, ...]:
    ends = [*starts[1:], len(normalized)]
    heading = normalized[: starts[0]].strip(_EDGES + ":。")
    heading = "" if re.search(r"\d", heading) or len(heading) > _LONGEST_HEADING else heading
    return tuple(
        Part(normalized[start:end].strip(_EDGES), heading)
        for start, end in zip(starts, ends, strict=True)
    )


_LONGEST_HEADING = 20
