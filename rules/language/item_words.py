"""Words of a question that mean an item: its number, or what is done to things."""

import re
from collections.abc import Iterator
from functools import cache

from rules.language.lexicon import load

SHORTEST = 2
"""Characters of the shortest word that means something by itself."""
_NUMBER = re.compile(
    r"(?:第 ?)(?P<a>\d{1,4}) ?[号项](?:任务|事项)?|(?P<b>\d{1,4})号(?:任务|事项)?"
    r"|(?:任务|事项|item|task) ?(?P<c>\d{1,4})(?!\d)"
)
_FINDING = re.compile(r"(?:反馈)?问题 ?\d{1,4}(?!\d)|第\d{1,4}个(?:反馈)?问题")
_AND = re.compile("[和与跟及、]")
_DENIALS = "不没未还了得着过"
_STANDING = frozenset({"验收", "核查", "公示", "销号"})


def item_numbers(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield where numbers of items stand, and which."""
    for found in _NUMBER.finditer(words):
        yield *found.span(), found["a"] or found["b"] or found["c"]


def goes_on_as_a_title(words: str, end: int) -> str:
    """Return how a title would go on behind a number: 号别 of 1号别墅群; empty where nothing follows."""
    behind = words[end : end + SHORTEST]
    return f"号{behind}" if len(behind) == SHORTEST else ""


def finding_number(words: str) -> str:
    """Return the first number of a finding as it is written; empty where there is none."""
    found = _FINDING.search(words)
    return found.group() if found else ""


_TYPED = re.compile(r"第?(\d{1,4})[号项]?[。.]?")
_SO_MANY = re.compile(r"\A(?:[两二三四五六七八九十]|\d{1,2})个(?=..)")


def number_typed(words: str) -> str:
    """Return the number that is all somebody typed after a list: 3, 3号, 第3项; empty where it is more."""
    found = _TYPED.fullmatch(words.strip())
    return found[1] if found else ""


def without_count(word: str) -> str:
    """Return what is counted without how many there are: 两个别墅群."""
    return _SO_MANY.sub("", word)


def joined_words(word: str) -> list[str]:
    """Return the words that 和 joins."""
    return [part for part in _AND.split(word) if len(part) >= SHORTEST]


def bare_work(word: str) -> str:
    """Return what is done, without its denial: 拆 of 不拆."""
    return word.strip(_DENIALS)


def only_works(word: str) -> bool:
    """Return whether a word only says what is done to things: 不拆, 拆."""
    bare = bare_work(word)
    return len(bare) < SHORTEST or bare in _verbs()


def is_told_by_the_state(work: str) -> bool:
    """Return whether the state of an item tells of it: 验收."""
    return work in _STANDING


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load("zh")["roles"]["verb"])
