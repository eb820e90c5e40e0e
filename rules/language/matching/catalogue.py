"""Everything known of the items that does not depend on who asks, made once per edition."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import log

from rules.language.matching.evidence import BY_GAP, BY_LETTER, RarityWeights
from rules.language.matching.grams import PAIR
from rules.language.matching.item_features import (
    ItemFeatures,
    WrittenName,
    item_features,
    name_features,
    write_names,
)
from rules.language.matching.numbers import canonical_number
from rules.language.matching.pinyin import syllables
from rules.language.matching.places import county_names
from rules.language.matching.query_features import QueryFeatures
from rules.language.matching.values import IndexEntry

_SIMILAR = 2.0
_FEATURES_KEPT = 10_000
"""The features of an item take some kilobytes, and most items of a large ledger are rarely spoken of."""
_VISITS = 3_000
"""Postings looked at for one message at most, the rarest first."""


class ItemCatalogue:
    """Entries by number, by sound, by character and by first letters."""

    def __init__(self, entries: Sequence[IndexEntry]) -> None:
        self.entries = tuple(entries)
        self.place_of = {entry.code: place for place, entry in enumerate(self.entries)}
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self._by_gap: dict[str, list[int]] = defaultdict(list)
        self._letters: list[str] = []
        self._features: dict[int, ItemFeatures] = {}
        self._name_weights: dict[int, tuple[float, ...]] = {}
        for place, entry in enumerate(self.entries):
            self._add(place, entry, write_names(entry))
        self.special = {code for code in self.by_number if not code.isdecimal()}
        self.shorts = county_names(one for e in self.entries for one in (e.unit, e.place, e.title))
        self.rarity = RarityWeights(
            *map(self._rarity, (self._by_gram, self._by_gap, self._by_sound))
        )
        syllables()

    def _add(self, place: int, entry: IndexEntry, given: WrittenName) -> None:
        for code in dict.fromkeys(canonical_number(code) for code in (entry.code, *entry.codes)):
            self.by_number[code].append(place)
        names = [*map(name_features, given.rows), given.unit.name]
        for gram in set(chain.from_iterable(name.grams for name in names)):
            self._by_gram[gram].append(place)
        for gap in set(chain.from_iterable(name.gaps for name in names[:-1])):
            self._by_gap[gap].append(place)
        for sound in set(chain.from_iterable(name.sounds for name in names)):
            self._by_sound[sound].append(place)
        self._letters.append(" ".join(given.letters))

    def _rarity(self, postings: Mapping[str, list[int]]) -> dict[str, float]:
        """1 for what stands in one item, near 0 for what stands in all."""
        total = len(self.entries)
        whole = log(1 + total)
        return {gram: log(1 + total / len(found)) / whole for gram, found in postings.items()}

    def titled(self, number: str) -> Sequence[int]:
        """Places of the entries that are called by this number (12号雨水泵站改造)."""
        return self._by_gram.get(f"{number}号", ())

    def features(self, place: int) -> ItemFeatures:
        features = self._features.get(place)
        if features is None:
            if len(self._features) >= _FEATURES_KEPT:
                self._features.clear()
            features = self._features[place] = item_features(self.entries[place])
        return features

    def name_weights(self, place: int) -> tuple[float, ...]:
        """What the entry's title weighs, and each of its other names."""
        if place not in self._name_weights:
            self._name_weights[place] = self.rarity.name_weights(self.features(place))
        return self._name_weights[place]

    def is_similar(self, one: int, other: int) -> bool:
        """Whether two titles say the same of different places (汀兰区餐饮油烟, 云杉区餐饮油烟)."""
        titles = [self.features(place).names[0].grams for place in (one, other)]
        common = titles[0].keys() & titles[1].keys()
        return one != other and sum(titles[0][gram] for gram in common) >= _SIMILAR

    def likeliest(self, query: QueryFeatures, most: int) -> list[int]:
        """Places of the entries that share the message's rarest words."""
        shared: dict[int, float] = defaultdict(float)
        visits = 0
        for weight, found in sorted(self._postings(query), key=_rarest_first):
            visits += len(found)
            if visits > _VISITS and shared:
                break
            for place in found:
                shared[place] += weight
        return heapq.nlargest(most, shared, key=shared.__getitem__)

    def _postings(self, query: QueryFeatures) -> Iterator[tuple[float, list[int]]]:
        """Weight and places of everything in the message that the catalogue knows."""
        for clause in query.clauses:
            for sound in clause.sounds.keys() & self._by_sound.keys():
                yield PAIR, self._by_sound[sound]
            for gram in clause.grams.keys() & self._by_gram.keys():
                yield clause.grams[gram], self._by_gram[gram]
            for gap in clause.gaps.keys() & self._by_gap.keys():
                yield BY_GAP, self._by_gap[gap]
            for run in clause.letters:
                yield BY_LETTER * len(run), self._lettered(run)

    def _lettered(self, run: str) -> list[int]:
        return [place for place, letters in enumerate(self._letters) if run in letters]


def _rarest_first(posting: tuple[float, list[int]]) -> tuple[int, float, list[int]]:
    """By length, then by content: the same message always goes the same way."""
    weight, places = posting
    return len(places), -weight, places
