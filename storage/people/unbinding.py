"""Somebody left, or lost their phone: what hangs on their account, and how it ends."""

from collections.abc import Iterable
from datetime import date, datetime

from rules.policy.people import Person, Role
from rules.policy.permissions import Right, is_office, roles_with
from rules.policy.unbinding import Access
from storage.closing import checks
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.ledger import item_store, journal
from storage.ledger.item_filter import ItemFilter
from storage.mail import unsent
from storage.people import deputies, invitations, pending, people
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
        pending=pending.of_person(tx, person.id),
    )


def _nobody_else(tx: Tx, person: Person, roles: Iterable[Role]) -> bool:
    others = (p for p in people.with_roles(tx, roles) if p.id != person.id)
    return not any(p.can_be_told for p in others)


def carry_out(tx: Tx, person: Person, by: int | None, now: datetime) -> None:
    """Make their account a stranger's from now on. `by` is None on the command line.

    What was not sent to them yet never will be, and what they had in hand others may take up;
    their words, cards and groups stay as they are.
    """
    invitations.void(tx, person.id, now)
    people.unbind(tx, person.id, now)
    abandon_account(tx, person)
    checks.release(tx, person.id, by, now)
    body = {"person": person.id, "account": plain(person.account)}
    journal.write(tx, "Unbound", body, now=now, person=by)


def abandon_account(tx: Tx, person: Person) -> None:
    """Drop what waits in the account that a person has had: a question, and what was not sent."""
    if person.account is not None:
        open_questions.forget(tx, person.account, person.id)
        unsent.give_up_unsent(tx, person.account, UNBOUND)


def leave(tx: Tx, person: Person, today: date, now: datetime) -> None:
    """End for good what somebody had who holds no office any more: they are nobody's deputy."""
    carry_out(tx, person, None, now)
    deputies.end_all_of(tx, person.id, today, None, now)
