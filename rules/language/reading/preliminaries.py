"""Papers and surveys before the work: 4座的闭库设计都批了 completes none of the 4, but tells how many there are."""

from rules.language.matching import IndexEntry
from rules.language.productions import Grammar, Production
from rules.language.reading.completion import Completion
from rules.language.reading.normalization import FIGURE
from rules.language.reading.role_words import WORDS

BEGUN = Grammar(
    WORDS,
    (
        Production(
            r"^的?[^,;。{figure|already|every|perfect|arranged|not|open|to|over|granted}]{0,6}?{preliminary}"
            r"(?=[^,;。{figure|not|open}]{0,8}"
            r"(?:{granted|over|wholly|to_end|arranged}|$))",
            True,
            "座的闭库设计都批了",
            "座的闭库设计",
        ),
    ),
)
"""What stands behind an amount of which only the papers are done."""
NAMED = Grammar(WORDS, (Production("{preliminary}", True, "设计都批了", "设计"),))
_EDGES = ",;:。!?\n"
_OUTRIGHT = ("全部完成", "全部完工")


def is_only_begun(after: str, words: str, entry: IndexEntry | None) -> bool:
    """Return whether papers alone are done of an amount; `after` is the shadow of `words` behind it."""
    return BEGUN.holds(after) and not _belongs(words, entry)


def completes_papers(whole: Completion, rest: str, entry: IndexEntry | None) -> bool:
    """Return whether the words say of papers that they are all done: 资产评估全做完了."""
    head = max(rest.rfind(edge, 0, whole.start) for edge in _EDGES) + 1
    clause = rest[head : whole.end]
    if whole.words in _OUTRIGHT and FIGURE not in clause:
        return False
    return NAMED.holds(WORDS.read(clause).shadow) and not _belongs(clause, entry)


def _belongs(words: str, entry: IndexEntry | None) -> bool:
    """Return whether such papers are what the item is about: 监测报告弄虚作假问题整改."""
    if entry is None:
        return False
    named = f"{entry.title}{entry.aliases}"
    found = NAMED.find(WORDS.read(words))
    return any(each.words() in named for each in found)
