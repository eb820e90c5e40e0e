"""Whether a leader's word came to somebody who can answer it."""

from datetime import date

from notices import recipients
from rules.policy.people import Person
from rules.policy.requests import Instruction
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.mail import live


def has_reached(tx: Tx, given: Instruction, day: date) -> bool:
    """The owner, his deputy or the head of the unit got it, or the reminder of it."""
    item = item_store.by_id(tx, given.item_id)
    people = [*recipients.owner(tx, item, day), *recipients.heads(tx, item.lead.id)]
    return any(_got(tx, person, given.id) for person in people)


def _got(tx: Tx, person: Person, number: int) -> bool:
    if person.chat_id is None:
        return False
    reminder = f"instruction:{number}:reminder:{person.id}"
    key = f"instruction:{number}"
    return live.has_arrived(tx, person.chat_id, live_key=key, dedup_key=reminder)
