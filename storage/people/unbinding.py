"""Somebody left: what hangs on their account, and how it ends."""

from collections.abc import Iterable
from datetime import date, datetime

from rules.policy.people import Person, Role
from rules.policy.permissions import Right, is_office, roles_with
from rules.policy.unbinding import Access
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.ledger import item_store, journal
from storage.ledger.item_filter import ItemFilter
from storage.mail import unsent
from storage.people import deputies, invitations, people
from storage.reporting import open_questions

UNBOUND = "unbound"
"""Why a message that waited was not sent."""


def access_of(tx: Tx, person: Person, today: date, now: datetime) -> Access:
    own = ItemFilter(owners=frozenset({person.id}), open_only=True)
    covered = sorted(deputies.covered_by(tx, person.id, today))
    return Access(
        person,
        invited=person.id in invitations.holders(tx, now),
        items=tuple(item.code for item in item_store.listed(tx, person, own, limit=None)),
        covers=tuple(people.by_id(tx, number) for number in covered),
        last_keeper=is_office(person) and _nobody_else(tx, person, roles_with(Right.OFFICE)),
        last_of_office=Role.OFFICE in person.roles and _nobody_else(tx, person, {Role.OFFICE}),
    )


def _nobody_else(tx: Tx, person: Person, roles: Iterable[Role]) -> bool:
    others = (p for p in people.with_roles(tx, roles) if p.id != person.id)
    return not any(p.account is not None and p.reachable for p in others)


def carry_out(tx: Tx, person: Person, by: int | None, now: datetime) -> None:
    """Make their account a stranger's from now on. `by` is None on the command line.

    What was not sent to them yet never will be; their words, cards and groups stay as they are.
    """
    invitations.void(tx, person.id, now)
    people.unbind(tx, person.id, now)
    if person.account is not None:
        open_questions.forget(tx, person.account, person.id)
        unsent.give_up_unsent(tx, person.account, UNBOUND)
    body = {"person": person.id, "account": plain(person.account)}
    journal.write(tx, "Unbound", body, now=now, person=by)
