"""Decide which candidate entry is meant, and whether it is certain enough not to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.language.matching.evidence import Evidence

FITS = 0.2
"""Minimal fit of an entry the message may be about."""
FITS_WELL = 0.45
"""Minimal fit of an entry that may be taken without asking."""
_FITS_ALONE = 0.25
"""Minimal fit if no other entry fits and the units agree (86个工地)."""
COVERED = 0.5
_HALF_COVERED = 0.4
"""This part of a title names the item wherever it occurs."""
_LEAST = 0.3
_ONLY_UNIT = 0.85
_ENOUGH = 0.5
"""Minimal weight for the entry itself, in pairs of rare characters."""
_LEAD = 0.35
"""Minimal weight for the entry beyond that for the next one."""
_REBUTTAL = 0.35
"""Limit of the weight for another entry only, as a fraction of the lead."""
_MOST_REBUTTAL = 0.6
_NEARLY_ALL, _IN_PASSING = 0.7, 2.0
"""Next to an item named nearly in full, words of another one are incidental."""
_BARELY = 0.2
_STRONG, _STRONGER, _STRONG_LEAD = 1.2, 2.0, 0.8
"""A rare name makes an item certain whatever else is mentioned (青龙河 with 清淤, 截污).

More of it is needed after unknown words: 县医院搬迁 is not 养殖场搬迁.
"""
_NAMED = 0.8
"""In a long message, this part of a title makes the item worth offering."""
_SHARE = 0.3
"""A number is doubted if its item has less than this fraction of the words' weight."""
_AWAY = 0.4
_MARKED = 0.5
"""Added to the rank if the message has the entry's number or phase."""
_COUNTED, _MEASURED = 0.3, 0.5
"""Added for the entry's unit of measure: to its rank, and to its lead."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry's place in the catalogue with its evidence."""

    place: int
    evidence: Evidence
    similarity: float
    """String similarity of title and message, from 0 to 1."""
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
    """Return the candidates by rank, ties in the catalogue's order."""
    return sorted(ranked, key=lambda each: (-each.rank, each.place))


def is_relevant(evidence: Evidence) -> bool:
    """Return whether the evidence suffices to offer the entry."""
    fits = _fit(evidence) >= FITS and evidence.weight >= _LEAST
    named = evidence.marked or evidence.of_title >= _NAMED
    return fits or (named and not evidence.away)


def _fit(evidence: Evidence) -> float:
    return evidence.fit * (_AWAY if evidence.away else 1.0)


def is_clear(first: Ranked, others: Sequence[Ranked]) -> bool:
    """Return whether the first entry is certain: it fits well, and no other has evidence of its own."""
    evidence = first.evidence
    own = evidence.of_title >= _ENOUGH or evidence.fit >= _ONLY_UNIT
    in_place = evidence.opening >= _ENOUGH or evidence.covered >= COVERED
    if evidence.away or not own or not in_place or _miscounted(first, others):
        return False
    only = not others and bool(evidence.counted)
    if first.fit >= (_FITS_ALONE if only else FITS_WELL):
        clear = all(has_clear_lead(first, other, _LEAD) for other in others)
        return clear or _is_far_before(first, others)
    strong = _STRONG if evidence.headed else _STRONGER
    return evidence.of_title >= strong and all(
        has_clear_lead(first, other, _STRONG_LEAD) for other in others
    )


def _is_far_before(first: Ranked, others: Sequence[Ranked]) -> bool:
    """Return whether nearly all of the words fit the first, and few of them any other.

    环湖截污配套资金没到位: 配套 alone does not point to another item.
    """
    evidence = first.evidence
    named = evidence.headed and evidence.of_title >= _OF_ITS_OWN
    return (
        named
        and first.fit >= _NEARLY_WHOLE
        and all(each.fit <= _FAR_BEHIND and lead_over(first, each) >= _FAR for each in others)
    )


_OF_ITS_OWN, _NEARLY_WHOLE, _FAR_BEHIND, _FAR = 1.0, 0.75, 0.45, 0.8


def _miscounted(first: Ranked, others: Sequence[Ranked]) -> bool:
    """Return whether the unit (12座) is not this entry's, but that of another that fits."""
    if first.evidence.counted is not False:
        return False
    nearly = first.evidence.covered >= _NEARLY_ALL
    least = _OWN_WORD if nearly else 0.0
    return any(
        each.evidence.counted
        and (each.fit >= FITS_WELL or nearly)
        and _alone(each, first) >= least
        and not each.evidence.away
        for each in others
    )


