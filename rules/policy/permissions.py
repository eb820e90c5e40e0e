"""Permissions, one named predicate each."""

from rules.policy.items import Item
from rules.policy.people import Person, Role

WHOLE_CITY = frozenset({Role.CITY_LEADER, Role.OFFICE, Role.ADMINISTRATOR})
OFFICE = frozenset({Role.OFFICE, Role.ADMINISTRATOR})
INSTRUCTING = OFFICE | {Role.CITY_LEADER}
"""Who may instruct on every item."""


def sees_whole_city(person: Person) -> bool:
    """Return whether the person may see every item of the city."""
    return bool(person.roles & WHOLE_CITY)


def is_office(person: Person) -> bool:
    """Return whether the person is of the office: it assigns, approves and publishes."""
    return bool(person.roles & OFFICE)


def may_see_item(person: Person, item: Item) -> bool:
    """Return whether the person may see the item.

    City leaders and the office see all; others those they own, lead, support, supervise or
    verify.
    """
    return (
        sees_whole_city(person)
        or _is_named(person, item)
        or _leads_a_unit_of(person, item)
        or _works_on(person, item)
    )


def _is_named(person: Person, item: Item) -> bool:
    named = (item.city_leader, item.duty_leader)
    return _owns(person, item) or any(n is not None and n.id == person.id for n in named)


def _owns(person: Person, item: Item) -> bool:
    """Return whether the person is the owner or their deputy."""
    return item.owner.id == person.id or item.owner.id in person.covers


def _leads_a_unit_of(person: Person, item: Item) -> bool:
    if Role.UNIT_HEAD not in person.roles:
        return False
    return item.lead.id in person.below or bool(item.supporting & person.below)


def _works_on(person: Person, item: Item) -> bool:
    """Return whether the person's own unit leads, supports, supervises or verifies the item."""
    units = {item.lead.id} | item.supporting
    if item.supervising:
        units.add(item.supervising.id)
    if item.verifying:
        units.add(item.verifying.id)
    return person.unit_id in units


def is_responsible_for(person: Person, item: Item) -> bool:
    """Return whether the person is the owner, their deputy, or the head of the lead unit."""
    if _owns(person, item):
        return True
    return Role.UNIT_HEAD in person.roles and item.lead.id in person.below


def may_see_supervision(person: Person, item: Item) -> bool:
    """Return whether the person may see what was ordered and asked for on the item.

    City leaders and the office, its guarantors, and whoever is responsible for it.
    """
    return sees_whole_city(person) or _is_named(person, item) or is_responsible_for(person, item)


def may_report_on(person: Person, item: Item) -> bool:
    """Return whether the person is responsible for the item, or of the office."""
    return is_responsible_for(person, item) or is_office(person)


def may_apply_for_closing(person: Person, item: Item) -> bool:
    """Return whether the person may apply to have the item struck off."""
    return is_responsible_for(person, item)


def is_applicant(person: Person, applicant: Person) -> bool:
    """Return whether the person applied or stands in for whoever did."""
    return applicant.id in person.covers | {person.id}


def is_applicants_side(person: Person, applicant: Person) -> bool:
    """Return whether the person is the applicant, their deputy, or the head of their unit."""
    heads = Role.UNIT_HEAD in person.roles and applicant.unit_id in person.below
    return heads or is_applicant(person, applicant)


def may_verify(person: Person, item: Item, applicant: Person | None = None) -> bool:
    """Return whether the person verifies for the verifying unit.

    Never the owner, their deputy, the head of the unit that carries the item out, or anybody of
    the applicant's side.
    """
    if applicant is not None and is_applicants_side(person, applicant):
        return False
    if is_responsible_for(person, item) or Role.VERIFIER not in person.roles:
        return False
    return item.verifying is not None and item.verifying.id == person.unit_id


def may_strike_off(person: Person, item: Item) -> bool:
    """Return whether the person may strike the item off; never the owner or their deputy."""
    return is_office(person) and not _owns(person, item)


def heads_lead_unit(person: Person, item: Item) -> bool:
    """Return whether the person is the head of the lead unit, and neither owner nor deputy."""
    leads = Role.UNIT_HEAD in person.roles and person.unit_id == item.lead.id
    return leads and not _owns(person, item)


def may_bind_group(person: Person) -> bool:
    """Return whether the person may bind a group chat to a unit."""
    return is_office(person)


def may_unbind(person: Person) -> bool:
    """Return whether the person may end another person's account."""
    return is_office(person)


def may_use_radar(person: Person) -> bool:
    """Return whether flags exist for the person at all: for the office and for verifiers."""
    return is_office(person) or Role.VERIFIER in person.roles


def may_see_flag(person: Person, item: Item) -> bool:
    """Return whether the person may see flags of the item: the office, and who verifies it."""
    return is_office(person) or may_verify(person, item)


def may_conclude_flag(person: Person, item: Item) -> bool:
    """Return whether the person may conclude on a flag; never the owner or their deputy."""
    return is_office(person) and not _owns(person, item)


def may_decide_extension(person: Person, item: Item) -> bool:
    """Return whether the person may decide on an extension; never the owner or their deputy."""
    return is_office(person) and not _owns(person, item)


def may_withdraw_extension(person: Person, item: Item, asked_by: int) -> bool:
    """Return whether the person made the request or is responsible for the item."""
    return person.id == asked_by or is_responsible_for(person, item)


def may_instruct(person: Person, item: Item) -> bool:
    """Return whether the person is a city leader, of the office, or the item's guarantor."""
    if person.roles & INSTRUCTING:
        return True
    return item.duty_leader is not None and item.duty_leader.id == person.id


def may_ask_for_case_files(person: Person) -> bool:
    """Return whether there are case files at all for the person."""
    return is_office(person) or Role.VERIFIER in person.roles


def may_see_case_file(person: Person, item: Item) -> bool:
    """Return whether the person is of the office, or verifies the item."""
    return is_office(person) or may_verify(person, item)


def may_keep_register(person: Person) -> bool:
    """Return whether there is an accountability register at all for the person."""
    return Role.ACCOUNTABILITY in person.roles
