"""Which of the likely entries is meant, and whether it is certain enough not to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.language.matching.evidence import Evidence

FITS = 0.2
"""Below this a message does not speak of the entry at all."""
FITS_WELL = 0.45
"""From here on an entry may be taken without asking."""
_FITS_ALONE = 0.25
"""Or from here on, when no other entry fits at all and it is counted in its measure (86个工地)."""
COVERED = 0.5
_HALF_COVERED = 0.4
"""So much of a title said names it wherever it stands."""
_LEAST = 0.3
_ONLY_UNIT = 0.85
_ENOUGH = 0.5
"""The least that must speak for the entry itself, in pairs of rare characters."""
_LEAD = 0.35
"""The least that must speak for it and not for the next one."""
_REBUTTAL = 0.35
"""How much may speak for another and not for it, as a share of its lead."""
_MOST_REBUTTAL = 0.6
_NEARLY_ALL, _IN_PASSING = 0.7, 2.0
"""Beside an item named nearly in full, words of another one are said in passing."""
_BARELY = 0.2
_STRONG, _STRONGER, _STRONG_LEAD = 1.2, 2.0, 0.8
"""A rare name makes an item certain whatever else is said of it (青龙河 with 清淤, 截污, 机械),
more of it where something unknown stands before: 县医院搬迁 is not 养殖场搬迁."""
_NAMED = 0.8
"""So much of a title in a long message is worth offering."""
_SHARE = 0.3
"""A named number whose item has less of the words than this is doubted."""
_AWAY = 0.4
_MARKED = 0.5
"""How much it adds to the rank that a message names the entry's number or phase."""
_COUNTED, _MEASURED = 0.3, 0.5
"""How much it adds that the message counts in the item's measure: to its rank, and to its lead."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry's place in the catalogue with all that speaks for it."""

    place: int
    evidence: Evidence
    similarity: float
    """How alike title and message are as strings, from 0 to 1."""
    title: str = ""

    @property
    def rank(self) -> float:
        whole = self.evidence.weight + 0.5 * self.evidence.covered + 0.3 * self.similarity
        whole += {True: _COUNTED, False: -_COUNTED, None: 0.0}[self.evidence.counted]
        whole += _MARKED if self.evidence.marked else 0.0
        return whole * _AWAY if self.evidence.away else whole

    @property
    def fit(self) -> float:
        return _fit(self.evidence)


def best_first(ranked: Iterable[Ranked]) -> list[Ranked]:
    return sorted(ranked, key=lambda each: (-each.rank, each.place))


def is_relevant(said: Evidence) -> bool:
    """Whether this is enough to take the message as speaking of the entry."""
    fits = _fit(said) >= FITS and said.weight >= _LEAST
    named = said.marked or said.of_title >= _NAMED
    return fits or (named and not said.away)


def _fit(said: Evidence) -> float:
    return said.fit * (_AWAY if said.away else 1.0)


def is_clear(first: Ranked, others: Sequence[Ranked]) -> bool:
    """It fits well, where items are named, and nobody else has a say of his own."""
    said = first.evidence
    own = said.of_title >= _ENOUGH or said.fit >= _ONLY_UNIT
    in_place = said.opening >= _ENOUGH or said.covered >= COVERED
    if said.away or not own or not in_place or _miscounted(first, others):
        return False
    only = not others and bool(said.counted)
    if first.fit >= (_FITS_ALONE if only else FITS_WELL) and all(
        has_clear_lead(first, other, _LEAD) for other in others
    ):
        return True
    strong = _STRONG if said.headed else _STRONGER
    return said.of_title >= strong and all(
        has_clear_lead(first, other, _STRONG_LEAD) for other in others
    )


def _miscounted(first: Ranked, others: Sequence[Ranked]) -> bool:
    """What is counted (12座) is not how this one is measured, and is how another that fits is."""
    nearly = first.evidence.covered >= _NEARLY_ALL
    wrong = first.evidence.counted is False and not nearly
    return wrong and any(each.evidence.counted and each.fit >= FITS_WELL for each in others)


def has_clear_lead(first: Ranked, other: Ranked, least: float) -> bool:
    """More speaks for the first alone, and next to nothing for the other alone."""
    lead = lead_over(first, other)
    rebuttal = _alone(other, first)
    in_passing = first.evidence.covered >= _NEARLY_ALL and other.evidence.covered < COVERED
    in_passing = in_passing or _barely_said(first, other)
    measured = _counts_like_it(first, other)
    passing = in_passing or measured or other.evidence.away
    most = _IN_PASSING if passing else _MOST_REBUTTAL
    share = 1.0 if measured else _REBUTTAL
    return lead >= least and rebuttal <= min(share * lead, most)


def _barely_said(first: Ranked, other: Ranked) -> bool:
    """雨污分流一期管网总长: a title begun with and half said, and one common word of another."""
    mine, theirs = first.evidence, other.evidence
    return mine.headed and mine.covered >= COVERED and theirs.covered < _BARELY


def lead_over(first: Ranked, other: Ranked | None) -> float:
    if other is None:
        return first.evidence.weight
    lead = _alone(first, other)
    lead += 1.0 if other.evidence.away else 0.0
    return lead + (_MEASURED if _counts_like_it(first, other) else 0.0)


def _alone(one: Ranked, other: Ranked) -> float:
    """What speaks for one and not for the other, not even in a shorter way of saying it."""
    theirs, title = other.evidence.matched, other.title
    return sum(
        weight
        for gram, weight in one.evidence.matched.items()
        if gram not in theirs and not _shortens(gram, title)
    )


def _shortens(gram: str, title: str) -> bool:
    """禁养区退出 is how 禁养区养殖场退出 is said in short: both have what 区退 joins."""
    at = title.find(gram[0]) if len(gram) == _PAIR else -1
    return at >= 0 and gram[1] in title[at + _OMITTED : at + _REACH]


_PAIR, _OMITTED, _REACH = 2, 3, 8


def _counts_like_it(first: Ranked, other: Ranked) -> bool:
    """What is named well enough and counted in its measure is not what is counted otherwise."""
    said = first.evidence
    named = said.covered >= _HALF_COVERED or said.of_title >= _STRONG
    return bool(named and said.counted and other.evidence.counted is False)


def keeps_subject(preferred: int, ranked: Sequence[Ranked]) -> bool:
    """Whether the message names nothing but the item the conversation is about."""
    if not ranked or ranked[0].place == preferred:
        return True
    own = next((r for r in ranked if r.place == preferred), None)
    if lead_over(ranked[0], own) < _LEAD:
        return True
    return ranked[0].evidence.opening < _ENOUGH


def words_contradict_number(number: int, ranked: Sequence[Ranked], *, counted: bool) -> bool:
    """The words speak clearly for another item than the number does.

    `counted`: the message counts in the measure of the item with that number.
    """
    if not ranked or ranked[0].place == number:
        return False
    own = next((r for r in ranked if r.place == number), None)
    share = own.evidence.weight if own else 0.0
    best = ranked[0]
    said = best.fit >= FITS_WELL and best.evidence.opening >= _ENOUGH
    if counted and (not best.evidence.counted or best.evidence.covered < COVERED):
        return False
    if said and best.evidence.counted and own and own.evidence.counted is False:
        return best.evidence.weight > share
    return said and share < _SHARE * best.evidence.weight
