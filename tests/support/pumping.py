"""Texts that a pattern finds hardest: what a loop of it goes round on, over and over.

Read off the tree `re` itself parses a pattern into.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from re import _constants as op
from re import _parser
from typing import Any

Node = tuple[Any, Any]
Tree = Sequence[Node]

ENDS = ("", "龠", "\x07", " ")
"""What a text stops with: nothing, a letter no wording has, and what is no letter."""
LONGEST = 4096
_MOST = 120
"""Examples of one loop; none of the house's has more alternatives."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_FILL = "水a1 ,。的了:\n"
"""One of each kind of character, for where a pattern takes nearly any."""
_HAS: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    op.CATEGORY_NOT_DIGIT: lambda one: not one.isdigit(),
    op.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    op.CATEGORY_NOT_WORD: lambda one: not one.isalnum() and one != "_",
}


def pumped(lead: str, again: str, end: str, size: int = LONGEST) -> str:
    """Repeat `again` as often as it fits between what leads into the loop and the end."""
    return (lead + again * (size // len(again) + 1))[: size - len(end)] + end


def once(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return what leads into each loop and one of what it goes round on, also with all that is near."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found = [("", each) for each in _examples(tree, _literals(tree))[:60]]
    for lead, bodies, rest in _loops(tree):
        for body in bodies:
            found += [(lead, body), ("", body), ("", lead + body), ("", lead + body + rest)]
    return list(dict.fromkeys(each for each in found if each[1]))


def in_pairs(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return the same with any two of what a loop goes round on, one after the other."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found = [
        (lead, one + other)
        for lead, bodies, _ in _loops(tree)
        for one in bodies
        for other in bodies
        if one != other
    ]
    return list(dict.fromkeys(found))


def _loops(tree: Tree, lead: str = "", rest: str = "") -> Iterator[tuple[str, list[str], str]]:
    """Yield of each loop an example of what is before it, examples of its body, one of what follows."""
    firsts = [_of(node, [])[0] for node in tree]
    for at, (kind, value) in enumerate(tree):
        before, after = lead + "".join(firsts[:at]), "".join(firsts[at + 1 :]) + rest
        if kind in _REPEATS and value[1] > 1:
            bodies = _examples(value[2], _literals(value[2]))
            yield before, [each for each in bodies if each], after
        for inner in _below(kind, value):
            yield from _loops(inner, before, after)


def _below(kind: Any, value: Any) -> list[Tree]:
    """Return the parts of a node that are patterns themselves."""
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in _REPEATS:
        return [value[2]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [each for each in value[1:] if each] if kind is op.GROUPREF_EXISTS else []


def _literals(tree: Tree) -> list[str]:
    """Return the words written out in a pattern, which its own gaps may take in as well."""
    found, word = [], ""
    for kind, value in tree:
        if kind is op.LITERAL:
            word += chr(value)
            continue
        found += [word, *(each for inner in _below(kind, value) for each in _literals(inner))]
        word = ""
    return list(dict.fromkeys(each for each in (*found, word) if each))


def _examples(tree: Tree, words: list[str]) -> list[str]:
    """Return texts that fit: one in which every part is the first it may be, then one part varied."""
    parts = [_of(node, words) for node in tree]
    firsts = [part[0] for part in parts]
    found = dict.fromkeys(["".join(firsts)])
    for at, part in enumerate(parts):
        head, tail = "".join(firsts[:at]), "".join(firsts[at + 1 :])
        found |= dict.fromkeys(f"{head}{other}{tail}" for other in part[1:])
    return list(found)[:_MOST]


def _of(node: Node, words: list[str]) -> list[str]:
    """Return examples of one part, never none."""
    kind, value = node
    if kind is op.LITERAL:
        return [chr(value)]
    if kind in (op.ANY, op.NOT_LITERAL, op.IN):
        return _characters(node)
    if kind in _REPEATS:
        return _repeated(value, words)
    if kind in (op.BRANCH, op.SUBPATTERN, op.ATOMIC_GROUP, op.GROUPREF_EXISTS):
        inner = (each for part in _below(kind, value) for each in _examples(part, words))
        return list(dict.fromkeys(inner))[:_MOST]
    return [""]


def _repeated(value: Any, words: list[str]) -> list[str]:
    """Repeat as few and one more; fill a gap also with what is written elsewhere in the pattern."""
    fewest, most, body = value
    inner = _examples(body, words)
    found = [each * fewest for each in inner] if fewest else [""]
    found += [each * (fewest + 1) for each in inner] if most > fewest else []
    fits = partial(_fits, body[0])
    gap = len(body) == 1 and most > 1 and body[0][0] in (op.ANY, op.NOT_LITERAL, op.IN)
    told = [each for each in words if fewest <= len(each) <= most] if gap else []
    return (found + [each for each in told if all(map(fits, each))])[:_MOST]


def _characters(node: Node) -> list[str]:
    """Return each character or the first of each range that is listed; some of nearly any."""
    kind, value = node
    listed = [] if kind is not op.IN or value[0][0] is op.NEGATE else value
    found = [chr(given) for one, given in listed if one is op.LITERAL]
    found += [chr(given[0]) for one, given in listed if one is op.RANGE]
    filling = [one for one in _FILL if _fits(node, one)]
    return found + filling[:2] or ["\u4e00"]


def _fits(node: Node, one: str) -> bool:
    kind, value = node
    if kind is op.ANY:
        return one != "\n"
    if kind is op.NOT_LITERAL:
        return ord(one) != value
    negated = value[0][0] is op.NEGATE
    return any(_is(each, one) for each in value if each[0] is not op.NEGATE) != negated


def _is(node: Node, one: str) -> bool:
    kind, value = node
    if kind is op.LITERAL:
        return bool(ord(one) == value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(one) <= value[1])
    return _HAS[value](one)


def words_of(pattern: re.Pattern[str]) -> list[str]:
    """Return the words written out in a pattern."""
    return _literals(_parser.parse(pattern.pattern, pattern.flags))
