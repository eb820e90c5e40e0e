"""The clauses of closing: what each of them needs, and what is missing of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MIN_LENGTH = 10
"""Default number of characters that the words of a clause have at least."""


A_DAY = timedelta(days=1)


class Need(StrEnum):
    """What a clause asks for.

    PHOTO: sent, and as far as known taken, after the last report. VISITS: households that were
    asked, how many are satisfied and how many are not.
    """

    WORDS = "words"
    PHOTO = "photo"
    DOCUMENT = "document"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """One closing clause; `evidence` says in words what to show, `needs` what is checked.

    Without `needs` anything will do. `min_length` is counted in characters, without blanks and
    points, and a repeated character once.
    """

    name: str
    evidence: str
    needs: tuple[Need, ...] = (Need.WORDS,)
    min_length: int = MIN_LENGTH


CLAUSES = (
    ClauseRule("问题不查清绝不放过", "问题清单、核查记录"),
    ClauseRule("责任不落实绝不放过", "责任分工、依法处理处罚情况"),
    ClauseRule(
        "整改不到位绝不放过",
        "整改前后照片、完成数量、检测或验收结果",
        (Need.WORDS, Need.PHOTO),
    ),
    ClauseRule("群众不满意绝不放过", "走访、回访或公示反馈情况", (Need.VISITS,)),
    ClauseRule("长效机制不建立绝不放过", "制度文件、巡查管护安排", (Need.WORDS, Need.DOCUMENT)),
)
"""The default five clauses; a city sets its own wording.

Sources: wordings of 江苏, 辽宁, 岳阳 and 长沙, and the five acceptance standards of 安徽 (2019),
to which they map one by one: measures carried out, offences punished, the effect up to standard,
like problems mended as well, a lasting mechanism. What each needs is our own choice.
"""


@dataclass(frozen=True, slots=True)
class Visits:
    """Households asked about the result."""

    households: int
    satisfied: int
    dissatisfied: int

    @property
    def adds_up(self) -> bool:
        """Whether the answers are not more than the households; some may have given none."""
        return 0 < self.households >= self.satisfied + self.dissatisfied


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """A file shown for a clause; `made_at`: when it was made, where that is known."""

    name: str
    is_photo: bool
    at: datetime
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """What was shown for one clause so far."""

    words: str = ""
    files: tuple[ClauseFile, ...] = ()
    visits: Visits | None = None

    def photos(self, since: datetime | None) -> int:
        """Return the number of photos that are not older than `since`."""
        return sum(file.is_photo and not _is_older(file, since) for file in self.files)

    @property
    def documents(self) -> int:
        """Return the number of files that are no photos."""
        return sum(not file.is_photo for file in self.files)


class Lack(StrEnum):
    """What is missing of a clause. SAME: the words are those of another clause."""

    ANYTHING = "anything"
    WORDS = "words"
    SHORT = "short"
    SAME = "same"
    PHOTO = "photo"
    OLD_PHOTO = "old_photo"
    DOCUMENT = "document"
    VISITS = "visits"
    VISITS_DIFFER = "visits_differ"


NEED_OF = {
    Lack.WORDS: Need.WORDS,
    Lack.SHORT: Need.WORDS,
    Lack.SAME: Need.WORDS,
    Lack.PHOTO: Need.PHOTO,
    Lack.OLD_PHOTO: Need.PHOTO,
    Lack.DOCUMENT: Need.DOCUMENT,
    Lack.VISITS: Need.VISITS,
    Lack.VISITS_DIFFER: Need.VISITS,
}
IN_WORDS = frozenset({Need.WORDS, Need.VISITS})
"""Needs that words meet."""


@dataclass(frozen=True, slots=True)
class ClauseStanding:
    """A clause with what was shown for it and what is missing."""

    rule: ClauseRule
    answer: ClauseAnswer
    lacks: tuple[Lack, ...]


def find_lacks(
    rule: ClauseRule, answer: ClauseAnswer, others: Sequence[str], since: datetime | None
) -> tuple[Lack, ...]:
    """Return what is missing. `others`: the words of the other clauses; `since`: the last report."""
    if not rule.needs:
        return () if answer.words or answer.files else (Lack.ANYTHING,)
    found = (_LACK_OF[need](rule, answer, others, since) for need in rule.needs)
    return tuple(lack for lack in found if lack is not None)


def words_missing(lacks: Sequence[Lack]) -> frozenset[Need]:
    """Return the needs among what is missing that words would meet."""
    return frozenset(NEED_OF[lack] for lack in lacks if lack in NEED_OF) & IN_WORDS


def needed_words(rule: ClauseRule) -> frozenset[Need]:
    """Return the needs of a clause that words meet."""
    return IN_WORDS.intersection(rule.needs)


def _words(
    rule: ClauseRule, answer: ClauseAnswer, others: Sequence[str], _since: datetime | None
) -> Lack | None:
    if not answer.words:
        return Lack.WORDS
    said = _letters(answer.words)
    if len(_REPEATED.sub(r"\1", said)) < rule.min_length:
        return Lack.SHORT
    return Lack.SAME if said in map(_letters, others) else None


def _photo(
    _rule: ClauseRule, answer: ClauseAnswer, _others: Sequence[str], since: datetime | None
) -> Lack | None:
    if answer.photos(since):
        return None
    return Lack.OLD_PHOTO if answer.photos(None) else Lack.PHOTO


def _document(
    _rule: ClauseRule, answer: ClauseAnswer, _others: Sequence[str], _since: datetime | None
) -> Lack | None:
    return None if answer.documents else Lack.DOCUMENT


def _visits(
    _rule: ClauseRule, answer: ClauseAnswer, _others: Sequence[str], _since: datetime | None
) -> Lack | None:
    if answer.visits is None:
        return Lack.VISITS
    return None if answer.visits.adds_up else Lack.VISITS_DIFFER


_LACK_OF = {
    Need.WORDS: _words,
    Need.PHOTO: _photo,
    Need.DOCUMENT: _document,
    Need.VISITS: _visits,
}
_NO_LETTERS = re.compile(r"[\W_]+")
_REPEATED = re.compile(r"(.)\1+")


def _letters(words: str) -> str:
    return _NO_LETTERS.sub("", words)


def _is_older(file: ClauseFile, since: datetime | None) -> bool:
    """Return whether it was sent before a moment, or made more than a day before it."""
    if since is None:
        return False
    made = file.made_at
    return file.at < since or (made is not None and made < since - A_DAY)
