"""What was written down to be sent, as it stands there."""

from dataclasses import dataclass

from sqlalchemy import func, select

from rules.policy.chats import ChatAddress
from rules.policy.delivery import Content
from storage.db.engine import Tx
from storage.mail.tables import outbox


@dataclass(frozen=True, slots=True)
class Written:
    """A message that was written down, whether or not it left."""

    chat: ChatAddress
    content: Content
    edited: bool


def last_id(tx: Tx) -> int:
    """Return the number of the newest row; 0 when there is none."""
    return tx.execute(select(func.max(outbox.c.id))).scalar() or 0


def written_since(tx: Tx, row: int) -> list[Written]:
    """Return everything written down after a row, in order."""
    query = select(outbox).where(outbox.c.id > row).order_by(outbox.c.id)
    return [
        Written(r.chat, r.content, r.message_id is not None or r.edits_row is not None)
        for r in tx.execute(query)
    ]
