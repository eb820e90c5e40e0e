"""Messages that live on: said again only when their words have changed."""

from datetime import date, datetime

from messages.outgoing import OutgoingMessage, content_of
from notices import mail
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.mail import live
from storage.people import groups


def say(tx: Tx, outgoing: OutgoingMessage, now: datetime) -> bool:
    """Send it where its words have changed; False when the chat has this message as it is."""
    assert outgoing.live_key is not None
    if live.latest(tx, outgoing.chat, outgoing.live_key) == content_of(outgoing):
        return False
    mail.send(tx, outgoing, now)
    return True


def was_sent(tx: Tx, outgoing: OutgoingMessage) -> bool:
    """Whether its chat was ever sent a message that this one would take the place of."""
    return outgoing.live_key is not None and live.exists(tx, outgoing.chat, outgoing.live_key)


def are_up_to_date(tx: Tx, name: str, today: date) -> bool:
    """Whether nothing has happened since `were_said`, and no group was let in or lost."""
    return all(duty_checkpoints.of(tx, one) == mark for one, mark in _stands(tx, name, today))


def were_said(tx: Tx, name: str, today: date) -> None:
    """Note that all messages of this name now say what stands in the ledger, in every group."""
    for one, mark in _stands(tx, name, today):
        duty_checkpoints.replace(tx, one, mark)


def _stands(tx: Tx, name: str, today: date) -> list[tuple[str, Checkpoint]]:
    ledger, readers = duty_checkpoints.facts_so_far(tx), groups.edition(tx)
    return [(name, Checkpoint(today, ledger)), (f"{name}:groups", Checkpoint(today, readers))]
