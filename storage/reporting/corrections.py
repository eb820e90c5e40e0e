"""What a correction is of: the figures before the corrected report, and those reported since.

A report and its corrections are one chain, which stands where its first report stands.
"""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.ledger.tables import journal

GIVEN = {
    "done": "done",
    "percent": "percent",
    "promised_on": "promised_on",
    "finished_on": "finished",
}
"""A column of the item, and how an entry names what a report gave for it."""


def done_before(tx: Tx, item: int, report: int) -> Decimal | None:
    """Return what was done before a report that is being corrected, by the reports before it."""
    first, chains = _chains(tx, item, report)
    figures = [body["done"] for root, body in chains if root < first and body["done"] is not None]
    return Decimal(figures[-1]) if figures else None


def overtaken(tx: Tx, item: int, report: int | None) -> tuple[str, ...]:
    """Return the item's columns for which later reports hold, whatever is corrected of this one.

    That all is done holds only by a figure: an application made upon figures falls with them.
    """
    if report is None:
        return ()
    first, chains = _chains(tx, item, report)
    later = [body for root, body in chains if root > first]
    return tuple(
        column for column, name in GIVEN.items() if any(_holds(body, name) for body in later)
    )


def _holds(body: JsonObject, name: str) -> bool:
    counted = body["done"] is not None or body["percent"] is not None
    return body.get(name) is not None and (counted or name != "finished")


def _chains(tx: Tx, item: int, report: int) -> tuple[int, list[tuple[int, JsonObject]]]:
    """Return the first report of a chain; every report of the item by its chain's first."""
    roots: dict[int, int] = {}
    found = []
    for body in _reported(tx, item):
        corrected = body["corrects"]
        roots[body["report"]] = roots.get(corrected, corrected) or body["report"]
        found.append((roots[body["report"]], body))
    return roots.get(report, report), sorted(found, key=lambda one: (one[0], one[1]["report"]))


def _reported(tx: Tx, item: int) -> Iterator[JsonObject]:
    """Yield reports from the journal: only it has what the words said of the whole."""
    query = select(journal.c.body).where(
        journal.c.item_id == item, journal.c.fact.in_(("Reported", "Corrected"))
    )
    yield from tx.execute(query.order_by(journal.c.seq)).scalars()
