"""What speaks for an entry in a message, gram by gram, and what forbids it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.matching.grams import weight_of_pair
from rules.matching.listening import Clause, Heard
from rules.matching.places import elsewhere
from rules.matching.shapes import Shape

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

    `opening` is what was said before the first figure, `covered` the share of the title said.
    """

    matched: Mapping[str, float]
    of_title: float
    opening: float
    fit: float
    covered: float
    away: bool

    @property
    def weight(self) -> float:
        return sum(self.matched.values())


class Scales:
    """Weighs messages against entries by how rare a gram is in the ledger."""

    def __init__(
        self,
        rarity: Mapping[str, float],
        gap_rarity: Mapping[str, float],
        sound_rarity: Mapping[str, float],
    ) -> None:
        self._rarity = rarity
        self._gap_rarity = gap_rarity
        self._sound_rarity = sound_rarity

    def demand(self, clause: Clause) -> float:
        """What a clause would weigh if the entry were everything it names."""
        grams = sum(w * self._rarity.get(g, 1.0) for g, w in clause.grams.items())
        return grams + clause.spelt + sum(BY_LETTER * len(run) for run in clause.letters)

    def size(self, shape: Shape) -> float:
        return sum(w * self._rarity.get(g, 1.0) for g, w in shape.title.items())

    def weigh(self, heard: Heard, demands: list[float], shape: Shape) -> Evidence:
        matched: dict[str, float] = {}
        of_title = opening = fit = 0.0
        for clause, demand in zip(heard.clauses, demands, strict=True):
            title, unit = self._title(clause, shape), self._unit(clause, shape)
            of_clause = sum(title.values()) + sum(unit.values()) / BY_UNIT
            of_title += sum(w for g, w in title.items() if g not in matched)
            opening += of_clause if clause.opening else 0.0
            if of_clause >= _LEAST:
                fit = max(fit, of_clause / demand)
            for gram, weight in (unit | title).items():
                matched[gram] = max(matched.get(gram, 0.0), weight * clause.place)
        covered = min(of_title / self.size(shape), 1.0) if shape.title else 0.0
        away = elsewhere(heard.places, shape.places, shape.words)
        return Evidence(matched, of_title, opening, min(max(fit, covered), 1.0), covered, away)

    def _title(self, clause: Clause, shape: Shape) -> dict[str, float]:
        found = {
            gram: clause.grams[gram] * self._rarity[gram]
            for gram in clause.grams.keys() & shape.grams.keys()
        }
        found |= self._slips(clause, shape)
        for sound in clause.sounds.keys() & shape.sounds:
            pair = clause.sounds[sound]
            if pair not in shape.grams:
                found[f"~{sound}"] = self._sound(pair, sound)
        for run in clause.letters:
            if any(run in letters for letters in shape.letters):
                found[f"~{run}"] = BY_LETTER * len(run)
        return found

    def _slips(self, clause: Clause, shape: Shape) -> dict[str, float]:
        """One character wrong or left out, where the title's own pairs are not there."""
        found = {
            gap: BY_GAP * self._gap_rarity[gap]
            for gap in clause.gaps.keys() & shape.gaps
            if not shape.grams.keys() & set(clause.gaps[gap])
        }
        for gap in clause.near.keys() & shape.gaps:
            if clause.near[gap] not in shape.grams:
                found[gap] = LEFT_OUT * self._gap_rarity[gap]
        return found

    def _unit(self, clause: Clause, shape: Shape) -> dict[str, float]:
        found = {
            gram: clause.grams[gram] * self._rarity[gram] * BY_UNIT
            for gram in clause.grams.keys() & shape.unit
        }
        for sound in clause.sounds.keys() & shape.unit_sounds:
            if clause.sounds[sound] not in shape.unit:
                found[f"~{sound}"] = self._sound(clause.sounds[sound], sound) * BY_UNIT
        return found

    def _sound(self, pair: str, sound: str) -> float:
        written_wrong = BY_SOUND * weight_of_pair(pair) if pair else 1.0
        return written_wrong * self._sound_rarity[sound]


def crossed(heard: Heard, shape: Shape) -> bool:
    """12号 against 21号, 一期 against 二期: the same kind of number, and none of them the same."""
    theirs = {label for _, label, _ in heard.marks}
    for kind in {label for _, label, _ in shape.marks} & theirs:
        said = {n for n, label, _ in heard.marks if label == kind}
        if not any(n in said for n, label, _ in shape.marks if label == kind):
            return True
    return False
