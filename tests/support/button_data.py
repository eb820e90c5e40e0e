"""Every form of data that a button may carry, written out from the pattern it has to be of."""

from collections.abc import Iterable
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

NUMBER = "#"
"""Stands for a number in what `forms` returns."""


def forms(pattern: str) -> list[str]:
    """Return every choice that a pattern leaves, with one word for each stretch of repeats."""
    return list(dict.fromkeys(_of_all(_parser.parse(pattern))))


def _of_all(parts: Iterable[Any]) -> list[str]:
    return ["".join(chosen) for chosen in product(*(_of(*part) for part in parts))]


def _of(kind: Any, value: Any) -> list[str]:
    if kind is codes.LITERAL:
        return [chr(value)]
    if kind is codes.BRANCH:
        return [form for branch in value[1] for form in _of_all(branch)]
    if kind is codes.SUBPATTERN:
        return _of_all(value[3])
    if kind is codes.MAX_REPEAT:
        return _repeated(*value)
    assert kind is codes.IN, kind
    return [NUMBER] if value == [(codes.CATEGORY, codes.CATEGORY_DIGIT)] else _letters(value)


def _letters(members: list[Any]) -> list[str]:
    return [chr(letter) for _kind, letter in members]


def _repeated(least: int, _most: int, inner: Any) -> list[str]:
    once = _of_all(inner)
    return once if least else ["", once[0]]
