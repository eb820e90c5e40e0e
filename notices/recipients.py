"""Who has to hear of something: the office, a unit's head, an item's owner and guarantors."""

from datetime import date

from rules.policy.items import Item
from rules.policy.ladder import Addressee
from rules.policy.people import Person, Role
from rules.policy.permissions import may_verify
from rules.policy.procedure import Actor, ProcedureStep
from storage.db.engine import Tx
from storage.people import deputies, people


def office(tx: Tx) -> list[Person]:
    return people.with_roles(tx, [Role.OFFICE])


def register_keepers(tx: Tx) -> list[Person]:
    """Return those who keep the accountability register."""
    return people.with_roles(tx, [Role.ACCOUNTABILITY])


def heads(tx: Tx, unit: int) -> list[Person]:
    return people.with_roles(tx, [Role.UNIT_HEAD], unit)


def guarantors(tx: Tx, item: Item) -> list[Person]:
    """Return 包保市领导 and 包保责任人, as far as they are named."""
    named = (item.city_leader, item.duty_leader)
    return [people.by_id(tx, leader.id) for leader in named if leader is not None]


def addressed(tx: Tx, item: Item, kind: Addressee, day: date) -> list[Person]:
    """Return whom the city's profile means by an addressee."""
    match kind:
        case Addressee.GUARANTORS:
            return guarantors(tx, item)
        case Addressee.OWNER:
            return owner(tx, item, day)
        case Addressee.HEAD:
            return heads(tx, item.lead.id)
        case Addressee.OFFICE:
            return office(tx)


def verifiers(tx: Tx, item: Item) -> list[Person]:
    """Return those of the verifying unit who may verify the item."""
    unit = item.verifying
    found = people.with_roles(tx, [Role.VERIFIER], unit.id) if unit else []
    return [person for person in found if may_verify(person, item)]


def owner(tx: Tx, item: Item, day: date) -> list[Person]:
    """Return the owner and, while they are away, whoever stands in for them."""
    standing_in = deputies.on_duty(tx, day).get(item.owner.id, [])
    return [people.by_id(tx, number) for number in (item.owner.id, *standing_in)]


def responsible(tx: Tx, item: Item, day: date) -> list[Person]:
    """Return the owner and their deputy; the unit's head when neither can be written to."""
    owners = owner(tx, item, day)
    if any(person.account is not None for person in owners):
        return owners
    return heads(tx, item.lead.id)


def of_step(tx: Tx, item: Item, step: ProcedureStep, day: date) -> list[Person]:
    """Return those among whom are the people who do a step of the closing procedure."""
    match step.by:
        case Actor.OWNER:
            return owner(tx, item, day)
        case Actor.VERIFIER:
            return verifiers(tx, item)
        case Actor.LEAD:
            return heads(tx, item.lead.id)
        case Actor.OFFICE:
            return office(tx)
