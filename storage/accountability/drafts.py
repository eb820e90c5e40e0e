"""Entries of the register that are still being asked for: one a person, gone once confirmed."""

import secrets
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from rules.policy.accountability import AccountabilityEntry
from storage.accountability.tables import accountability_drafts
from storage.db.column_types import JsonObject
from storage.db.engine import Tx

_ENTRY = TypeAdapter(AccountabilityEntry)


def keep(tx: Tx, person: int, entry: AccountabilityEntry, now: datetime) -> int:
    """Keep what is known by now, in place of what they had begun; return its new number.

    The number is drawn: buttons under what was said before must not confirm what is said now.
    """
    table = accountability_drafts
    forget(tx, person)
    content: JsonObject = _ENTRY.dump_python(entry, mode="json")
    number = secrets.randbelow(10**9)
    tx.execute(insert(table).values(id=number, person_id=person, at=now, content=content))
    return number


def of(tx: Tx, draft: int, person: int) -> AccountabilityEntry | None:
    """Return what somebody has begun; None when it is over, or another's."""
    table = accountability_drafts
    query = select(table.c.content).where(table.c.id == draft, table.c.person_id == person)
    content = tx.execute(query).scalar()
    return None if content is None else _ENTRY.validate_python(content)


def forget(tx: Tx, person: int) -> bool:
    """Give up what they had begun; False when there was nothing."""
    table = accountability_drafts
    return tx.execute(delete(table).where(table.c.person_id == person)).rowcount == 1
