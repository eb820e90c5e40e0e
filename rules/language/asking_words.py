"""The words that only ask: what is left of a question without them names something."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rules.language.lexicon import load
from rules.language.tokens import Shape, Vocabulary

_SPOKEN_DAY = re.compile(
    r"(?:(?:20\d\d|[今明])年)?\d{1,2}月\d{1,2}[日号]?(?:[之以]?前)?|20\d\d年"
    r"|(?:\d{1,3}|[一二两三四五六七八九十])(?:天|日|周|个?星期|个?月)之?[内里]"
    r"|(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月份?底?"
)
_DRAW = re.compile(r"[画出来做发生]成?[一个张幅份]{0,4}(?=\S{0,12}图)")
_NUMBERED = re.compile(r"第?\d{1,6}[项号]|item \d{1,6}")


def _listed() -> Mapping[str, tuple[str, ...]]:
    chinese, english = load("zh")["asking"], load("en")["asking"]
    polite = (word for word in load("zh")["parts"]["courtesy"] if len(word) > 1)
    both = tuple(dict.fromkeys((*chinese["only_asks"], *english["only_asks"], *polite)))
    return {**chinese, "only_asks": both}


_DIGITS, _NUMERALS = "0123456789", "一二三四五六七八九十两"
_WORDS = Vocabulary(
    _listed,
    (
        Shape(frozenset({"day"}), f"{_DIGITS}{_NUMERALS}今明", _SPOKEN_DAY),
        Shape(frozenset({"draw"}), "画出来做发生", _DRAW),
        Shape(frozenset({"numbered"}), f"第i{_DIGITS}", _NUMBERED),
    ),
)
_ASKING = frozenset({"only_asks", "day", "draw"})
_SMALL = frozenset({"particle", "numbered"})
_OF_LISTS = frozenset({"of_lists"})


@lru_cache(maxsize=16)
def without_asking(text: str, *, small: bool = False) -> str:
    """Return the words in lower case without those that only ask; each of them leaves a space.

    `small`: numbers of items and small words in between (的, 还) are left out as well.
    """
    left_out = _ASKING | (_SMALL if small else _OF_LISTS)
    return "".join(" " if each.classes & left_out else each.text for each in _WORDS.read(text))
