"""Read a clause of a question: what it asks, which conditions it sets, and which words are left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.language.productions import Derivation
from rules.language.question_grammar import DAY, NAME, PARTS, TITLE, QuestionPart
from rules.language.question_grammar_english import ENGLISH_PARTS
from rules.language.reading.normalization import is_english
from rules.language.tokens import Token, Tokens
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.rankings import RankingOf

_IDLE = frozenset(
    {
        "courtesy",
        "connective",
        "whether",
        "is_it",
        "for_each",
        "progress",
        "answers_for",
        "leads_it",
    }
)
"""Words that say nothing where no production uses them."""
_OF_DAYS = frozenset({"falls_due"})
"""Words that say nothing more where days or milestones are named."""
_NEWEST = frozenset({QuestionAsk.LATEST_REPORT, QuestionAsk.LAST_CLOSED, QuestionAsk.LAST_DONE})
"""What is told with its day, so that words which ask for that say nothing more."""
_WHEN = frozenset({"since_when", "whoever", "which_of_them"})
_STEPS = frozenset({QuestionAsk.MILESTONES, QuestionAsk.NEXT_MILESTONES})
_JOINS = frozenset({"connective"})
_NEVER_LAST = "和与及跟同对由归为比从在到会能可"
_MARKS = frozenset({NAME, DAY, TITLE})


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part of a question, and where it stands."""

    means: QuestionPart
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClauseParts:
    """What a clause asks; `left` are the words that no part uses and that do not only join."""

    found: tuple[FoundPart, ...]
    left: tuple[str, ...]

    @property
    def asks(self) -> frozenset[QuestionAsk]:
        """Return what is asked."""
        return frozenset(each.means for each in self.found if isinstance(each.means, QuestionAsk))

    @property
    def conditions(self) -> tuple[ItemCondition, ...]:
        """Return the conditions, each once, in the order of the words."""
        means = (each.means for each in self.found)
        return tuple(dict.fromkeys(each for each in means if isinstance(each, ItemCondition)))

    @property
    def ranked(self) -> RankingOf | None:
        """Return what is ranked, None where nothing is named."""
        means = (each.means for each in self.found)
        return next((each for each in means if isinstance(each, RankingOf)), None)


def read_clause(marked: str, *, due: bool = False) -> ClauseParts:
    """Read a clause in lower case, in which `NAME` and `DAY` stand for names and days found before.

    `due`: it asks what falls due, within days that need not be named.
    """
    tokens, found = _found(marked)
    used = {place for each in found for place in range(each.start, each.end)}
    of_days = due or DAY in marked or any(each.means in _STEPS for each in found)
    idle = _IDLE | _OF_DAYS if of_days else _IDLE
    if any(each.means in _NEWEST for each in found):
        idle |= _WHEN
    left = _runs([each for each in tokens if each.start not in used], idle)
    return ClauseParts(tuple(map(_part, found)), left)


_NUMBERED = re.compile(r"问题 ?\d|个(?:反馈)?问题")
"""Words that may name a finding by its number."""
_SEVERAL = re.compile(r"[?]\W{0,3}\w")
"""A question mark with more behind it."""
_PLAIN = frozenset(
    {QuestionAsk.COUNT, QuestionAsk.WHICH, QuestionAsk.STANDING, QuestionAsk.TO_BE_DONE}
)


def may_be_in_parts(words: str) -> bool:
    """Return whether words have a part that only this reads, or several questions."""
    tokens, found = _found(words)
    asks = [each.means for each in found if not isinstance(each.means, RankingOf)]
    others = [each for each in asks if each not in _PLAIN]
    leaves_out = any("except_for" in each.classes for each in tokens)
    by_parts = len(asks) < len(found) and speaks_of_each(words)
    several = bool(_SEVERAL.search(words))
    return bool(others) or leaves_out or by_parts or several or _NUMBERED.search(words) is not None


def _found(words: str) -> tuple[Tokens, list[Derivation[QuestionPart]]]:
    """Return the parts of words; in English where none is Chinese, though names may be."""
    table = PARTS
    tokens = table.vocabulary.read(words)
    found = table.find(tokens)
    if found or not _LATIN.search(words):
        return tokens, found
    tokens = ENGLISH_PARTS.vocabulary.read(words)
    return tokens, ENGLISH_PARTS.find(tokens)


_LATIN = re.compile("[a-z]{3}")


def _part(found: Derivation[QuestionPart]) -> FoundPart:
    return FoundPart(found.means, found.start, found.end)


def _runs(tokens: list[Token], idle: frozenset[str]) -> tuple[str, ...]:
    """Return the words that are left, those that stand side by side as one."""
    runs: list[list[Token]] = []
    for token in tokens:
        if _parts_words(token, idle):
            runs.append([])
            continue
        if not runs or (runs[-1] and runs[-1][-1].end != token.start):
            runs.append([])
        runs[-1].append(token)
    names = (run for run in map(_trimmed, runs) if any(not each.classes & idle for each in run))
    return tuple("".join(each.text for each in run) for run in names)


def _trimmed(run: list[Token]) -> list[Token]:
    """Return a run without what only joins at its end: 小水电归, 云麓区和."""
    while run and run[-1].classes & _JOINS and run[-1].text in _NEVER_LAST:
        run = run[:-1]
    return run


def _parts_words(token: Token, idle: frozenset[str]) -> bool:
    """Return whether a token stands between two words and belongs to neither."""
    if token.text in _MARKS or not token.text.strip(' ,、;:.。?!“”"'):
        return True
    return bool(token.classes & idle) and not token.classes & _JOINS


_ENDS_ASKING = re.compile(r"(?:[?吗呢谁啥]|哪[些个位家项]?|什么|几[天个项]了?|多[少久])\W{0,9}$")


def ends_asking(words: str) -> bool:
    """Return whether the last words ask, as those of an order do not."""
    return _ENDS_ASKING.search(words) is not None


def speaks_of_each(words: str) -> bool:
    """Return whether each of several is asked about by itself: 各县, 分别."""
    tokens = PARTS.vocabulary.read(words)
    return any("for_each" in each.classes or each.text[:1] in ("各", "每") for each in tokens)


def speaks_of_the_whole(words: str) -> bool:
    """Return whether the whole city is named."""
    return "全市" in words or "whole city" in words


def speaks_of_the_look_back(words: str) -> bool:
    """Return whether the look-back is named."""
    return "回头看" in words or "look-back" in words


def late_of(words: str) -> str:
    """Return a question for what of the words is overdue."""
    return f"{words} overdue" if is_english(words) else f"{words}逾期"


def said_of(names: Sequence[str], titled: Sequence[str], words: str, *, mine: bool = False) -> str:
    """Return words with what they are about before them: 青山县的谁负责."""
    return "".join(["我的" if mine else "", *(f"{name}的" for name in names), *titled, words])
