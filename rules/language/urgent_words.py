"""Recognize words that cannot wait until the morning: people gather, somebody is hurt, it leaks."""

import re
from functools import cache

from rules.language.tokens import Token, Vocabulary, vocabulary

_CLAUSE = re.compile(r"[^,;，；。!?！？\n]+")
_LANGUAGES = ("zh", "en")
_NEAR = 6
"""Characters before an urgent word within which a denial is one of it: 未出现村民上访."""


@cache
def _urgency(language: str) -> Vocabulary:
    return vocabulary(language, "urgency")


def urgent_word(words: str, known: str = "") -> str:
    """Return the first urgent word of a text; empty where there is none.

    None is one that was averted, settled or only prepared for: 未发生上访, 泄漏隐患整治. Nor is what
    stands in `known`, as in an item's title, any news.
    """
    found = (
        _in_clause(list(_urgency(language).read(clause)), known.lower())
        for clause in _CLAUSE.findall(words)
        for language in _LANGUAGES
    )
    return next((word for word in found if word), "")


def _in_clause(tokens: list[Token], known: str) -> str:
    if any("averted" in token.classes for token in tokens):
        return ""
    denied = -_NEAR - 1
    for token in tokens:
        if "not_happened" in token.classes:
            denied = token.end
        is_near = token.start - denied <= _NEAR
        if "alarm" in token.classes and not is_near and token.text.lower() not in known:
            return token.text
    return ""
