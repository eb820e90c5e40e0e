"""Messages of a chat that have not left yet: the chat moved, or its account was ended."""

from sqlalchemy import update

from rules.policy.chats import ChatAddress
from rules.policy.delivery import OutboxState, Urgency
from storage.db.engine import Tx
from storage.mail.tables import outbox


def migrate_chat(tx: Tx, old: ChatAddress, new: ChatAddress) -> None:
    """Send what was meant for a group to the number it has as a supergroup."""
    unsent = outbox.c.state.in_((OutboxState.WAITING, OutboxState.SENDING))
    tx.execute(update(outbox).where(outbox.c.chat == old, unsent).values(chat=new))


def give_up_unsent(tx: Tx, chat: ChatAddress, last_error: str) -> None:
    """Give up what waits for a chat; only the answer to a pressed button is still sent."""
    waiting = (outbox.c.state == OutboxState.WAITING) & (outbox.c.urgency > Urgency.PRESS)
    unsent = update(outbox).where(outbox.c.chat == chat, waiting)
    tx.execute(unsent.values(state=OutboxState.FAILED, last_error=last_error))
