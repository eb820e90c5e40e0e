"""Telling people what became of the files they sent."""

from datetime import datetime

from messages.outgoing import OutgoingMessage
from messages.texts import texts
from notices import mail
from rules.policy.delivery import Urgency
from storage.db.engine import Tx
from storage.people import people


def tell_sender(tx: Tx, sender: int, name: str, now: datetime) -> None:
    """Tell whoever sent a file that it could not be fetched for good."""
    person = people.by_id(tx, sender)
    if person.account is None:
        return
    t = texts(person.language)
    text = t("The file {name} could not be kept. Please send it again.", name=name)
    mail.send(tx, OutgoingMessage(person.account, text, urgency=Urgency.NOTICE), now)
