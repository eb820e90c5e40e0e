"""Cut a text into tokens in one pass: the longest word of a lexicon that begins at each place.

Linear in the length of the text: no word is longer than `LONGEST`, and at each place only the
lengths of words that begin with its two characters are tried. What stands in no word remains as
single characters. A `Vocabulary` is one or more sections of a lexicon, whose words compete with
each other, with small patterns for what no list holds, as numerals.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rules.language.lexicon import load

_FIRST_SIGN = 0xE100
"""The first sign of classes; the fillers of `normalization` lie below."""
_SPELT = re.compile(f"[{chr(_FIRST_SIGN)}-\uf8ff]")
_NO_SIGN = "\ufffd"
"""Stands in a shadow for a sign that somebody wrote: it is of no class."""
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_ONE = (1,)


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

    def known(self) -> Iterator[Token]:
        """Yield the tokens that are of a class."""
        for place, sign in enumerate(self.shadow):
            if classes := self.vocabulary.classes_of(sign):
                start, end = self.starts[place], self.ends[place]
                yield Token(classes, self.text[start:end], start, end)

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
    def _signs(self) -> dict[str, str]:
        return {word: self.signs[classes] for word, classes in self.words.items()}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the words that begin with two characters, and one, the longest first."""
        found: dict[str, set[int]] = {}
        for word in self.words:
            found.setdefault(word[:2], {1}).add(len(word))
        return {head: tuple(sorted(each, reverse=True)) for head, each in found.items()}

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
    def _latin(self) -> frozenset[str]:
        """The words that begin or end with a Latin letter."""
        return frozenset(w for w in self.words if _is_latin(w[0]) or _is_latin(w[-1]))

    @cached_property
    def _begun(self) -> dict[str, tuple[Shape, ...]]:
        """The shapes that a character begins, if any, for each that begins a word or a shape."""
        heads = dict.fromkeys(word[0] for word in self.words)
        heads |= dict.fromkeys("".join(each.begins for each in self.shapes))
        return {head: tuple(s for s in self.shapes if head in s.begins) for head in heads}

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """A run of characters with which nothing begins; a space ends it where it is no token."""
        ends = "".join(self._begun) + ("" if self.spaced else " ")
        return re.compile(f"[^{re.escape(ends)}]+")

    def read(self, text: str) -> Tokens:
        """Return the text cut up."""
        folded = text.translate(_LOWER)
        begun, plain, shown = self._begun, self._plain, _SPELT.sub(_NO_SIGN, text)
        shadow: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        while at < len(text):
            run = plain.match(folded, at)
            if run:
                end = run.end()
                shadow.append(shown[at:end])
                starts.extend(range(at, end))
                ends.extend(range(at + 1, end + 1))
            else:
                sign, end = self._longest(folded, shown[at], at, begun.get(folded[at], ()))
                if self.spaced or sign != " ":
                    shadow.append(sign)
                    starts.append(at)
                    ends.append(end)
            at = end
        return Tokens(self, text, "".join(shadow), starts, ends)

    def _longest(
        self, text: str, plain: str, at: int, shapes: tuple[Shape, ...]
    ) -> tuple[str, int]:
        """Return the sign and the end of the longest token that begins here."""
        sign, end, taken = plain, at + 1, at
        for length in self._lengths.get(text[at : at + 2], _ONE):
            word = text[at : at + length]
            found = self._signs.get(word)
            if found is not None and not (word in self._latin and _is_cut(text, at, len(word))):
                sign, end = found, at + len(word)
                taken = end
                break
        for shape in shapes:
            match = shape.pattern.match(text, at)
            if match and match.end() > taken:
                sign, taken = self.signs[shape.classes], match.end()
                end = taken
        return sign, end


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


def _is_cut(text: str, start: int, length: int) -> bool:
    """Return whether a word is cut out of a longer one of Latin letters: km of kmh."""
    return any(
        0 < at < len(text) and _is_latin(text[at]) and _is_latin(text[at - 1])
        for at in (start, start + length)
    )
