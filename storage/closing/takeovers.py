"""How items stood when they came in with a ledger that was already running: the office's word."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select

from rules.policy.items import State
from storage.closing.tables import strike_offs, takeovers
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.ledger import journal
from storage.ledger.tables import items


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An item's state as it was taken over; `words` are those of the office's list."""

    item_id: int
    state: State
    finished_on: date | None
    struck_off_on: date | None
    number: str
    words: str


def enter(tx: Tx, taken: Iterable[TakenOver], now: datetime) -> None:
    """Enter what was taken over with new items, each with its entry of the journal."""
    for each in taken:
        values = asdict(each)
        row = insert(takeovers).values(**values, at=now).returning(takeovers.c.id)
        number = tx.execute(row).scalar_one()
        columns = (items.c.done, items.c.struck_off_at)
        stands = tx.execute(select(*columns).where(items.c.id == each.item_id)).one()
        said = {name: plain(value) for name, value in values.items() if name != "item_id"}
        body = {
            "takeover": number,
            **said,
            "done": plain(stands.done),
            "struck_off_at": plain(stands.struck_off_at),
        }
        journal.write(tx, "TakenOver", body, now=now, item=each.item_id)


def of_item(tx: Tx, item: int) -> TakenOver | None:
    """Return how an item came in; None where it began with this ledger."""
    columns = [takeovers.c[name] for name in TakenOver.__slots__]
    return fetch_one(tx, TakenOver, select(*columns).where(takeovers.c.item_id == item))


def struck_off(tx: Tx) -> dict[int, tuple[date | None, str]]:
    """Return day and number of what was struck off last, here or before it was taken over."""
    before = select(takeovers.c.item_id, takeovers.c.struck_off_on, takeovers.c.number)
    found = {row.item_id: (row.struck_off_on, row.number) for row in tx.execute(before)}
    last = select(func.max(strike_offs.c.id)).group_by(strike_offs.c.item_id)
    here = select(strike_offs.c.item_id, strike_offs.c.day, strike_offs.c.number)
    rows = tx.execute(here.where(strike_offs.c.id.in_(last)))
    return found | {row.item_id: (row.day, row.number) for row in rows}
