"""What speaks for an entry in a message, gram by gram, and what forbids it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.language.matching.grams import pair_weight
from rules.language.matching.item_features import ItemFeatures, NameFeatures
from rules.language.matching.places import is_elsewhere
from rules.language.matching.query_features import QueryClause, QueryFeatures
from rules.language.matching.tokens import Mark

BY_SOUND = 0.8
"""A pair that only sounds alike, beside one that is written alike."""
BY_GAP = 0.8
"""A pair with something else between than the title has."""
LEFT_OUT = 0.5
"""A pair between which the title has one character more."""
BY_UNIT = 0.4
"""A pair of the unit's name, beside one of the title's."""
BY_LETTER = 0.45
"""One initial of several."""
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """`matched`: what of the message is the entry's, with its weight. `fit` from 0 to 1.

    `opening` is what was said before the first figure, `covered` the share said of the title or
    another name, `headed` whether a clause begins with it, `counted` whether the message counts in
    the entry's measure (None: nothing is counted, or the entry is not). `marked`: it names the
    number or phase (二期) the entry is called by.
    """

    matched: Mapping[str, float]
    of_title: float
    opening: float
    fit: float
    covered: float
    away: bool
    headed: bool
    counted: bool | None
    marked: bool

    @property
    def weight(self) -> float:
        return sum(self.matched.values())


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A clause with every gram the ledger knows weighed by its rarity.

    `demand` is what it would weigh if one entry were everything it names.
    """

    clause: QueryClause
    demand: float
    grams: dict[str, float]
    sounds: dict[str, float]
    gaps: dict[str, float]
    near: dict[str, float]


class RarityWeights:
    """Weighs messages by how rare a gram is in the ledger."""

    def __init__(
        self,
        rarity: Mapping[str, float],
        gap_rarity: Mapping[str, float],
        sound_rarity: Mapping[str, float],
    ) -> None:
        self._rarity = rarity
        self._gaps = gap_rarity
        self._sounds = sound_rarity

    def name_weights(self, item: ItemFeatures) -> tuple[float, ...]:
        """What the whole title weighs, and each other name."""
        rarity = self._rarity
        return tuple(
            sum(w * rarity.get(g, 1.0) for g, w in name.grams.items()) for name in item.names
        )

    def score_clause(self, clause: QueryClause) -> ScoredClause:
        rarity, gaps, sounds = self._rarity, self._gaps, self._sounds
        demand = sum(w * rarity.get(g, 1.0) for g, w in clause.grams.items())
        letters = sum(BY_LETTER * len(run) for run in clause.letters)
        return ScoredClause(
            clause=clause,
            demand=demand + clause.spelt + letters,
            grams={g: w * rarity[g] for g, w in clause.grams.items() if g in rarity},
            sounds={s: _sound(p) * sounds[s] for s, p in clause.sounds.items() if s in sounds},
            gaps={
                gap: BY_GAP * gaps[gap]
                for gap, around in clause.gaps.items()
                if gap in gaps and rarity.keys().isdisjoint(around)
            },
            near={gap: LEFT_OUT * gaps[gap] for gap in clause.near if gap in gaps},
        )


def _sound(pair: str) -> float:
    """Spelt it says as much as a written pair; written with other characters, less."""
    return BY_SOUND * pair_weight(pair) if pair else 1.0


def may_match(said: ScoredClause, item: ItemFeatures) -> bool:
    """Whether anything at all of the clause may be the entry's; most entries it does not touch."""
    return not (
        said.grams.keys().isdisjoint(item.grams)
        and said.grams.keys().isdisjoint(item.unit)
        and said.sounds.keys().isdisjoint(item.sounds)
        and said.sounds.keys().isdisjoint(item.unit_sounds)
        and said.gaps.keys().isdisjoint(item.gaps)
        and said.near.keys().isdisjoint(item.gaps)
        and not said.clause.letters
    )


