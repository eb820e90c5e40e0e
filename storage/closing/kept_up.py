"""Items that are kept up for good: when it was asked whether they still are, and what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, update

from rules.policy.closing import KeptUpAnswer
from rules.policy.items import State
from storage.closing.tables import kept_up_checks, strike_offs, takeovers
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.ledger import journal
from storage.ledger.tables import items


@dataclass(frozen=True, slots=True)
class KeptUpCheck:
    """A question whether an item is still kept up; `answered_by` empty while nobody answered."""

    id: int
    item_id: int
    asked_on: date
    answer: KeptUpAnswer
    words: str
    answered_at: datetime | None
    answered_by: int | None


def due(tx: Tx, last: date) -> list[int]:
    """Return the items that were asked about, or struck off, on that day or before it.

    What an older program struck off without a number is asked about at once.
    """
    asked = select(func.max(kept_up_checks.c.asked_on)).where(
        kept_up_checks.c.item_id == items.c.id
    )
    struck = select(func.max(strike_offs.c.day)).where(strike_offs.c.item_id == items.c.id)
    before = select(takeovers.c.struck_off_on).where(takeovers.c.item_id == items.c.id)
    query = (
        select(
            items.c.id,
            asked.scalar_subquery(),
            struck.scalar_subquery(),
            before.scalar_subquery(),
        )
        .where(items.c.state == State.KEPT_UP)
        .order_by(items.c.position)
    )
    rows = [(row[0], max(filter(None, row[1:]), default=None)) for row in tx.execute(query)]
    return [item for item, since in rows if since is None or since <= last]


def ask(tx: Tx, item: int, day: date) -> int:
    row = insert(kept_up_checks).values(
        item_id=item, asked_on=day, answer=KeptUpAnswer.NONE, words=""
    )
    return int(tx.execute(row.returning(kept_up_checks.c.id)).scalar_one())


def by_id(tx: Tx, check: int) -> KeptUpCheck | None:
    query = select(kept_up_checks).where(kept_up_checks.c.id == check)
    return fetch_one(tx, KeptUpCheck, query)


def answer(
    tx: Tx, check: KeptUpCheck, said: KeptUpAnswer, words: str, by: int, now: datetime
) -> bool:
    """Write an answer down with its journal entry; False when somebody was faster."""
    waiting = kept_up_checks.c.id == check.id, kept_up_checks.c.answered_at.is_(None)
    values = {"answer": said, "words": words, "answered_at": now, "answered_by": by}
    changed = tx.execute(update(kept_up_checks).where(*waiting).values(**values))
    if changed.rowcount == 0:
        return False
    asked_on = check.asked_on.isoformat()
    body = {"check": check.id, "asked_on": asked_on, "answer": said, "words": words}
    journal.write(tx, "KeptUpAnswered", body, now=now, person=by, item=check.item_id)
    return True
