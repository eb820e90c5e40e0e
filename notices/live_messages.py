"""Messages that live on: said again only when their words have changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from messages.calls import keyboard
from messages.outgoing import OutgoingMessage
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.mail import outbox
from storage.mail.tables import outbox as mail
from storage.people import groups


def say(tx: Tx, outgoing: OutgoingMessage, now: datetime) -> bool:
    """False when the chat has this message as it is."""
    if _says(tx, outgoing) == (outgoing.text, keyboard(outgoing.buttons)):
        return False
    outbox.enqueue(tx, outgoing, now)
    return True


def are_up_to_date(tx: Tx, name: str, today: date) -> bool:
    """Since `were_said` nothing has happened, and no group was put back or lost."""
    return all(duty_checkpoints.of(tx, one) == mark for one, mark in _stands(tx, name, today))


def were_said(tx: Tx, name: str, today: date) -> None:
    """All messages of this name now say what stands in the ledger, in every group."""
    for one, mark in _stands(tx, name, today):
        duty_checkpoints.advance(tx, one, mark)


def _stands(tx: Tx, name: str, today: date) -> list[tuple[str, Checkpoint]]:
    ledger, readers = duty_checkpoints.facts_so_far(tx), groups.edition(tx)
    return [(name, Checkpoint(today, ledger)), (f"{name}:groups", Checkpoint(today, readers))]


def exists(tx: Tx, chat: int, live_key: str) -> bool:
    query = select(mail.c.id).where(mail.c.chat_id == chat, mail.c.live_key == live_key)
    return tx.execute(query.limit(1)).first() is not None


def _says(tx: Tx, outgoing: OutgoingMessage) -> tuple[str, Any] | None:
    query = (
        select(mail.c.body)
        .where(mail.c.chat_id == outgoing.chat, mail.c.live_key == outgoing.live_key)
        .where(mail.c.state != "failed")
        .order_by(mail.c.id.desc())
        .limit(1)
    )
    body = tx.execute(query).scalar()
    if body is None:
        return None
    params = body["params"]
    buttons = params.get("reply_markup", {}).get("inline_keyboard", [])
    return params.get("text", ""), buttons