def compare(
    query: QueryFeatures,
    clauses: list[ScoredClause],
    item: ItemFeatures,
    name_weights: tuple[float, ...],
) -> Evidence:
    """All that speaks for an entry whose names weigh `name_weights`, in the clauses that touch it."""
    matched: dict[str, float] = {}
    of_title = opening = fit = 0.0
    headed = False
    said: dict[str, float] = {}
    for each in clauses:
        title, unit = _of_title(each, item), _of_unit(each, item)
        of_clause = sum(title.values()) + sum(unit.values()) / BY_UNIT
        of_title += sum([w for g, w in title.items() if g not in matched])
        said |= title
        both, place = unit | title, each.clause.place
        headed = headed or not both.keys().isdisjoint(each.clause.head)
        opening += of_clause if each.clause.opening else 0.0
        if of_clause >= _LEAST:
            fit = max(fit, of_clause / each.demand)
        matched |= {g: w * place for g, w in both.items() if w * place > matched.get(g, 0.0)}
    covered = _covered(said, of_title, item, name_weights)
    away = is_elsewhere(query.places, item.places, item.words)
    fit = min(max(fit, covered), 1.0)
    counted = not item.measures.isdisjoint(query.counted) if _both_count(query, item) else None
    marked = bool(query.marks) and not _numbers(query.marks).isdisjoint(_numbers(item.marks))
    return Evidence(matched, of_title, opening, fit, covered, away, headed, counted, marked)


def _numbers(marks: frozenset[Mark]) -> set[tuple[str, str]]:
    return {(number, label) for number, label, _ in marks}


def _both_count(query: QueryFeatures, item: ItemFeatures) -> bool:
    return bool(item.measures and query.counted)


def _covered(
    said: Mapping[str, float], of_title: float, item: ItemFeatures, name_weights: tuple[float, ...]
) -> float:
    """The greatest share said of one name; slips and sounds count for the title."""
    shares = [of_title / name_weights[0]] if name_weights[0] else [0.0]
    for name, size in zip(item.names[1:], name_weights[1:], strict=True):
        own = sum(weight for gram, weight in said.items() if _is_of(gram, name))
        shares.append(own / size if size else 0.0)
    return min(max(shares), 1.0)


def _is_of(gram: str, name: NameFeatures) -> bool:
    return gram in name.grams or gram.removeprefix("~") in name.sounds or gram in name.gaps


def _of_title(said: ScoredClause, item: ItemFeatures) -> dict[str, float]:
    found = {gram: said.grams[gram] for gram in said.grams.keys() & item.grams.keys()}
    for sound in said.sounds.keys() & item.sounds:
        if _misspelt(said.clause.sounds[sound], item):
            found[f"~{sound}"] = said.sounds[sound]
    for run in said.clause.letters:
        if any(run in letters for letters in item.letters):
            found[f"~{run}"] = BY_LETTER * len(run)
    return found | _slips(said, item)


def _misspelt(pair: str, item: ItemFeatures) -> bool:
    """Written with one other character of the same sound; or spelt, when there is no pair."""
    return pair not in item.grams and (not pair or not item.grams.keys().isdisjoint(pair))


def _slips(said: ScoredClause, item: ItemFeatures) -> dict[str, float]:
    """One character wrong, in words that no title has, or left out."""
    found = {gap: said.gaps[gap] for gap in said.gaps.keys() & item.gaps}
    for gap in said.near.keys() & item.gaps:
        if said.clause.near[gap] not in item.grams:
            found[gap] = said.near[gap]
    return found


def _of_unit(said: ScoredClause, item: ItemFeatures) -> dict[str, float]:
    found = {gram: said.grams[gram] * BY_UNIT for gram in said.grams.keys() & item.unit}
    for sound in said.sounds.keys() & item.unit_sounds:
        if said.clause.sounds[sound] not in item.unit:
            found[f"~{sound}"] = said.sounds[sound] * BY_UNIT
    return found


def numbers_conflict(query: QueryFeatures, item: ItemFeatures) -> bool:
    """12号 against 21号, 一期 against 二期: the same kind of number, and none of them the same."""
    if not query.marks or not item.marks:
        return False
    theirs = {label for _, label, _ in query.marks}
    for kind in {label for _, label, _ in item.marks} & theirs:
        said = {n for n, label, _ in query.marks if label == kind}
        if not any(n in said for n, label, _ in item.marks if label == kind):
            return True
    return False
