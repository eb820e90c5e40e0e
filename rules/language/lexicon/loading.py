"""Load a lexicon: the words of each class, by section, checked.

A section of the file is a family that is read together; a table in it is a class of words with what
it means, an example that has one of them, and the words, separated by spaces. In a word `_` is a
space, `(a|b|)` stands for each alternative, and `<class>` for each word of that class.
"""

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

Sections = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Words by section and class."""

LONGEST = 16
"""Most characters of a word: a walk over a text costs its length times the longest word."""
_PART = re.compile(r"\(([^()]*)\)|<([a-z_]+)>|([^()<>]+)|(.)")


class MalformedLexicon(ValueError):
    """A class has no meaning or example, or a word that is too long, stands twice or is malformed."""


@cache
def load(language: str) -> Sections:
    """Return the lexicon of a language, `zh` or `en`, as it stands in this package."""
    written = (files(__package__) / f"{language}.toml").read_text("utf-8")
    return parse(written)


def parse(written: str) -> Sections:
    """Return the words of a lexicon by section and class. Raises MalformedLexicon."""
    tables = tomllib.loads(written)
    known: dict[str, tuple[str, ...]] = {}
    for name, table in itertools.chain.from_iterable(each.items() for each in tables.values()):
        if name in known:
            raise MalformedLexicon(f"{name} stands twice")
        known[name] = _words(name, table, known)
    return {section: {name: known[name] for name in each} for section, each in tables.items()}


def _words(
    name: str, table: Mapping[str, str], known: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    if set(table) != {"means", "example", "words"}:
        raise MalformedLexicon(f"{name} needs means, example and words, and nothing else")
    words = [word for each in table["words"].split() for word in _expanded(name, each, known)]
    twice = [word for word, number in Counter(words).items() if number > 1]
    if twice:
        raise MalformedLexicon(f"{name}: {' '.join(twice)} stands twice")
    for word in words:
        if not 0 < len(word) <= LONGEST:
            raise MalformedLexicon(f"{name}: {word!r} has not between 1 and {LONGEST} characters")
    if not any(word in table["example"].lower() for word in words):
        raise MalformedLexicon(f"{name}: its example has none of its words")
    return tuple(words)


def _expanded(name: str, written: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield every word that one entry stands for: (还|尚)剩 is 还剩 and 尚剩."""
    choices: list[tuple[str, ...]] = []
    for found in _PART.finditer(written):
        alternatives, other, plain, wrong = found.groups()
        if wrong or (other and other not in known):
            raise MalformedLexicon(f"{name}: {written} is malformed")
        choices.append(known[other] if other else tuple((plain or alternatives).split("|")))
    for parts in itertools.product(*choices):
        yield "".join(parts).replace("_", " ").lower()
