"""Problems written in reports are passed on like those that were raised by themselves."""

from datetime import datetime

from notices import mail, request_notices
from rules.policy.city import City
from storage.db.engine import Tx
from storage.follow_up import blockers
from storage.ledger import duty_checkpoints, item_store
from storage.ledger.duty_checkpoints import Checkpoint

NAME = "problems"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Reports confirmed since the last run; how many messages were written."""
    written = 0
    for raised in blockers.written_in_reports(tx, duty_checkpoints.of(tx, NAME).number):
        item = item_store.by_id(tx, raised.item)
        _, letters = request_notices.enter(tx, city, raised, item.lead.id, now)
        mail.send_all(tx, letters, now)
        written += len(letters)
        duty_checkpoints.advance(tx, NAME, Checkpoint(number=raised.report or 0))
    return written
