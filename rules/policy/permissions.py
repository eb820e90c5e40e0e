"""May-I questions, each a named predicate. Handlers ask; they do not judge."""

from rules.policy.items import Item
from rules.policy.people import Person, Role

WHOLE_CITY = frozenset({Role.CITY_LEADER, Role.OFFICE, Role.ADMINISTRATOR})
OFFICE = frozenset({Role.OFFICE, Role.ADMINISTRATOR})


def sees_whole_city(person: Person) -> bool:
    return bool(person.roles & WHOLE_CITY)


def is_office(person: Person) -> bool:
    """The office: assigns, approves, publishes."""
    return bool(person.roles & OFFICE)


def may_see_item(person: Person, item: Item) -> bool:
    """City leaders and the office see all; others what they answer for, lead, support or check."""
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
    """The owner, or whoever stands in for him."""
    return item.owner.id == person.id or item.owner.id in person.covers


def _leads_a_unit_of(person: Person, item: Item) -> bool:
    if Role.UNIT_HEAD not in person.roles:
        return False
    return item.lead.id in person.below or bool(item.supporting & person.below)


def _works_on(person: Person, item: Item) -> bool:
    """His own unit leads, supports, supervises or verifies it."""
    units = {item.lead.id} | item.supporting
    if item.supervising:
        units.add(item.supervising.id)
    if item.verifying:
        units.add(item.verifying.id)
    return person.unit_id in units


def is_responsible_for(person: Person, item: Item) -> bool:
    """The owner or his deputy, or the head of the lead unit."""
    if _owns(person, item):
        return True
    return Role.UNIT_HEAD in person.roles and item.lead.id in person.below


def may_report_on(person: Person, item: Item) -> bool:
    """Who answers for it, and the office on their behalf."""
    return is_responsible_for(person, item) or is_office(person)


def may_apply_for_closing(person: Person, item: Item) -> bool:
    return is_responsible_for(person, item)


def may_verify(person: Person, item: Item) -> bool:
    """A verifier of the verifying unit; never the owner, nor who stands in for him."""
    if _owns(person, item) or Role.VERIFIER not in person.roles:
        return False
    return item.verifying is not None and item.verifying.id == person.unit_id


def may_strike_off(person: Person, item: Item) -> bool:
    return is_office(person) and not _owns(person, item)


def may_bind_group(person: Person) -> bool:
    return is_office(person)


def may_unbind(person: Person) -> bool:
    return is_office(person)


def may_decide_extension(person: Person, item: Item) -> bool:
    return is_office(person) and not _owns(person, item)


def may_withdraw_extension(person: Person, item: Item, asked_by: int) -> bool:
    """Whoever asked, and who answers for the item."""
    return person.id == asked_by or is_responsible_for(person, item)


def may_instruct(person: Person, item: Item) -> bool:
    """City leaders on any item, a guarantor on his own."""
    if Role.CITY_LEADER in person.roles:
        return True
    return item.duty_leader is not None and item.duty_leader.id == person.id
