"""Whose name stands in a sentence: units and leaders, by their names as people shorten them."""

import re
from collections.abc import Mapping

FULL = re.compile(r"^(市|县|区|省)(?=.{2,})")
SHORTEST = 2


def named_in(words: str, names: Mapping[int, str]) -> int | None:
    """The one whose name, or name without its 市 or 县, stands in the words: the longest."""
    found = [
        (len(form), number)
        for number, name in names.items()
        for form in {name, FULL.sub("", name)}
        if len(form) >= SHORTEST and form in words
    ]
    return max(found)[1] if found else None
