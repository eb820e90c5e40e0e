"""Keep deadlines moved by a granted extension when an older workbook is imported again.

The office keeps its own workbook and imports it repeatedly. A cell that still has the value from
before the extension is no change; a new value, or the word for a recall, is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from rules.policy.extensions import ExtensionState
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.query import Query
from storage.follow_up.tables import extensions
from storage.ledger.tables import journal
from storage.workbook.cell_values import value_text
from storage.workbook.days import RECALLED, Day
from storage.workbook.known import KnownEntry
from storage.workbook.problems import KeptValue
from storage.workbook.sheets import ITEMS

DEADLINE = ITEMS.labels()["deadline"]


@dataclass(slots=True)
class _Before:
    """The workbook's last deadline of an item, and every day an extension has replaced since."""

    words: str = ""
    days: set[date] = field(default_factory=set)
    extended: bool = False

    def moved_from(self, day: date) -> None:
        """Note the day that an extension replaced."""
        self.days.add(day)
        self.extended = True

    def is_said_by(self, day: Day) -> bool:
        """Return whether a cell still has a value from before the extension."""
        if day.words and day.words == self.words:
            return True
        return day.on in self.days and RECALLED not in day.words


def keep_granted_deadlines(tx: Tx, entries: Iterable[KnownEntry]) -> tuple[KeptValue, ...]:
    """Restore granted deadlines whose cells have an older value, and return them."""
    before = _before(tx)
    kept = []
    for entry in entries:
        words = entry.values.get("deadline")
        known = before.get(entry.id or 0)
        if known is None or entry.was is None or not isinstance(words, Day):
            continue
        if words != entry.was["deadline"] and known.is_said_by(words):
            entry.values["deadline"] = entry.was["deadline"]
            kept.append(KeptValue(entry.name, value_text(entry.was["deadline"]), value_text(words)))
    return tuple(kept)


def _before(tx: Tx) -> dict[int, _Before]:
    """Return the earlier deadlines by item, only of those whose present deadline was granted."""
    query = select(extensions).where(extensions.c.state == ExtensionState.GRANTED)
    granted = {row.id: row for row in tx.execute(query)}
    found = {row.item_id: _Before() for row in granted.values()}
    for entry in tx.execute(_deadline_entries()):
        words = _said(entry.body)
        if entry.fact == "ExtensionGranted":
            found[entry.item_id].moved_from(granted[entry.body["extension"]].old_deadline)
        elif words is not None:
            found[entry.item_id] = _entered(words, entry.body)
    return {item: before for item, before in found.items() if before.extended}


def _deadline_entries() -> Query:
    """Return what the journal records of their deadlines, oldest first; the index by item finds it."""
    extended = select(extensions.c.item_id).where(extensions.c.state == ExtensionState.GRANTED)
    query = select(journal.c.item_id, journal.c.fact, journal.c.body)
    facts = ("ItemEntered", "ItemAmended", "ExtensionGranted")
    entries = query.where(journal.c.item_id.in_(extended), journal.c.fact.in_(facts))
    return entries.order_by(journal.c.seq)


def _said(body: JsonObject) -> str | None:
    """Return the deadline's words in what an import brought; None when it brought none."""
    if "item" in body:
        return str(body["item"].get(DEADLINE, ""))
    change = body.get("changes", {}).get(DEADLINE)
    return None if change is None else str(change[1])


def _entered(words: str, body: JsonObject) -> _Before:
    day = body.get("row", {}).get("deadline")
    return _Before(words, {date.fromisoformat(day)} if day else set())
