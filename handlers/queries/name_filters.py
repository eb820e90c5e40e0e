"""Which items names mean: units, people and whatever else narrows a list."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from handlers.context import Context
from rules.policy.people import Person, Role
from storage.ledger.entities import EntityName
from storage.ledger.item_filter import ItemFilter
from storage.people import people

T = TypeVar("T")


def narrowed(ctx: Context, item_filter: ItemFilter, name: EntityName) -> ItemFilter:
    match name.kind:
        case "unit" | "kind":
            return replace(item_filter, units=_or(item_filter.units, _units(ctx, name)))
        case "supervising":
            return replace(item_filter, supervising=_or(item_filter.supervising, {name.number}))
        case "verifying":
            return replace(item_filter, verifying=_or(item_filter.verifying, {name.number}))
        case "supporting":
            return replace(item_filter, supporting=_or(item_filter.supporting, {name.number}))
        case "person" | "guarantor":
            return _of_people(ctx, item_filter, name)
    return _of_finding(item_filter, name)


def _of_finding(item_filter: ItemFilter, name: EntityName) -> ItemFilter:
    match name.kind:
        case "finding":
            return replace(item_filter, findings=_or(item_filter.findings, {name.number}))
        case "aspect":
            return replace(item_filter, aspects=_or(item_filter.aspects, {name.name}))
        case "category":
            return replace(item_filter, categories=_or(item_filter.categories, {name.name}))
        case "type":
            return replace(item_filter, types=_or(item_filter.types, {name.name}))
        case "funding":
            return replace(item_filter, funding=_or(item_filter.funding, {name.name}))
        case _:
            return replace(item_filter, key=True)


def _units(ctx: Context, name: EntityName) -> frozenset[int]:
    if name.kind == "unit":
        alone = frozenset({name.number})
        return alone if name.alone else people.units_below(ctx.tx, name.number)
    return people.units_of_kind(ctx.tx, name.name)


def _or(one: frozenset[T] | None, other: Iterable[T]) -> frozenset[T]:
    return (one or frozenset()) | frozenset(other)


def _of_people(ctx: Context, item_filter: ItemFilter, name: EntityName) -> ItemFilter:
    named = people.named(ctx.tx, name.name)
    if name.kind == "guarantor":
        leaders = {person.id for person in named}
        return replace(item_filter, guarantors=_or(item_filter.guarantors, leaders))
    if len(named) == 1 and Role.OWNER not in named[0].roles and item_filter.owners is None:
        theirs = own(named[0])
        below = _or(item_filter.units, theirs.units or ()) or None
        return replace(item_filter, units=below, guarantors=theirs.guarantors)
    return replace(item_filter, owners=_or(item_filter.owners, (person.id for person in named)))


def own(person: Person) -> ItemFilter:
    """Return an owner's own items and those they stand in for; a head's whole unit; a guarantor's own."""
    if Role.OWNER in person.roles or person.covers:
        return ItemFilter(owners=person.covers | {person.id}, open_only=True)
    if Role.UNIT_HEAD in person.roles:
        return ItemFilter(units=person.below, open_only=True)
    return ItemFilter(guarantors=frozenset({person.id}), open_only=True)
