"""Whom or what a question is about: only what the ledger knows, and who asks may see, narrows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from handlers.context import Context
from handlers.queries.name_filters import narrowed, own
from rules.language.dimensions import (
    find_key,
    guaranteed_by,
    guarantees,
    leads,
    led_by,
    without_guarantee,
)
from rules.language.matching import Candidate
from rules.language.naming import find_names, similar_names
from rules.language.narrowing import unsupported_filter
from rules.language.questions import (
    COUNTY_AT_THE_BEGINNING,
    MINE,
    OF_A_KIND,
    OUR_UNIT,
    find_organisation,
    named_terms,
)
from rules.language.reading.normalization import normalize
from rules.language.relations import find_relation, related_to
from rules.policy.items import Item
from rules.policy.people import Role
from rules.policy.permissions import may_see_item, sees_whole_city
from storage.ledger import entities, item_store, search_index
from storage.ledger.entities import EntityName
from storage.ledger.item_filter import ItemFilter
from storage.people import people

T = TypeVar("T")
LEAST_OF_A_TERM = 3
"""Characters of the shortest term that must stand in an item where it is counted."""
LEAST_LIKELY = 0.24
"""Least score of an item that words may mean: a measure alone gives less."""
LOOKED_UP = 12
"""Words of a question that may be a part of a name or of a title: who asks names a few things."""


@dataclass(frozen=True, slots=True)
class QuerySubject:
    """`words` name it, to be shown and to be asked again; `item_filter` are its items.

    `left` is what the words name besides; `unknown` what is clearly meant as a name and is none;
    `beyond` what they say that no list can be narrowed by. `text` is what was written, `rest` the
    same without the names.
    """

    words: str = ""
    item_filter: ItemFilter = field(default_factory=ItemFilter)
    names: tuple[EntityName, ...] = ()
    left: tuple[str, ...] = ()
    unknown: str = ""
    beyond: str = ""
    text: str = ""
    rest: str = ""

    @property
    def of_a_person(self) -> bool:
        return any(name.kind in ("person", "guarantor") for name in self.names)

    @property
    def of_totals(self) -> bool:
        """Return whether the totals kept by unit and by category answer for it."""
        return all(name.kind in ("unit", "kind", "category") for name in self.names)


def of(ctx: Context, words: str) -> QuerySubject:
    """Find what of the ledger words name; naming nothing they are about everything."""
    text = normalize(words).strip().lower()
    if not sees_whole_city(ctx.person):
        text = OUR_UNIT.sub(ctx.person.unit, text)
    named, rest = names_in(ctx, text)
    over = list(named_terms(rest))
    known = entities.names(ctx.tx)
    parts = {part: known.of_part(part) for part in over[:LOOKED_UP]}
    every = {**named, **{part: name for part, name in parts.items() if name is not None}}
    visible = seen(ctx, every.values())
    left = tuple(part for part in over if parts.get(part) not in visible)
    hidden = next((sentence for sentence, name in every.items() if name not in visible), None)
    unknown = hidden or (find_organisation(rest) if left else None) or ""
    mine = bool(MINE.search(text)) and not ctx.in_group
    about = _about(ctx, visible, left, unknown, mine=mine)
    beyond = unsupported_filter(rest, list(left))
    return replace(about, beyond=beyond, text=words, rest=rest)


def names_in(ctx: Context, text: str) -> tuple[dict[str, EntityName], str]:
    """Return what the words name by its names, key issues among it, and the words without those."""
    found, rest = find_names(text, entities.names(ctx.tx).by_name)
    key, rest = find_key(rest)
    named = {form: _as_meant(ctx, text, form, name) for form, name in found.items()}
    rest = _without_relations(text, rest, found)
    if any(name.kind == "guarantor" for name in named.values()):
        rest = without_guarantee(rest)
    return (named | {key: EntityName("key", key)} if key else named), rest


def _without_relations(text: str, rest: str, named: Mapping[str, EntityName]) -> str:
    """Return the rest without the words that say what a unit does besides leading: 督导, 验收."""
    units = (form for form, name in named.items() if name.kind == "unit")
    for said in filter(None, (find_relation(text, form) for form in units)):
        rest = f"{rest[: said.start]}{' ' * (said.end - said.start)}{rest[said.end :]}"
    return rest


def _as_meant(ctx: Context, text: str, form: str, name: EntityName) -> EntityName:
    """Return whom a person guarantees for where the words say so: 张伟包保的; of a unit, what it does."""
    if name.kind == "unit":
        return _of_unit(text, form, name)
    if name.kind != "person" or not guarantees(text, form):
        return name
    found = people.named(ctx.tx, name.name)
    nothing_else = all(own(person).guarantors is not None for person in found)
    words = "" if nothing_else else guaranteed_by(name.name)
    return EntityName("guarantor", name.name, words=words)


def _of_unit(text: str, form: str, name: EntityName) -> EntityName:
    said = find_relation(text, form)
    if said is not None:
        return replace(name, kind=said.relation, words=related_to(name.name, said.relation))
    if leads(text, form):
        return replace(name, words=led_by(name.name), alone=True)
    return name


def _about(
    ctx: Context, names: Sequence[EntityName], left: tuple[str, ...], unknown: str, *, mine: bool
) -> QuerySubject:
    called = [ctx.t("Mine")] if mine else []
    words = ctx.t.comma().join([*called, *(name.said for name in names)])
    item_filter = ItemFilter()
    for name in names:
        item_filter = narrowed(ctx, item_filter, name)
    if mine:
        of_person = replace(own(ctx.person), open_only=False)
        item_filter = replace(item_filter, within=of_person, open_only=True)
    return QuerySubject(words, item_filter, tuple(names), left, unknown)


def listed(ctx: Context, words: str) -> QuerySubject:
    """Find the same for a list, which may also be of the items whose titles hold the words."""
    subject = of(ctx, words)
    for part in subject.left[:LOOKED_UP]:
        holding = replace(subject.item_filter, holding=part)
        if len(part) > 1 and item_store.count(ctx.tx, ctx.person, holding):
            return _also(ctx, subject, part, holding)
    return subject


def _also(ctx: Context, subject: QuerySubject, words: str, item_filter: ItemFilter) -> QuerySubject:
    called = ctx.t.comma().join(each for each in (subject.words, words) if each)
    left = tuple(part for part in subject.left if part != words)
    unknown = subject.unknown if subject.unknown in left else ""
    return replace(subject, words=called, item_filter=item_filter, left=left, unknown=unknown)


def scope(ctx: Context, subject: QuerySubject) -> tuple[str, ItemFilter]:
    """Return what the words name and its items; of nobody named, what is whoever asks' own share."""
    if subject.words:
        return subject.words, subject.item_filter
    if sees_whole_city(ctx.person):
        return ctx.t("The whole city"), ItemFilter()
    led = ItemFilter(units=ctx.person.below)
    if Role.UNIT_HEAD in ctx.person.roles and item_store.count(ctx.tx, ctx.person, led):
        return ctx.person.unit, led
    return ctx.t("Items that concern me"), ItemFilter()


