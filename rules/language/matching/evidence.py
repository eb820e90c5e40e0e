"""Evidence for an entry in a message, n-gram by n-gram, and what excludes the entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.language.matching.grams import pair_weight
from rules.language.matching.item_features import ItemFeatures, NameFeatures
from rules.language.matching.places import is_elsewhere
from rules.language.matching.query_features import QueryClause, QueryFeatures
from rules.language.matching.tokens import Mark

BY_SOUND = 0.8
"""Weight of a pair that only sounds the same, relative to one with the same characters."""
BY_GAP = 0.8
"""Weight of a pair whose middle character differs from the title's."""
LEFT_OUT = 0.5
"""Weight of a pair between which the title has one character more."""
BY_UNIT = 0.4
"""Weight of a pair of the unit's name, relative to one of the title's."""
BY_LETTER = 0.45
"""Weight of one initial of several."""
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """`matched`: matching n-grams with their weights. `fit` from 0 to 1.

    `opening`: the weight before the first figure; `covered`: the part of the title or an alias
    that is matched; `headed`: a clause begins with it; `counted`: the message counts in the
    entry's measure (None: nothing is counted, or the entry is not); `marked`: it has the entry's
    number or phase (二期); `away`: it names other places.
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
        """Return the total weight of all matches."""
        return sum(self.matched.values())


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A clause whose n-grams are weighted by their rarity in the ledger.

    `demand` is its weight if a single entry matched everything in it; `known` are all features
    that the ledger has.
    """

    clause: QueryClause
    demand: float
    grams: dict[str, float]
    sounds: dict[str, float]
    gaps: dict[str, float]
    near: dict[str, float]
    known: frozenset[str]


class RarityWeights:
    """Weights clauses by the rarity of their n-grams in the ledger."""

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
        """Return the total weight of the title, and of each alias."""
        rarity = self._rarity
        return tuple(
            sum(w * rarity.get(g, 1.0) for g, w in name.grams.items()) for name in item.names
        )

    def score_clause(self, clause: QueryClause) -> ScoredClause:
        """Return the clause with the weights of what the ledger knows of it."""
        rarity, gaps, sounds = self._rarity, self._gaps, self._sounds
        demand = sum(w * rarity.get(g, 1.0) for g, w in clause.grams.items())
        letters = sum(BY_LETTER * len(run) for run in clause.letters)
        known = {g: w * rarity[g] for g, w in clause.grams.items() if g in rarity}
        by_sound = {s: _sound(p) * sounds[s] for s, p in clause.sounds.items() if s in sounds}
        by_gap = {
            gap: BY_GAP * gaps[gap]
            for gap, around in clause.gaps.items()
            if gap in gaps and rarity.keys().isdisjoint(around)
        }
        near = {gap: LEFT_OUT * gaps[gap] for gap in clause.near if gap in gaps}
        return ScoredClause(
            clause=clause,
            demand=demand + clause.spelt + letters,
            grams=known,
            sounds=by_sound,
            gaps=by_gap,
            near=near,
            known=frozenset().union(known, by_sound, by_gap, near),
        )


def _sound(pair: str) -> float:
    """Return the weight of a pronunciation: less if it was written with other characters."""
    return BY_SOUND * pair_weight(pair) if pair else 1.0


def compare(
    query: QueryFeatures,
    clauses: list[ScoredClause],
    item: ItemFeatures,
    name_weights: tuple[float, ...],
) -> Evidence | None:
    """Return the evidence for an entry in the clauses; None where none has anything of it.

    `name_weights` are the total weights of its title and aliases.
    """
    matched: dict[str, float] = {}
    of_title = opening = fit = 0.0
    headed = found = False
    weights: dict[str, float] = {}
    for each in clauses:
        in_names, in_unit = each.known & item.known, each.known & item.unit
        if not (in_names or in_unit or each.clause.letters):
            continue
        found = True
        title, unit = _of_title(each, item, in_names), _of_unit(each, item, in_unit)
        of_names = sum(title.values())
        of_clause = of_names + sum(unit.values()) / BY_UNIT
        of_title += sum([w for g, w in title.items() if g not in matched]) if matched else of_names
        weights |= title
        both, place = unit | title, each.clause.place
        headed = headed or not both.keys().isdisjoint(each.clause.head)
        opening += of_clause if each.clause.opening else 0.0
        if of_clause >= _LEAST:
            fit = max(fit, of_clause / each.demand)
        matched = _greater(matched, both, place) if matched or place != 1.0 else both
    if not found:
        return None
    covered = _covered(weights, of_title, item, name_weights)
    away = is_elsewhere(query.names_by_kind, item.places, item.words)
    fit = min(max(fit, covered), 1.0)
    counted = not item.measures.isdisjoint(query.counted) if _both_count(query, item) else None
    marked = bool(query.marks) and not _numbers(query.marks).isdisjoint(_numbers(item.marks))
    return Evidence(matched, of_title, opening, fit, covered, away, headed, counted, marked)


