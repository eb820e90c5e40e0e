"""Which items the words of a question mean that are no names: parts of titles, numbers, 固废."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from handlers.context import Context
from handlers.queries import entities
from rules.language.item_words import (
    SHORTEST,
    bare_work,
    goes_on_as_a_title,
    is_told_by_the_state,
    item_numbers,
    joined_words,
    only_works,
    without_count,
)
from rules.language.questions import find_organisation
from storage.ledger import item_store, search_index
from storage.ledger.entities import EntityName
from storage.ledger.entities import names as known_names
from storage.ledger.item_filter import ItemFilter

SHORTEST_TITLE = 4
"""Characters of a part of a title that is found whatever else it says."""
LONGEST_WORD = 32
"""Characters of a word in which parts of titles are looked for."""
LOOKED_AT, LOOKED_UP = 8, 4
"""Candidates whose titles are compared, and words that are looked up."""


@dataclass(frozen=True, slots=True)
class MeantItems:
    """`ids` are None where no word means an item; `names` are what words name by a part alone.

    `words` are those that mean something; `missing` what nothing has; `works` what only says what is
    done to things.
    """

    words: tuple[str, ...] = ()
    ids: frozenset[int] | None = None
    names: tuple[EntityName, ...] = ()
    missing: str = ""
    works: str = ""
    finding: str = ""
    """A finding named by a number that none has."""
    codes: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """Return what means something, as it is shown."""
        return (*self.codes, *(f"“{word}”" for word in self.words))

    def joined(self, other: "MeantItems") -> "MeantItems":
        """Return what both mean."""
        ids = [each for each in (self.ids, other.ids) if each is not None]
        return MeantItems(
            (*self.words, *other.words),
            _together(ids),
            (*self.names, *other.names),
            self.missing or other.missing,
            self.works or other.works,
            self.finding or other.finding,
            (*self.codes, *other.codes),
        )


@dataclass(frozen=True, slots=True)
class TitlePart:
    """A part of a title, or an item's number, and where it stands."""

    start: int
    end: int
    code: str = ""


def title_parts(ctx: Context, text: str) -> Iterator[TitlePart]:
    """Yield numbers of items, then long parts of titles, none twice."""
    left = text
    for start, end, code in item_numbers(text):
        if item_store.by_code(ctx.tx, code) is not None and not _names_on(ctx, text, end):
            yield TitlePart(start, end, code)
            left = _blanked(left, start, end)
    index = search_index.index_for(ctx.tx, ctx.person)
    for candidate in index.find(text, limit=LOOKED_AT).candidates:
        same = SequenceMatcher(None, left, candidate.title.lower(), autojunk=False)
        start, _, length = same.find_longest_match()
        if length >= SHORTEST_TITLE:
            yield TitlePart(start, start + length)
            left = _blanked(left, start, start + length)


def _names_on(ctx: Context, text: str, end: int) -> bool:
    """Return whether a title goes on behind a number: 1号别墅群."""
    title = goes_on_as_a_title(text, end)
    return bool(title) and item_store.count(ctx.tx, ctx.person, ItemFilter(titled=(title,))) > 0


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def find(
    ctx: Context, scope: ItemFilter, parts: Sequence[str], codes: Sequence[str], left: Sequence[str]
) -> MeantItems:
    """Return what parts of titles, numbers, and words that are left of a clause mean."""
    found = [frozenset(item_store.ids_of_codes(ctx.tx, [code])) for code in codes]
    found += [_titled(ctx, scope, part) for part in parts]
    meant = MeantItems(tuple(parts), _together(found), codes=tuple(codes))
    for word in sorted(left[:LOOKED_UP], key=str.isdecimal):
        if word.isdecimal() and meant.ids:
            continue
        for part in _apart(ctx, scope, without_count(word)):
            meant = _with_word(ctx, scope, meant, part)
    return meant if _are_of_it(ctx, meant, scope) else replace(meant, missing=meant.works)


def _are_of_it(ctx: Context, meant: MeantItems, scope: ItemFilter) -> bool:
    """Return whether works that are named are those of the items meant; of a unit, whatever is short."""
    bare = bare_work(meant.works)
    if meant.missing or not meant.works or is_told_by_the_state(bare):
        return True
    if len(bare) < SHORTEST:
        return meant.ids is not None or bool(meant.names) or scope != ItemFilter()
    of = scope if meant.ids is None else ItemFilter(ids=sorted(meant.ids))
    titles = () if of == ItemFilter() else item_store.titles(ctx.tx, ctx.person, of).values()
    return any(not set(bare).isdisjoint(title) for title in titles)


def _with_word(ctx: Context, scope: ItemFilter, meant: MeantItems, word: str) -> MeantItems:
    part, titled = _longest_titled(ctx, scope, word)
    if part and not only_works(part) and not _says_more(word, part):
        both = [] if meant.ids is None else [meant.ids]
        ids = _together([*both, titled])
        return replace(meant, words=(*meant.words, part), ids=ids)
    name = known_names(ctx.tx).of_part(word)
    if name is not None and entities.seen(ctx, [name]):
        return replace(meant, names=(*meant.names, name))
    if only_works(word):
        return replace(meant, works=meant.works or word)
    found = search_index.index_for(ctx.tx, ctx.person).find(word)
    if found.sure and find_organisation(word) is None:
        ids = frozenset(item_store.ids_of_codes(ctx.tx, [found.candidates[0].code]))
        return replace(meant, words=(*meant.words, word), ids=_together([ids]))
    return replace(meant, missing=meant.missing or word)


def _apart(ctx: Context, scope: ItemFilter, word: str) -> list[str]:
    """Return words that 和 joins one by one, unless a title has them so."""
    parts = joined_words(word)
    return [word] if len(parts) < 2 or _titled(ctx, scope, word) else parts


def _says_more(word: str, part: str) -> bool:
    """Return whether a word names more than its part that a title holds: 棚户区改造."""
    rest = word.replace(part, " ", 1).split()
    return any(len(each) >= SHORTEST and not only_works(each) for each in rest)


def _longest_titled(ctx: Context, scope: ItemFilter, word: str) -> tuple[str, frozenset[int]]:
    """Return the longest part of a word that titles have, and whose; empty where none has any."""
    word = word[:LONGEST_WORD]
    shortest = tuple(word[at : at + SHORTEST] for at in range(len(word) - SHORTEST + 1))
    if not shortest:
        return "", frozenset()
    titles = item_store.titles(ctx.tx, ctx.person, ItemFilter(titled=shortest, within=scope))
    held = {number: title.lower() for number, title in titles.items()}
    every = "\n".join(held.values())
    part = next((each for each in _parts(word) if each in every), "")
    return part, frozenset(number for number, title in held.items() if part and part in title)


def _parts(word: str) -> Iterator[str]:
    """Yield a word, then what is left of it without its end, then without its beginning."""
    for length in range(len(word), SHORTEST - 1, -1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def _together(found: Sequence[frozenset[int]]) -> frozenset[int] | None:
    """Return what all words mean; where nothing is meant by all of them, what any means."""
    if not found:
        return None
    return frozenset.intersection(*found) or frozenset().union(*found)


def _titled(ctx: Context, scope: ItemFilter, part: str) -> frozenset[int]:
    return item_store.ids(ctx.tx, ctx.person, ItemFilter(titled=(part,), within=scope))