def named_nowhere(ctx: Context, subject: QuerySubject) -> str:
    """Return what a question names that no item has: a county, or any of what it asks how many of."""
    county = county_nowhere(ctx, subject)
    if county or OF_A_KIND.search(normalize(subject.text).lower()) is None:
        return county
    return next((part for part in subject.left[:LOOKED_UP] if _is_nowhere(ctx, part)), "")


def county_nowhere(ctx: Context, subject: QuerySubject) -> str:
    """Return a county that a question names and no item has; empty when there is none."""
    written = named_terms(subject.rest)
    terms = (written.get(part, part) for part in subject.left[:LOOKED_UP])
    begun = (COUNTY_AT_THE_BEGINNING.match(term) for term in terms)
    named = (county.group() for county in begun if county)
    return next((name for name in named if _is_nowhere(ctx, name)), "")


def _is_nowhere(ctx: Context, name: str) -> bool:
    """Return whether no item has the term; one with a number may mean an item: 3号."""
    if len(name) < LEAST_OF_A_TERM or any(each.isdecimal() for each in name):
        return False
    return not item_store.ids_containing(ctx.tx, ctx.person, name, 1)


def similar(ctx: Context, words: str) -> list[str]:
    """Return names of what whoever asks may see that the words may have meant."""
    known = {name.name: name for name in entities.names(ctx.tx).by_name.values()}
    likely = similar_names(normalize(words).lower(), known)
    return [name.name for name in seen(ctx, [known[name] for name in likely])]


def single(ctx: Context, subject: QuerySubject) -> Item | None:
    """Return the one item that is meant by what the words name besides: 3号, and not 三 of 三类."""
    words = " ".join(subject.left)
    if not words or subject.unknown or (len(words) == 1 and not words.isdecimal()):
        return None
    return item_named(ctx, words)


def is_a_name(ctx: Context, words: str) -> bool:
    """Whether words are nothing but names of units, categories and persons."""
    named, rest = names_in(ctx, normalize(words).strip().lower())
    return not rest.strip(" ,") and bool(seen(ctx, named.values()))


def item_named(ctx: Context, words: str) -> Item | None:
    """Return the one item meant, by its number or by words; None when there may be several, or none."""
    exact = item_store.by_code(ctx.tx, words)
    if exact is not None and may_see_item(ctx.person, exact):
        return exact
    found = search_index.index_for(ctx.tx, ctx.person).find(words)
    return item_store.by_code(ctx.tx, found.candidates[0].code) if found.sure else None


def likely_items(ctx: Context, words: str) -> list[Candidate]:
    """Return items that words may mean by more than a measure, the likeliest first."""
    found = search_index.index_for(ctx.tx, ctx.person).find(words).candidates
    return [each for each in found if each.score >= LEAST_LIKELY]


def seen(ctx: Context, names: Iterable[EntityName]) -> list[EntityName]:
    """Keep the names that have an item the person may see; others do not exist for them."""
    return [
        name
        for name in dict.fromkeys(names)
        if sees_whole_city(ctx.person)
        or item_store.count(ctx.tx, ctx.person, narrowed(ctx, ItemFilter(), name))
    ]
