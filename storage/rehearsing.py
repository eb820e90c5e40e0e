"""A unit of work that is undone, and what it would have said."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.database import Engine, Tx
from storage.mail_tables import outbox


@dataclass(frozen=True, slots=True)
class WouldSay:
    """A message that would be sent, or a message that would be edited to this."""

    chat: int
    text: str


def rehearsed(engine: Engine, work: Callable[[Tx], object]) -> list[WouldSay]:
    """What the work would put into the outbox. Nothing of it stays."""
    with engine.connect() as tx, tx.begin() as unit:
        last = tx.execute(select(func.max(outbox.c.id))).scalar() or 0
        work(tx)
        query = select(outbox.c.chat_id, outbox.c.body).where(outbox.c.id > last)
        said = [
            WouldSay(row.chat_id, _words(row.body["params"]))
            for row in tx.execute(query.order_by(outbox.c.id))
        ]
        unit.rollback()
    return said


def _words(params: dict[str, str]) -> str:
    return params.get("text") or params.get("caption", "")
