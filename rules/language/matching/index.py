"""The item index: one catalogue, and views of it restricted to what a person may see."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from rules.language.matching import numbering
from rules.language.matching.catalogue import ItemCatalogue
from rules.language.matching.decision import (
    COVERED,
    FITS,
    Ranked,
    best_first,
    is_clear,
    is_relevant,
    keeps_subject,
    words_contradict_number,
)
from rules.language.matching.evidence import compare, numbers_conflict
from rules.language.matching.query_features import QueryFeatures, query_features
from rules.language.matching.values import Candidate, IndexEntry, Match
from rules.policy.readiness import NotReady

_COMPARED = 24
"""Entries compared in full."""
_FEW = 150
"""A view up to this size is searched completely."""


class ItemIndex:
    """Finds the item a message is about. Deterministic; never raises on any text."""

    def __init__(
        self,
        catalogue: ItemCatalogue,
        view: frozenset[int] | None = None,
        *,
        others_unknown: bool = False,
    ) -> None:
        """`others_unknown`: the catalogue holds a few items of a ledger, and the rest is not known."""
        self._all = catalogue
        self._view = view
        self._others_unknown = others_unknown

    @classmethod
    def build(cls, entries: Iterable[IndexEntry], *, others_unknown: bool = False) -> "ItemIndex":
        """Return an index over all entries."""
        catalogue = ItemCatalogue()
        for entry in entries:
            catalogue.add(entry)
        return cls(catalogue, others_unknown=others_unknown)

    def within(self, codes: Iterable[str]) -> "ItemIndex":
        """Return a view restricted to some items; the catalogue is shared."""
        places = self._all.place_of
        view = frozenset(places[code] for code in codes if code in places)
        if self._view is not None:
            view &= self._view
        return ItemIndex(self._all, None if len(view) == len(self._all.entries) else view)

    def entry(self, code: str) -> IndexEntry:
        """Return the entry. Raises KeyError for a code that is not in the catalogue."""
        return self._all.entries[self._all.place_of[code]]

    def is_similar(self, one: str, other: str) -> bool:
        """Return whether two titles differ only in place or number."""
        places = self._all.place_of
        return self._all.is_similar(places[one], places[other])

    def find(self, text: str, prefer: str | None = None, limit: int = 3) -> Match:
        """Return the likeliest items. `prefer` is the code of the item of the conversation."""
        preferred = self._preferred(prefer)
        query = query_features(text, self._all.special, self._all.shorts)
        ranked = self._ranked(query)
        stated = numbering.resolve_numbers(query, ranked, self._all, self._view)
        if stated is not None:
            sure = stated.alone and not self._contradicted(stated.places[0], query, ranked)
            return self._match(stated.places, ranked, limit, sure=sure)
        return self._by_words(query, ranked, preferred, limit)

    def match_of(self, code: str) -> Match:
        """Return the match for an item that was chosen by number or button."""
        return self._match([self._all.place_of[code]], [], 1, sure=True)

    def names_another(self, text: str, code: str) -> bool:
        """Return whether the words clearly name another item than `code`, outside this view.

        Items within the view have been weighed by `find`. Raises NotReady where others are not
        known yet and the words do not clearly name `code`.
        """
        if self._view is None and not self._others_unknown:
            return False
        query = query_features(text, self._all.special, self._all.shorts)
        ranked = ItemIndex(self._all)._ranked(query)
        own = self._all.place_of[code]
        if self._others_unknown:
            if ranked and ranked[0].place == own and ranked[0].evidence.covered >= COVERED:
                return False
            raise NotReady
        stated = numbering.resolve_numbers(query, ranked, self._all, None)
        if stated is not None:
            return own not in stated.places
        if not ranked or ranked[0].place == own or ranked[0].evidence.covered < COVERED:
            return False
        return is_clear(ranked[0], ranked[1:])

    def _contradicted(self, number: int, query: QueryFeatures, ranked: list[Ranked]) -> bool:
        counted = not self._all.measures(number).isdisjoint(query.counted)
        return words_contradict_number(number, ranked, counted=counted)

    def _by_words(
        self, query: QueryFeatures, ranked: list[Ranked], preferred: int | None, limit: int
    ) -> Match:
        possible = preferred is not None and not numbers_conflict(
            query, self._all.features(preferred)
        )
        if preferred is not None and possible and keeps_subject(preferred, ranked):
            rivals = self._counted_instead(preferred, query, ranked, limit)
            if rivals.candidates:
                return self._with_last(rivals, preferred)
            return self._match([preferred], ranked, limit, sure=True)
        if ranked and is_clear(ranked[0], ranked[1:]):
            return self._match([], ranked, limit, sure=True)
        match = (
            self._match([], ranked, limit, sure=False) if ranked else self._counted(query, limit)
        )
        return self._with_last(match, preferred) if preferred is not None and possible else match

    def _counted_instead(
        self, preferred: int, query: QueryFeatures, ranked: list[Ranked], limit: int
    ) -> Match:
        """Return other items that are counted as the message counts.

        又拆了3栋 in a conversation about 公里 of pipes may mean another item.
        """
        measures = self._all.measures(preferred)
        named = bool(ranked) and ranked[0].place == preferred
        if named or not measures or not measures.isdisjoint(query.counted):
            return Match((), sure=False)
        return self._counted(query, limit)

    def _counted(self, query: QueryFeatures, limit: int) -> Match:
        """Return, where nothing is named, the items of a small view with the message's unit (12栋)."""
        seen = range(len(self._all.entries)) if self._view is None else sorted(self._view)
        few = seen if len(seen) <= _FEW else ()
        counted_so = [p for p in few if not self._all.measures(p).isdisjoint(query.counted)]
        found = tuple(self._candidate(place, FITS) for place in counted_so[:limit])
        return Match(found, sure=False, named=not found)

    def _preferred(self, code: str | None) -> int | None:
        place = self._all.place_of.get(code) if code is not None else None
        return place if place is not None and self._sees(place) else None

    def _sees(self, place: int) -> bool:
        return self._view is None or place in self._view

    def _ranked(self, query: QueryFeatures) -> list[Ranked]:
        scored = [self._all.rarity.score_clause(clause) for clause in query.clauses]
        compared = []
        for place in self._likeliest(query):
            item = self._all.features(place)
            if numbers_conflict(query, item):
                continue
            found = compare(query, scored, item, self._all.name_weights(place))
            if found is not None and is_relevant(found):
                similarity = fuzz.partial_ratio(query.words, item.text) / 100
                compared.append(Ranked(place, found, similarity, item.text))
        return best_first(compared)

    def _likeliest(self, query: QueryFeatures) -> Iterable[int]:
        if not query.clauses:
            return ()
        if self._view is not None and len(self._view) <= _FEW:
            return sorted(self._view)
        likeliest = self._all.likeliest(query, _COMPARED if self._view is None else _COMPARED * 5)
        return [place for place in likeliest if self._sees(place)][:_COMPARED]

    def _match(
        self, named: Sequence[int], ranked: Sequence[Ranked], limit: int, *, sure: bool
    ) -> Match:
        """Return the named items, then the others by rank; scores never rise along the list."""
        scores = dict.fromkeys(named, 1.0)
        scores |= {r.place: r.fit for r in ranked if r.place not in scores}
        highest, found = 1.0, []
        for place, score in list(scores.items())[:limit]:
            highest = min(highest, score)
            found.append(self._candidate(place, highest))
        return Match(tuple(found), sure and bool(found))

    def _with_last(self, match: Match, preferred: int) -> Match:
        """Return the match with the item of the conversation among those offered."""
        last = self._candidate(preferred, 0.0)
        if last.code in {candidate.code for candidate in match.candidates}:
            return match
        return Match((*match.candidates[: max(len(match.candidates) - 1, 2)], last), match.sure)

    def _candidate(self, place: int, score: float) -> Candidate:
        entry = self._all.entries[place]
        return Candidate(entry.code, entry.title, score)