def _greater(
    matched: dict[str, float], further: dict[str, float], place: float
) -> dict[str, float]:
    """Return the matches with those of a further clause where they weigh more."""
    return matched | {g: w * place for g, w in further.items() if w * place > matched.get(g, 0.0)}


def _numbers(marks: frozenset[Mark]) -> set[tuple[str, str]]:
    return {(number, label) for number, label, _ in marks}


def _both_count(query: QueryFeatures, item: ItemFeatures) -> bool:
    return bool(item.measures and query.counted)


def _covered(
    weights: Mapping[str, float],
    of_title: float,
    item: ItemFeatures,
    name_weights: tuple[float, ...],
) -> float:
    """Return the largest part matched of one name; typos and pronunciation count for the title."""
    shares = [of_title / name_weights[0]] if name_weights[0] else [0.0]
    for name, size in zip(item.names[1:], name_weights[1:], strict=True):
        own = sum(weight for gram, weight in weights.items() if _is_of(gram, name))
        shares.append(own / size if size else 0.0)
    return min(max(shares), 1.0)


def _is_of(gram: str, name: NameFeatures) -> bool:
    return gram in name.grams or gram.removeprefix("~") in name.sounds or gram in name.gaps


def _of_title(scored: ScoredClause, item: ItemFeatures, common: frozenset[str]) -> dict[str, float]:
    """Return what the clause has of title and aliases; `common` are the features both have.

    Also pairs with one character wrong, in words of no title, or left out.
    """
    grams, sounds, clause = scored.grams, scored.sounds, scored.clause
    found: dict[str, float] = {}
    for each in common:
        if each in grams:
            found[each] = grams[each]
        elif each in sounds:
            if _misspelt(clause.sounds[each], item.known):
                found[f"~{each}"] = sounds[each]
        elif each in scored.near and clause.near[each] not in item.known:
            found[each] = scored.near[each]
        elif each in scored.gaps:
            found[each] = scored.gaps[each]
    return found | _initials(clause, item) if clause.letters else found


def _initials(clause: QueryClause, item: ItemFeatures) -> dict[str, float]:
    """Return the runs of letters that are initials of a name."""
    runs = [run for run in clause.letters if any(run in letters for letters in item.letters)]
    return {f"~{run}": BY_LETTER * len(run) for run in runs}


def _misspelt(pair: str, known: frozenset[str]) -> bool:
    """Return whether the pair has one other character of the same sound, or was typed as pinyin."""
    return pair not in known and (not pair or not known.isdisjoint(pair))


def _of_unit(scored: ScoredClause, item: ItemFeatures, common: frozenset[str]) -> dict[str, float]:
    """Return what the clause has of the unit's name."""
    found: dict[str, float] = {}
    for each in common:
        if each in scored.grams:
            found[each] = scored.grams[each] * BY_UNIT
        elif scored.clause.sounds[each] not in item.unit:
            found[f"~{each}"] = scored.sounds[each] * BY_UNIT
    return found


def numbers_conflict(query: QueryFeatures, item: ItemFeatures) -> bool:
    """Return whether both have numbers of the same kind but none in common: 12号 and 21号."""
    if not query.marks or not item.marks:
        return False
    theirs = {label for _, label, _ in query.marks}
    for kind in {label for _, label, _ in item.marks} & theirs:
        numbers = {n for n, label, _ in query.marks if label == kind}
        if not any(n in numbers for n, label, _ in item.marks if label == kind):
            return True
    return False
