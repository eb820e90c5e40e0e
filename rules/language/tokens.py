"""Cut a text into tokens in one pass: the longest word of a lexicon that begins at each place.

A walk down nested dicts, linear in the length of the text: no word is longer than `LONGEST`. What
stands in no word remains as single characters. A `Vocabulary` is one or more sections of a lexicon,
whose words compete with each other, with small patterns for what no list holds, as numerals.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rules.language.lexicon import load

_FIRST_SIGN = 0xE100
"""The first sign of classes; the fillers of `normalization` lie below, and no text has either."""
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_END = ""
"""The key of a node that holds the sign of the word that ends there."""
Node = dict[str, "Node | str"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A small pattern for what no list holds, such as numerals; `begins`: its first characters."""

    classes: frozenset[str]
    begins: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of some classes, or a plain character of none, with its place in the text."""

    classes: frozenset[str]
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Tokens:
    """A text cut up. Each character of `shadow` is one token: a sign of its classes, or itself."""

    vocabulary: "Vocabulary"
    text: str
    shadow: str
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)

    def __iter__(self) -> Iterator[Token]:
        for sign, start, end in zip(self.shadow, self.starts, self.ends, strict=True):
            yield Token(self.vocabulary.classes_of(sign), self.text[start:end], start, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens `first` up to `last`, exclusive, stand in the text."""
        if first >= last:
            at = self.starts[first] if first < len(self.starts) else len(self.text)
            return at, at
        return self.starts[first], self.ends[last - 1]

    def at(self, position: int) -> int:
        """Return the token that covers a position of the text."""
        return bisect_right(self.starts, position) - 1

    def classes(self, place: int) -> frozenset[str]:
        """Return the classes of a token."""
        return self.vocabulary.classes_of(self.shadow[place])

    def words(self, first: int, last: int) -> str:
        """Return the text of tokens `first` up to `last`, exclusive."""
        start, end = self.span(first, last)
        return self.text[start:end]


@dataclass(frozen=True)
class Vocabulary:
    """Words by class, asked for when first needed, and patterns for what no list holds.

    At each place the longest of words and shapes counts, and a word before a shape of the same
    length. `spaced`: spaces are tokens; without, they only part them.
    """

    listed: Callable[[], Mapping[str, tuple[str, ...]]]
    shapes: tuple[Shape, ...] = ()
    spaced: bool = True

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """Return the classes of each word."""
        found: dict[str, frozenset[str]] = {}
        for name, words in self.listed().items():
            for word in words:
                found[word] = found.get(word, frozenset()) | {name}
        return found

    @cached_property
    def signs(self) -> dict[frozenset[str], str]:
        """Return the sign of each set of classes that a token may have."""
        sets = dict.fromkeys((*self.words.values(), *(each.classes for each in self.shapes)))
        return {each: chr(_FIRST_SIGN + number) for number, each in enumerate(sets)}

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        return {sign: classes for classes, sign in self.signs.items()}

    @cached_property
    def _root(self) -> Node:
        root: Node = {}
        for word, classes in self.words.items():
            node = root
            for character in word:
                below = node.setdefault(character, {})
                assert isinstance(below, dict)
                node = below
            node[_END] = self.signs[classes]
        return root

    def classes_of(self, sign: str) -> frozenset[str]:
        """Return the classes that a character of a shadow stands for; none for a plain one."""
        return self._classes.get(sign, frozenset())

    def signs_of(self, names: frozenset[str]) -> str:
        """Return the signs of all tokens of any of these classes. Raises KeyError for others."""
        signs = "".join(sign for classes, sign in self.signs.items() if classes & names)
        missing = names - frozenset().union(*self.signs)
        if missing:
            raise KeyError(*missing)
        return signs

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The characters with which a word or a shape begins."""
        return frozenset(self._root).union(*(each.begins for each in self.shapes)) - {_END}

    def read(self, text: str) -> Tokens:
        """Return the text cut up."""
        folded = text.translate(_LOWER)
        openings = self._openings if self.spaced else self._openings | {" "}
        shadow: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        while at < len(text):
            sign, end = text[at], at + 1
            if folded[at] in openings:
                sign, end = self._longest(folded, sign, at)
            if self.spaced or sign != " ":
                shadow.append(sign)
                starts.append(at)
                ends.append(end)
            at = end
        return Tokens(self, text, "".join(shadow), starts, ends)

    def _longest(self, text: str, plain: str, at: int) -> tuple[str, int]:
        """Return the sign and the end of the longest token that begins here."""
        sign, end, taken = plain, at + 1, at
        if not (at and _is_latin(text[at]) and _is_latin(text[at - 1])):
            found = self._longest_word(text, at)
            if found:
                sign, end = found
                taken = end
        for shape in self.shapes:
            if text[at] in shape.begins:
                match = shape.pattern.match(text, at)
                if match and match.end() > taken:
                    sign, taken = self.signs[shape.classes], match.end()
                    end = taken
        return sign, end

    def _longest_word(self, text: str, at: int) -> tuple[str, int] | None:
        node, place, found = self._root, at, None
        while place < len(text):
            below = node.get(text[place])
            if not isinstance(below, dict):
                break
            node, place = below, place + 1
            sign = node.get(_END)
            if isinstance(sign, str) and not _is_within_latin(text, place):
                found = sign, place
        return found


def vocabulary(
    language: str,
    *sections: str,
    shapes: tuple[Shape, ...] = (),
    spaced: bool = True,
) -> Vocabulary:
    """Return sections of a language's lexicon, whose words are read together."""

    def listed() -> Mapping[str, tuple[str, ...]]:
        known = load(language)
        return {name: words for each in sections for name, words in known[each].items()}

    return Vocabulary(listed, shapes, spaced)


def _is_latin(character: str) -> bool:
    return "a" <= character <= "z"


def _is_within_latin(text: str, end: int) -> bool:
    """Return whether a word that ends here is cut off from a longer one: km of kmh."""
    return end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1])
