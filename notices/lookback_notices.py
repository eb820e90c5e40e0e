"""Checks of closed items: who does them, and the letter with the form."""

from messages.letters import letters
from messages.lookback import check_texts
from messages.outgoing import OutgoingMessage
from notices import recipients
from rules.policy.city import City
from rules.policy.items import Item
from rules.policy.lookback import LookBackCheck, choose_checker, may_check
from rules.policy.people import Person, Role
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.lookback import candidates
from storage.people import people


def checker_of(tx: Tx, item: Item, load: dict[int, int]) -> Person | None:
    """Return who checks an item: neither its owner nor whoever decided on it; None if nobody."""
    decided = candidates.deciders(tx, item.id)
    known = people.with_roles(tx, [Role.VERIFIER, Role.OFFICE])
    eligible = [person for person in known if may_check(person, item, decided)]
    return choose_checker(eligible, load)


def ask(tx: Tx, city: City, item: Item, check: LookBackCheck) -> list[OutgoingMessage]:
    """Return the letter with the form to the checker; without one, a notice to the office."""
    if check.checker_id is None:
        return letters(
            recipients.office(tx), city.language, lambda t: check_texts.nobody_checks(t, item)
        )
    return letters(
        [people.by_id(tx, check.checker_id)],
        city.language,
        lambda t: check_texts.letter(t, item, check),
        lambda t: check_texts.verdict_buttons(t, check),
        about=Ref.item(item.id),
    )
