"""Whether a leader's word came to somebody who can answer it."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select

from notices import recipients
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.mail.tables import outbox


def has_reached(tx: Tx, given: Any, day: date) -> bool:
    """The owner, his deputy or the head of the unit got it, or the reminder of it."""
    item = item_store.by_id(tx, given.item_id)
    people = [*recipients.owner(tx, item, day), *recipients.heads(tx, item.lead.id)]
    return any(_got(tx, person, given.id) for person in people)


def _got(tx: Tx, person: Person, number: int) -> bool:
    reminder = f"instruction:{number}:reminder:{person.id}"
    query = select(outbox.c.id).where(
        outbox.c.chat_id == person.chat_id,
        or_(outbox.c.live_key == f"instruction:{number}", outbox.c.dedup_key == reminder),
        outbox.c.state == "sent",
    )
    return person.chat_id is not None and tx.execute(query.limit(1)).first() is not None
