"""The inverted index over all items, independent of who asks; made once per catalogue version.

All entries are added before the first message is compared.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import log

from rules.language.matching.counting import measure_synonyms
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
"""Size limit of the cache: an item's features take kilobytes, and most are rarely needed."""
_VISITS = 3_000
"""Most postings visited for one message, the rarest first."""
_MANY = 100
"""A feature of more entries than these is worth a look at who can still come in."""
_ROUNDING = 1e-6


class ItemCatalogue:
    """Inverted index of the entries by number, pronunciation, n-gram and initials."""

    def __init__(self) -> None:
        self.entries: list[IndexEntry] = []
        self.place_of: dict[str, int] = {}
        self.special: set[str] = set()
        self.shorts: dict[str, str] = {}
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self._by_gap: dict[str, list[int]] = defaultdict(list)
        self._letters: list[str] = []
        self._features: dict[int, ItemFeatures] = {}
        self._name_weights: dict[int, tuple[float, ...]] = {}
        syllables()

    def add(self, entry: IndexEntry) -> None:
        """Add an entry at the next place."""
        place = len(self.entries)
        self.entries.append(entry)
        self.place_of[entry.code] = place
        self.shorts |= county_names((entry.unit, entry.place, entry.title))
        self._add(place, entry, write_names(entry))

    @cached_property
    def rarity(self) -> RarityWeights:
        """Return how rare each feature is among the entries, once all are added."""
        _share(self._by_sound, self._by_gram, self._by_gap)
        return RarityWeights(*map(self._rarity, (self._by_gram, self._by_gap, self._by_sound)))

    def _add(self, place: int, entry: IndexEntry, given: WrittenName) -> None:
        for code in dict.fromkeys(canonical_number(code) for code in (entry.code, *entry.codes)):
            self.by_number[code].append(place)
            if not code.isdecimal():
                self.special.add(code)
        names = [*map(name_features, given.rows), given.unit.name]
        for gram in set(chain.from_iterable(name.grams for name in names)):
            self._by_gram[gram].append(place)
        for gap in set(chain.from_iterable(name.gaps for name in names[:-1])):
            self._by_gap[gap].append(place)
        for sound in set(chain.from_iterable(name.sounds for name in names)):
            self._by_sound[sound].append(place)
        self._letters.append(" ".join(given.letters))

    def _rarity(self, postings: Mapping[str, list[int]]) -> dict[str, float]:
        """Return weights from 1, for what occurs in one item, to near 0, for what is in all."""
        total = len(self.entries)
        whole = log(1 + total)
        return {gram: log(1 + total / len(found)) / whole for gram, found in postings.items()}

    def titled(self, number: str) -> Sequence[int]:
        """Return the places of entries whose title has this number (12号雨水泵站改造)."""
        return self._by_gram.get(f"{number}号", ())

    def features(self, place: int) -> ItemFeatures:
        """Return the features of an entry, cached."""
        features = self._features.get(place)
        if features is None:
            if len(self._features) >= _FEATURES_KEPT:
                self._features.clear()
            features = self._features[place] = item_features(self.entries[place])
        return features

    def measures(self, place: int) -> frozenset[str]:
        """Return what an entry is counted in, in all its names."""
        return measure_synonyms(self.entries[place].measure)

    def name_weights(self, place: int) -> tuple[float, ...]:
        """Return the total weight of the entry's title, and of each alias."""
        if place not in self._name_weights:
            self._name_weights[place] = self.rarity.name_weights(self.features(place))
        return self._name_weights[place]

    def is_similar(self, one: int, other: int) -> bool:
        """Return whether two titles differ only in place: 汀兰区餐饮油烟, 云杉区餐饮油烟."""
        titles = [self.features(place).names[0].grams for place in (one, other)]
        common = titles[0].keys() & titles[1].keys()
        return one != other and sum(titles[0][gram] for gram in common) >= _SIMILAR

    def likeliest(self, query: QueryFeatures, most: int) -> list[int]:
        """Return the places of the entries that share the message's rarest words.

        Once no other entry can come among them, only what is among them is counted on.
        """
        postings = self._rarest(query)
        ahead = sum(weight for weight, _ in postings)
        shared: dict[int, float] = {}
        for number, (weight, found) in enumerate(postings):
            if len(found) > _MANY and len(shared) > most:
                least = sorted(shared.values())[-most]
                if least > ahead + _ROUNDING:
                    kept = {p: w for p, w in shared.items() if w + ahead + _ROUNDING >= least}
                    shared = _counted_on(kept, postings[number:])
                    break
            ahead -= weight
            for place in found:
                shared[place] = shared.get(place, 0.0) + weight
        return heapq.nlargest(most, shared, key=shared.__getitem__)

    def _rarest(self, query: QueryFeatures) -> list[tuple[float, list[int]]]:
        """Return the rarest features with their weights and places; those with the same places as one."""
        found: dict[int, tuple[float, list[int]]] = {}
        visits = 0
        for weight, places in sorted(self._postings(query), key=_rarest_first):
            visits += len(places)
            if visits > _VISITS and found:
                break
            before = found.get(id(places), (0.0, places))[0]
            found[id(places)] = before + weight, places
        return list(found.values())

    def _postings(self, query: QueryFeatures) -> Iterator[tuple[float, list[int]]]:
        """Yield weight and places of every feature of the message that the index has."""
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


def _share(*postings: dict[str, list[int]]) -> None:
    """Make one of those that are equal: pairs and sounds of a word are those of the same entries."""
    same: dict[tuple[int, ...], list[int]] = {}
    for each in postings:
        for feature, places in each.items():
            each[feature] = same.setdefault(tuple(places), places)


def _counted_on(
    shared: dict[int, float], postings: Sequence[tuple[float, list[int]]]
) -> dict[int, float]:
    """Return the weights of some entries with those of further features added."""
    for weight, found in postings:
        for place in shared:
            at = bisect_left(found, place)
            if at < len(found) and found[at] == place:
                shared[place] += weight
    return shared


def _rarest_first(posting: tuple[float, list[int]]) -> tuple[int, float, list[int]]:
    """Return a total order of postings: short ones first, ties by content."""
    weight, places = posting
    return len(places), -weight, places
