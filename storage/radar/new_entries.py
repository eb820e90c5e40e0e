"""What the journal has told since the radar last looked: reports, applications, imports."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlalchemy import select

from rules.policy.closing import Fact
from rules.policy.flags import NewFlag
from rules.policy.radar import RadarRules
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import journal
from storage.radar import goal_signs, report_signs

Signs = Callable[[Tx, JournalEntry, RadarRules, ZoneInfo], list[NewFlag]]


def _reported(tx: Tx, entry: JournalEntry, rules: RadarRules, zone: ZoneInfo) -> list[NewFlag]:
    return report_signs.of_report(tx, _item(entry), entry.body["report"], rules, zone)


def _applied(tx: Tx, entry: JournalEntry, rules: RadarRules, zone: ZoneInfo) -> list[NewFlag]:
    closing, report = entry.body.get("closing"), entry.body.get("report")
    if closing is None or report is None:
        return []
    return report_signs.of_application(tx, _item(entry), closing, report, rules, zone)


def _imported(tx: Tx, _entry: JournalEntry, _rules: RadarRules, _zone: ZoneInfo) -> list[NewFlag]:
    return goal_signs.copied_goals(tx)


def _item(entry: JournalEntry) -> int:
    assert entry.item_id is not None
    return entry.item_id


SIGNS: dict[str, Signs] = {"Reported": _reported, Fact.APPLIED: _applied, "Imported": _imported}
"""The facts that the radar looks at. What is corrected is no sign."""


def between(tx: Tx, after: int, last: int) -> list[JournalEntry]:
    """Return the entries after one and up to another that may hold signs, oldest first."""
    place = (journal.c.seq > after) & (journal.c.seq <= last)
    query = select(journal).where(place, journal.c.fact.in_(list(SIGNS)))
    return fetch_all(tx, JournalEntry, query.order_by(journal.c.seq))


def signs_in(tx: Tx, entry: JournalEntry, rules: RadarRules, zone: ZoneInfo) -> list[NewFlag]:
    """Return the signs in what an entry tells of."""
    return SIGNS[entry.fact](tx, entry, rules, zone)
