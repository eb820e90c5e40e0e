"""The accountability register: entries are added, never changed.

The journal tells of each only that there is one, and its salted hash: whoever reads the journal
learns nothing of it, and `taizhang verify` finds a changed row all the same.
"""

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, insert, select

from rules.policy.accountability import (
    ASKED,
    AccountabilityEntry,
    Detail,
    HeldPerson,
    KeptEntry,
    OfficialRank,
    Sanction,
)
from storage.accountability.tables import accountability_entries, accountability_persons
from storage.db.column_types import JsonObject, plain
from storage.db.engine import Tx
from storage.db.query import RawRow
from storage.ledger import journal
from storage.ledger.tables import persons

SEALED = "Sealed"
"""The journal's name of the fact: it says nothing of what was recorded."""


def record(tx: Tx, entry: AccountabilityEntry, person: int, now: datetime) -> int | None:
    """Add an entry; return the matter's number, None when it was corrected meanwhile."""
    journal.hold(tx)
    latest = func.max(accountability_entries.c.version)
    if entry.number:
        of_matter = accountability_entries.c.number == entry.number
        if tx.execute(select(latest).where(of_matter)).scalar() != entry.version:
            return None
    number = entry.number or _next_number(tx)
    row = _row(entry) | {
        "number": number,
        "version": entry.version + 1,
        "at": now,
        "person_id": person,
        "salt": secrets.token_hex(16),
    }
    table = accountability_entries
    made = tx.execute(insert(table).values(**row).returning(table.c.id)).scalar_one()
    named = _named(made, entry)
    tx.execute(insert(accountability_persons), named)
    body = {"entry": made, "digest": _digest({"id": made, **row}, named)}
    journal.write(tx, SEALED, body, now=now)
    return number


def _next_number(tx: Tx) -> int:
    return int(tx.execute(select(func.max(accountability_entries.c.number))).scalar() or 0) + 1


def _row(entry: AccountabilityEntry) -> JsonObject:
    return {
        "matter": entry.matter,
        "item_id": entry.item_id,
        "finding": entry.finding,
        "decided_by": entry.decided_by,
        "decided_on": entry.decided_on,
        "published_on": entry.published_on,
        "withdrawal": entry.withdrawal,
    }


def _named(made: int, entry: AccountabilityEntry) -> list[JsonObject]:
    return [
        {
            "entry_id": made,
            "position": position,
            "name": person.name,
            "unit": person.unit,
            "rank": person.rank.value,
            "sanctions": "、".join(person.sanctions),
        }
        for position, person in enumerate(entry.persons, 1)
    ]


def _digest(row: JsonObject, named: list[JsonObject]) -> str:
    cells = {name: plain(value) for name, value in row.items()}
    words = json.dumps([cells, named], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def digests(tx: Tx) -> Iterator[tuple[int, str]]:
    """Yield the hash of every entry as it stands, by the number of its row."""
    named = _named_by_entry(tx)
    for row in tx.execute(select(accountability_entries)).mappings():
        yield row["id"], _digest(dict(row), named[row["id"]])


def _named_by_entry(tx: Tx) -> dict[int, list[JsonObject]]:
    found: dict[int, list[JsonObject]] = defaultdict(list)
    table = accountability_persons
    ordered = select(table).order_by(table.c.entry_id, table.c.position)
    for row in tx.execute(ordered).mappings():
        found[row["entry_id"]].append(dict(row))
    return found


def of_number(tx: Tx, number: int) -> list[KeptEntry]:
    """Return all entries of a matter, the first one first."""
    return [kept for kept in _entries(tx) if kept.entry.number == number]


def latest(tx: Tx) -> list[KeptEntry]:
    """Return the last entry of each matter, by number."""
    last = {kept.entry.number: kept for kept in _entries(tx)}
    return [last[number] for number in sorted(last)]


def _entries(tx: Tx) -> Iterator[KeptEntry]:
    """Yield every entry; a city has hundreds at most."""
    named = _named_by_entry(tx)
    table = accountability_entries
    query = select(table, persons.c.name.label("by")).join(persons).order_by(table.c.id)
    for row in tx.execute(query):
        yield KeptEntry(_entry(row, named[row.id]), row.by, row.at)


def _entry(row: RawRow, named: list[JsonObject]) -> AccountabilityEntry:
    return AccountabilityEntry(
        matter=row.matter,
        item_id=row.item_id,
        persons=tuple(_person(each) for each in named),
        finding=row.finding,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        published_on=row.published_on,
        withdrawal=row.withdrawal,
        number=row.number,
        version=row.version,
        told=frozenset(ASKED) | ({Detail.WITHDRAWAL} if row.withdrawal else frozenset()),
    )


def _person(row: JsonObject) -> HeldPerson:
    sanctions = tuple(Sanction(word) for word in row["sanctions"].split("、") if word)
    return HeldPerson(row["name"], row["unit"], OfficialRank(row["rank"]), sanctions)
