"""Rows of the pattern tables: a pattern, and an example that tests it."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """A pattern, compiled when first used: there are hundreds."""

    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return re.compile(self.written)


@dataclass(frozen=True)
class Row(Wording):
    """`example` is a sentence in which `pattern` must match exactly the words `reads`."""

    example: str
    reads: str


def row(pattern: str, example: str, reads: str) -> Row:
    """Return a row."""
    return Row(pattern, example, reads)


def first_match(rows: tuple[Row, ...], text: str) -> re.Match[str] | None:
    """Return the first match of the first row that has one; None when none has."""
    return next((found for each in rows if (found := each.pattern.search(text))), None)


def example_holds(each: Row) -> bool:
    """Return whether the pattern matches in the example what the row says."""
    found = each.pattern.search(each.example)
    return found is not None and found.group() == each.reads
