"""What a person is to an item and to the city: the columns of the permission matrix."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rules.policy.items import Item
from rules.policy.people import Person, Role


class Relation(StrEnum):
    """What somebody is; the values are the words of docs/permissions.md."""

    OWNER = "owner"
    DEPUTY = "owner's deputy"
    HEAD = "head above the lead unit"
    LEAD_HEAD = "head of the lead unit"
    LEAD = "lead unit"
    SUPPORTING_HEAD = "head above a supporting unit"
    SUPPORTING = "supporting unit"
    SUPERVISING = "supervising unit"
    VERIFYING = "verifying unit"
    VERIFIER = "verifier without part in it"
    COORDINATOR = "coordinating bureau of its category"
    CITY_GUARANTOR = "guarantor of the city"
    GUARANTOR = "guarantor"
    APPLICANT = "applicant or deputy"
    APPLICANT_HEAD = "head above the applicant"
    MAKER = "whose own it is"
    ASKED = "who was asked"
    DECIDED = "who decided its closing"
    PASSED_OVER = "while another is chosen"
    OFFICE = "office"
    ADMINISTRATOR = "administrator"
    LEADER = "city leader"
    UNIT_HEAD = "head of any unit"
    INSPECTOR = "verifier of any unit"
    KEEPER = "keeper of the register"
    ENROLLED = "anybody enrolled"


@dataclass(frozen=True, slots=True)
class Matter:
    """What an act is about; numbers are of persons.

    `makers`: whose own card, request or form it is. `asked`: who was asked to answer it.
    `deciders`: who applied for the item's closing, verified it or struck it off. `chosen`: who
    alone was chosen for it, if anybody.
    """

    item: Item | None = None
    applicant: Person | None = None
    makers: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    deciders: frozenset[int] = frozenset()
    chosen: int | None = None


NOTHING = Matter()
"""The matter of an act that is about the city, and no item of it."""

OF_ROLE = {
    Role.OFFICE: Relation.OFFICE,
    Role.ADMINISTRATOR: Relation.ADMINISTRATOR,
    Role.CITY_LEADER: Relation.LEADER,
    Role.UNIT_HEAD: Relation.UNIT_HEAD,
    Role.VERIFIER: Relation.INSPECTOR,
    Role.ACCOUNTABILITY: Relation.KEEPER,
}
"""What somebody is by a role of theirs alone."""

TAKES_PART = frozenset(
    {
        Relation.OWNER,
        Relation.DEPUTY,
        Relation.HEAD,
        Relation.APPLICANT,
        Relation.APPLICANT_HEAD,
    }
)
"""Whoever carries an item out or asks for its closing does not verify it."""


def relations(person: Person, matter: Matter = NOTHING) -> frozenset[Relation]:
    """Return everything that a person is to a matter. Whoever is not enrolled is nothing."""
    found = {OF_ROLE[role] for role in person.roles if role in OF_ROLE} | {Relation.ENROLLED}
    found.update(_of_matter(person, matter))
    if matter.applicant is not None:
        found.update(_of_applicant(person, matter.applicant))
    if matter.item is not None:
        found.update(_of_item(person, matter.item))
    if _verifies(person, matter.item) and not found & TAKES_PART:
        found.add(Relation.VERIFIER)
    return frozenset(found)


def _of_matter(person: Person, matter: Matter) -> Iterator[Relation]:
    if person.id in matter.makers:
        yield Relation.MAKER
    if person.id in matter.asked:
        yield Relation.ASKED
    if person.id in matter.deciders:
        yield Relation.DECIDED
    if matter.chosen not in (None, person.id):
        yield Relation.PASSED_OVER


def _of_applicant(person: Person, applicant: Person) -> Iterator[Relation]:
    if applicant.id in person.covers | {person.id}:
        yield Relation.APPLICANT
    if Role.UNIT_HEAD in person.roles and applicant.unit_id in person.below:
        yield Relation.APPLICANT_HEAD


def _of_item(person: Person, item: Item) -> Iterator[Relation]:
    if item.owner.id == person.id:
        yield Relation.OWNER
    if item.owner.id in person.covers:
        yield Relation.DEPUTY
    if item.city_leader is not None and item.city_leader.id == person.id:
        yield Relation.CITY_GUARANTOR
    if item.duty_leader is not None and item.duty_leader.id == person.id:
        yield Relation.GUARANTOR
    if item.category in person.coordinates:
        yield Relation.COORDINATOR
    yield from _by_unit(person, item)
    if Role.UNIT_HEAD in person.roles:
        yield from _as_head(person, item)


def _by_unit(person: Person, item: Item) -> Iterator[Relation]:
    if person.unit_id == item.lead.id:
        yield Relation.LEAD
    if person.unit_id in item.supporting:
        yield Relation.SUPPORTING
    if item.supervising is not None and person.unit_id == item.supervising.id:
        yield Relation.SUPERVISING
    if item.verifying is not None and person.unit_id == item.verifying.id:
        yield Relation.VERIFYING


def _as_head(person: Person, item: Item) -> Iterator[Relation]:
    if item.lead.id in person.below:
        yield Relation.HEAD
    if item.lead.id == person.unit_id:
        yield Relation.LEAD_HEAD
    if item.supporting & person.below:
        yield Relation.SUPPORTING_HEAD


def _verifies(person: Person, item: Item | None) -> bool:
    if item is None or item.verifying is None or Role.VERIFIER not in person.roles:
        return False
    return item.verifying.id == person.unit_id
