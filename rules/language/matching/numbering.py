"""Resolve the item numbers in a message, within what a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.language.matching.catalogue import ItemCatalogue
from rules.language.matching.decision import Ranked
from rules.language.matching.numbers import NumberedName
from rules.language.matching.query_features import QueryFeatures
from rules.language.matching.words import TALK, TRADE_LETTERS


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """Items referred to by number. `alone` when it is exactly one and nothing else may be meant."""

    places: tuple[int, ...]
    alone: bool


def resolve_numbers(
    query: QueryFeatures,
    ranked: Sequence[Ranked],
    catalogue: ItemCatalogue,
    view: frozenset[int] | None,
) -> StatedNumber | None:
    """Return the items; None when there is no number, or it is a part of a title."""
    if query.numbers.outright:
        return _outright(query.numbers, catalogue, view)
    if query.numbers.opening:
        return _opening(query, ranked, catalogue, view)
    return None


def _outright(
    named: NumberedName, catalogue: ItemCatalogue, view: frozenset[int] | None
) -> StatedNumber:
    places = [p for number in named.outright for p in _known(number, catalogue, view)]
    if places:
        titled = [p for number in sorted(named.loosely) for p in catalogue.titled(number)]
        rivals = [p for p in titled if p not in places and (view is None or p in view)]
        alone = len(places) == len(named.outright) == 1 and not rivals
        return StatedNumber(tuple(dict.fromkeys([*places, *rivals])), alone)
    similar = [p for number in named.outright for p in _ending(number, catalogue, view)]
    return StatedNumber(tuple(dict.fromkeys(similar)), alone=False)


def _known(number: str, catalogue: ItemCatalogue, view: frozenset[int] | None) -> list[int]:
    return [p for p in catalogue.by_number.get(number, ()) if view is None or p in view]


def _ending(number: str, catalogue: ItemCatalogue, view: frozenset[int] | None) -> list[int]:
    """Return items whose number matches but for its prefix: 第9项 where only 市9 exists; never certain."""
    codes = [code for code in catalogue.special if code[1:] == number or code == number[1:]]
    return [p for code in sorted(codes) for p in _known(code, catalogue, view)]


def _opening(
    query: QueryFeatures,
    ranked: Sequence[Ranked],
    catalogue: ItemCatalogue,
    view: frozenset[int] | None,
) -> StatedNumber | None:
    """Return the item of an opening number (3号), unless a title begins or goes on with it."""
    number, follows = query.numbers.opening, query.numbers.opening_next
    places = _known(number, catalogue, view)
    titled = [r.place for r in ranked if (number, follows[:1]) in _numbered(r.place, catalogue)]
    if not places or titled:
        return None
    rivals = [r.place for r in ranked if number in {n for n, _ in _numbered(r.place, catalogue)}]
    rivals = [place for place in rivals if place not in places]
    if _says_something(follows):
        fits = [r.place for r in ranked if r.place in places]
        first = bool(fits) and ranked[0].place == fits[0]
        if fits:
            return StatedNumber((*fits, *rivals), first and not rivals)
        duplicates = [p for p in places if ranked and catalogue.is_similar(p, ranked[0].place)]
        return StatedNumber((ranked[0].place, *duplicates), alone=False) if duplicates else None
    named = tuple(dict.fromkeys([*places, *rivals]))
    return StatedNumber(named, len(named) == 1)


def _numbered(place: int, catalogue: ItemCatalogue) -> set[tuple[str, str]]:
    return {(n, follows) for n, label, follows in catalogue.features(place).marks if label == "号"}


def _says_something(follows: str) -> bool:
    here = follows[:1]
    talk = (
        not here
        or here in "不没未无完拆剩一二两三四五六七八九十"
        or TALK.match(follows) is not None
        or here in TRADE_LETTERS
    )
    return here.isalpha() and not talk
