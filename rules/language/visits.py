"""Read how many households were asked, and how many are satisfied or not."""

import re

from rules.language.reading.normalization import normalize
from rules.language.reading.numerals import parse_integer
from rules.policy.clauses import Visits

_N = r"(\d{1,6}|[零〇一二两三四五六七八九十百千]{1,8})"
_OF = r"\s{0,2}(?:户|家|人|households?|families)"
_NOT = (
    re.compile(rf"不满意[^\d零〇一二两三四五六七八九十百千,;。]{{0,4}}{_N}(?:{_OF})?"),
    re.compile(rf"{_N}{_OF}?(?:表示)?不满意"),
    re.compile(
        rf"{_N}{_OF}?\s?(?:(?:is|are|were|was) )?(?:dissatisfied|not satisfied|unsatisfied)"
    ),
)
_NONE_IS_NOT = re.compile(
    r"(?:无|没有|未有)(?:一户|人|群众|住户)?(?:表示)?不满意|\bnone (?:dis|un)satisfied"
)
_SATISFIED = (
    re.compile(rf"(?<!不)满意[^\d零〇一二两三四五六七八九十百千,;。度率]{{0,4}}{_N}(?:{_OF})?"),
    re.compile(rf"{_N}{_OF}?(?:表示|均|都)?(?:很|非常|基本)?满意"),
    re.compile(rf"{_N}{_OF}?\s?(?:(?:is|are|were|was) )?(?<!not )(?<!dis)(?<!un)satisfied"),
)
_ALL_ARE = re.compile(
    r"(?:均|都|全部?|一致)(?:表示)?(?:很|非常|基本)?满意|\ball (?:are |were )?satisfied"
)
_VISITED = (
    re.compile(
        rf"(?:走访|回访|入户|调查|访问)[^\d零〇一二两三四五六七八九十百千]{{0,12}}{_N}{_OF}"
    ),
    re.compile(rf"\bvisited {_N}{_OF}?"),
    re.compile(rf"{_N}\s{{0,2}}(?:户|households?)(?!(?:表示|均|都)?(?:很|非常|基本)?不?满意)"),
)


def find_visits(text: str) -> Visits | None:
    """Return the three numbers; None unless each of them is said."""
    words = normalize(text).lower()
    households = _number(_VISITED, words)
    if households is None:
        return None
    dissatisfied = 0 if _NONE_IS_NOT.search(words) else _number(_NOT, words)
    if _ALL_ARE.search(words):
        return Visits(households, households, dissatisfied or 0)
    satisfied = _number(_SATISFIED, words)
    if satisfied is None or dissatisfied is None:
        return None
    return Visits(households, satisfied, dissatisfied)


def _number(patterns: tuple[re.Pattern[str], ...], words: str) -> int | None:
    """Return the number of the first pattern that is found."""
    found = (pattern.search(words) for pattern in patterns)
    return next((parse_integer(one[1]) for one in found if one is not None), None)