_OWN_WORD = 0.45
"""Of another item that is counted so, next to one named nearly in full: 二污院里的存泥…吨."""


def has_clear_lead(first: Ranked, other: Ranked, least: float) -> bool:
    """Return whether much evidence is for the first alone and next to none for the other alone."""
    lead = lead_over(first, other)
    if lead < least:
        return False
    rebuttal = _alone(other, first)
    in_passing = first.evidence.covered >= _NEARLY_ALL and other.evidence.covered < COVERED
    in_passing = in_passing or _barely_said(first, other)
    behind = _said_behind(first, other)
    measured = _counts_like_it(first, other)
    passing = in_passing or measured or behind or other.evidence.away
    most = _IN_PASSING if passing else _MOST_REBUTTAL
    share = 1.0 if measured else _OF_ITS_OWN_WORDS if behind else _REBUTTAL
    return rebuttal <= min(share * lead, most)


def _barely_said(first: Ranked, other: Ranked) -> bool:
    """Return whether the first is half named, and the other by one common word only."""
    mine, theirs = first.evidence, other.evidence
    return mine.headed and mine.covered >= COVERED and theirs.covered < _BARELY


_OF_ITS_OWN_WORDS = 0.5


def _said_behind(first: Ranked, other: Ranked) -> bool:
    """Return whether the first's own rare words open a clause, and common ones of the other follow.

    医废扩能缺配套资金: 配套 does not point to another item.
    """
    mine, theirs = first.evidence, other.evidence
    rare = mine.headed and mine.of_title >= _STRONGER
    return rare and not theirs.headed and theirs.covered < COVERED


def lead_over(first: Ranked, other: Ranked | None) -> float:
    """Return the weight of evidence for the first entry beyond that for the other."""
    if other is None:
        return first.evidence.weight
    lead = _alone(first, other)
    lead += 1.0 if other.evidence.away else 0.0
    return lead + (_MEASURED if _counts_like_it(first, other) else 0.0)


def _alone(one: Ranked, other: Ranked) -> float:
    """Return the weight for one entry and not for the other, abbreviations of its title included."""
    mine, title = one.evidence.matched, other.title
    alone = mine.keys() - other.evidence.matched.keys()
    return sum([mine[gram] for gram in alone if not _shortens(gram, title)])


def _shortens(gram: str, title: str) -> bool:
    """Return whether a pair abbreviates the title: 区退 of 禁养区退出 in 禁养区养殖场退出."""
    at = title.find(gram[0]) if len(gram) == _PAIR else -1
    return at >= 0 and gram[1] in title[at + _OMITTED : at + _REACH]


_PAIR, _OMITTED, _REACH = 2, 3, 8


def _counts_like_it(first: Ranked, other: Ranked) -> bool:
    """Return whether the message has the first entry's unit, and not the other's."""
    evidence = first.evidence
    named = evidence.covered >= _HALF_COVERED or evidence.of_title >= _STRONG
    return bool(named and evidence.counted and other.evidence.counted is False)


def keeps_subject(preferred: int, ranked: Sequence[Ranked]) -> bool:
    """Return whether the message names nothing but the item of the conversation."""
    if not ranked or ranked[0].place == preferred:
        return True
    own = next((r for r in ranked if r.place == preferred), None)
    if lead_over(ranked[0], own) < _LEAD:
        return True
    return ranked[0].evidence.opening < _ENOUGH


def words_contradict_number(number: int, ranked: Sequence[Ranked], *, counted: bool) -> bool:
    """Return whether the words clearly mean another item than the number does.

    `counted`: the message counts in the measure of the item with that number.
    """
    if not ranked or ranked[0].place == number:
        return False
    own = next((r for r in ranked if r.place == number), None)
    share = own.evidence.weight if own else 0.0
    best = ranked[0]
    fits = best.fit >= FITS_WELL and best.evidence.opening >= _ENOUGH
    if counted and (not best.evidence.counted or best.evidence.covered < COVERED):
        return False
    if fits and best.evidence.counted and own and own.evidence.counted is False:
        return best.evidence.weight > share
    return fits and share < _SHARE * best.evidence.weight
