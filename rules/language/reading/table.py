"""The row every table of this package is made of: a pattern, and the example that proves it."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """Hundreds of patterns take a while to compile: each is when it is first looked for."""

    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written)


@dataclass(frozen=True)
class Row(Wording):
    """`example` is a sentence in which `pattern` must match exactly the words `reads`."""

    example: str
    reads: str


def row(pattern: str, example: str, reads: str) -> Row:
    return Row(pattern, example, reads)


def first_match(rows: tuple[Row, ...], text: str) -> re.Match[str] | None:
    """The first match of the first row that has one."""
    return next((found for each in rows if (found := each.pattern.search(text))), None)


def example_holds(each: Row) -> bool:
    """Does the row read from its own example what it says?"""
    found = each.pattern.search(each.example)
    return found is not None and found.group() == each.reads
