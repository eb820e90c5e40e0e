"""What was last said of an item as a whole: the journal has it, an item's row does not."""

from sqlalchemy import select

from rules.policy.closing import Fact
from storage.db.engine import Tx
from storage.ledger.tables import journal

_TELLING = ("Reported", "Corrected", str(Fact.SENT_BACK), str(Fact.REOPENED))


def last_said(tx: Tx, item: int) -> bool | None:
    """Return what the last words about the whole item say: that it is done, or that it is not.

    After a relapse it is not done until that is reported; what was sent back is judged by its figures.
    """
    query = select(journal.c.fact, journal.c.body).where(
        journal.c.item_id == item, journal.c.fact.in_(_TELLING)
    )
    for fact, body in tx.execute(query.order_by(journal.c.seq.desc())):
        if fact in (Fact.SENT_BACK, Fact.REOPENED):
            return False if fact == Fact.REOPENED else None
        if body.get("finished") is not None and "finished_on" not in body.get("overtaken", ()):
            return bool(body["finished"])
    return None
