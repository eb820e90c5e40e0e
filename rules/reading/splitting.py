"""One message, several items: 1.…2.… and 第3项…；第7项… become one part each."""

import itertools
import re

from rules.reading.numerals import NUMBER, whole

_ORDINAL = "[一二三四五六七八九十]{1,2}"
_LIST = re.compile(
    rf"(?:^|(?<=[\n;。,]))[ ]*(?:(?P<n>\d{{1,2}})[.、)](?!\d)|(?P<c>{_ORDINAL})、)"
    rf"|[(](?P<b>\d{{1,2}}|{_ORDINAL})[)]|(?P<o>[①-⑳])"
)
_ITEM = re.compile(
    rf"(?:任务|问题|事项)?第(?P<n>{NUMBER})(?:项|号|条)(?:任务|问题)?(?![、和及与,]第?\d)"
)


def split(folded: str) -> tuple[str, ...]:
    """The parts of a folded message, one per item; a message on one item is its own only part."""
    listed = _starts_of_list(folded)
    if listed and not _names_an_item(folded[: listed[0]]):
        return _cut(folded, listed)
    named = _starts_of_items(folded)
    return _cut(folded, named) if named else (folded,)


def _starts_of_list(folded: str) -> list[int]:
    """Where a list that counts 1, 2, … begins each line; empty when it is no such list."""
    starts: list[int] = []
    for found in _LIST.finditer(folded):
        if _place(found) == len(starts) + 1:
            starts.append(found.start())
    return starts if len(starts) > 1 else []


def _place(found: re.Match[str]) -> int | None:
    if found["o"]:
        return ord(found["o"]) - ord("①") + 1
    return whole(found["n"] or found["c"] or found["b"])


def _names_an_item(heading: str) -> bool:
    return len(heading.strip(" \n:,;。")) > _HEADING and bool(re.search(r"[:,]\s*$", heading))


_HEADING = 3


def _starts_of_items(folded: str) -> list[int]:
    found = list(_ITEM.finditer(folded))
    numbers = {whole(each["n"]) for each in found}
    starts = [each.start() for each in found]
    apart = all(later - sooner >= _SHORTEST for sooner, later in itertools.pairwise(starts))
    return starts if len(numbers) == len(found) > 1 and apart else []


_SHORTEST = 6


def _cut(folded: str, starts: list[int]) -> tuple[str, ...]:
    ends = [*starts[1:], len(folded)]
    return tuple(folded[start:end].strip(" \n;,") for start, end in zip(starts, ends, strict=True))
