"""Tables of productions: what tokens in a row mean.

A pattern is a regular expression over the shadow of a text, in which each token is one character.
`{name}` stands for a token of that class, `{one|other}` for one of either, also within brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from rules.language.tokens import Tokens, Vocabulary

Meaning_co = TypeVar("Meaning_co", covariant=True)
_PIECE = re.compile(r"\\.|\{(?P<names>[a-z_|]+)\}|(?P<bracket>[\[\]])|.", re.DOTALL)

_OPTIONAL = re.compile(r"[?*]|\{[0,]")


@dataclass(frozen=True)
class Production(Generic[Meaning_co]):
    """A pattern and what it means; in the sentence `example` it must match exactly `reads`."""

    pattern: str
    means: Meaning_co
    example: str
    reads: str


@dataclass(frozen=True)
class Derivation(Generic[Meaning_co]):
    """A production where it matched; `start` and `end` are places in the text."""

    means: Meaning_co
    start: int
    end: int
    tokens: Tokens
    match: re.Match[str]

    def words(self, group: str | int = 0) -> str:
        """Return the text of a group; empty when the pattern has none or it took no part."""
        first, last = self._places(group)
        return self.tokens.words(first, last) if first >= 0 else ""

    def span(self, group: str | int = 0) -> tuple[int, int]:
        """Return where a group that took part stands in the text."""
        return self.tokens.span(*self._places(group))

    def is_of(self, group: str, name: str) -> bool:
        """Return whether the first token of a group is of a class."""
        first, last = self._places(group)
        return first < last and name in self.tokens.classes(first)

    def shadow_before(self, group: str | int, most: int) -> str:
        """Return the shadow of at most so many tokens before a group."""
        place = self._places(group)[0]
        return self.tokens.shadow[max(0, place - most) : place]

    def text_before(self, group: str | int, most: int) -> str:
        """Return at most so many characters before a group."""
        start = self.span(group)[0]
        return self.tokens.text[max(0, start - most) : start]

    def _places(self, group: str | int) -> tuple[int, int]:
        known = group == 0 or group in self.match.re.groupindex
        return self.match.span(group) if known else (-1, -1)


@dataclass(frozen=True)
class Grammar(Generic[Meaning_co]):
    """A table of productions over one vocabulary."""

    vocabulary: Vocabulary
    rows: tuple[Production[Meaning_co], ...]

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Return the patterns over the shadow, in the order of the rows."""
        return tuple(compiled(self.vocabulary, row.pattern) for row in self.rows)

    @cached_property
    def _needed(self) -> tuple[frozenset[str] | None, ...]:
        """Of each row, signs of which a shadow must have one."""
        return tuple(needed(self.vocabulary, row.pattern) for row in self.rows)

    def first(self, tokens: Tokens) -> Derivation[Meaning_co] | None:
        """Return the first match of the first row that has one; None when none has."""
        there = set(tokens.shadow)
        for row, pattern, any_of in zip(self.rows, self.patterns, self._needed, strict=True):
            if any_of is not None and any_of.isdisjoint(there):
                continue
            match = pattern.search(tokens.shadow)
            if match:
                return _derived(row, tokens, match)
        return None

    def holds(self, shadow: str) -> bool:
        """Return whether any row matches in a shadow."""
        return any(pattern.search(shadow) for pattern in self.patterns)

    def meaning(self, shadow: str) -> Meaning_co | None:
        """Return what the first row that matches in a shadow means; None when none does."""
        rows = zip(self.rows, self.patterns, strict=True)
        return next((row.means for row, pattern in rows if pattern.search(shadow)), None)

    def find(self, tokens: Tokens) -> list[Derivation[Meaning_co]]:
        """Return what matches, in reading order. Of two that overlap the longest, then the upper row."""
        matches = sorted(
            self._matches(tokens.shadow), key=lambda each: (-_length(each[1]), each[0])
        )
        taken = bytearray(len(tokens.shadow) + 1)
        kept = []
        for number, match in matches:
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            kept.append(_derived(self.rows[number], tokens, match))
        return sorted(kept, key=lambda each: (each.start, each.end))

    def _matches(self, shadow: str) -> Iterator[tuple[int, re.Match[str]]]:
        there = set(shadow)
        for number, (pattern, any_of) in enumerate(zip(self.patterns, self._needed, strict=True)):
            if any_of is not None and any_of.isdisjoint(there):
                continue
            for match in pattern.finditer(shadow):
                yield number, match


def _length(match: re.Match[str]) -> int:
    return match.end() - match.start()


def _derived(
    row: Production[Meaning_co], tokens: Tokens, match: re.Match[str]
) -> Derivation[Meaning_co]:
    return Derivation(row.means, *tokens.span(*match.span()), tokens, match)


def compiled(vocabulary: Vocabulary, written: str) -> re.Pattern[str]:
    """Return a pattern over shadows with the signs of its classes in their places."""
    pieces: list[str] = []
    within = False
    for piece in _PIECE.finditer(written):
        names = piece["names"]
        if names:
            signs = vocabulary.signs_of(frozenset(names.split("|")))
            pieces.append(signs if within else f"[{signs}]")
        elif not piece.group().isascii() and piece.group() in vocabulary.words:
            raise ValueError(f"{piece.group()} is a word: name its class in {written}")
        else:
            within = piece["bracket"] == "[" or (within and piece["bracket"] != "]")
            pieces.append(piece.group())
    return re.compile("".join(pieces))


def needed(vocabulary: Vocabulary, written: str) -> frozenset[str] | None:
    """Return signs of which a shadow must have one for a pattern to match in it; None if unknown.

    Those of the rarest class outside of all brackets that is not followed by a ?, a * or a {0.
    """
    found: list[str] = []
    depth = 0
    for piece in _PIECE.finditer(written):
        sign = piece.group()
        depth += (sign in ("(", "[")) - (sign in (")", "]"))
        if depth == 0 and sign == "|":
            return None
        if depth == 0 and piece["names"] and not _OPTIONAL.match(written, piece.end()):
            found.append(vocabulary.signs_of(frozenset(piece["names"].split("|"))))
    rarest = min(found, key=len, default="")
    return frozenset(rarest) if rarest else None
