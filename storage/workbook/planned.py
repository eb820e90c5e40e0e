"""Keep milestones as an agreed plan has set them when an older workbook is imported again.

A cell that still has the value from before the plan is no change; any other value is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from storage.db.engine import Tx
from storage.ledger.tables import journal
from storage.plans.tables import plans
from storage.workbook.cell_values import value_text
from storage.workbook.days import Day
from storage.workbook.extended import keep_granted_deadlines
from storage.workbook.known import KnownEntry
from storage.workbook.problems import KeptValue
from storage.workbook.sheets import ITEMS, MILESTONES


@dataclass(frozen=True, slots=True)
class _StoodBefore:
    """A milestone as it stood before a plan moved it."""

    due: date | None
    words: str
    target: Decimal | None

    def is_said_by(self, field: str, value: object) -> bool:
        """Return whether a cell still has this value."""
        if field == "target":
            return value == self.target
        if not isinstance(value, Day):
            return False
        return value.on == self.due or bool(self.words and value.words == self.words)


def keep_decided(tx: Tx, entries: Mapping[str, list[KnownEntry]]) -> tuple[KeptValue, ...]:
    """Restore deadlines that were granted and milestones that were agreed to, and return them."""
    deadlines = keep_granted_deadlines(tx, entries.get(ITEMS.name, []))
    return (*deadlines, *_keep_planned(tx, entries.get(MILESTONES.name, [])))


def _keep_planned(tx: Tx, entries: Iterable[KnownEntry]) -> tuple[KeptValue, ...]:
    """Restore what agreed plans have set where a cell has an older value; return the days."""
    stood = _stood(tx)
    kept = []
    for entry in entries:
        for field in ("due", "target") if entry.was is not None else ():
            was, said = entry.was[field] if entry.was else None, entry.values[field]
            before = stood.get(entry.id or 0, [])
            if was == said or not any(each.is_said_by(field, said) for each in before):
                continue
            entry.values[field] = was
            if field == "due":
                code = entry.values["item_id"].name
                kept.append(KeptValue(code, value_text(was), value_text(said), entry.name))
    return tuple(kept)


def _stood(tx: Tx) -> dict[int, list[_StoodBefore]]:
    """Return how milestones stood before plans moved them, since an import last set them."""
    planned = select(plans.c.item_id).distinct()
    facts = ("ItemAmended", "PlanAgreed")
    query = select(journal.c.body).where(journal.c.item_id.in_(planned), journal.c.fact.in_(facts))
    found: dict[int, list[_StoodBefore]] = defaultdict(list)
    for body in tx.execute(query.order_by(journal.c.seq)).scalars():
        for step in body.get("steps", {}).values() if "plan" not in body else ():
            found.pop(step["id"], None)
        for number, (due, words, target) in body.get("before", {}).items():
            day = date.fromisoformat(due) if due else None
            amount = None if target is None else Decimal(target)
            found[int(number)].append(_StoodBefore(day, words, amount))
    return found
