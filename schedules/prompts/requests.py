"""Pass on the blockers of reports."""

from datetime import datetime

from notices import mail, request_notices
from rules.policy.city import City
from storage.db.engine import Tx
from storage.follow_up import requests
from storage.ledger import duty_checkpoints, item_store
from storage.ledger.duty_checkpoints import Checkpoint

BLOCKERS = "problems"
"""Name of the checkpoint: the last report dealt with."""


def pass_on_blockers(tx: Tx, city: City, now: datetime) -> int:
    """Enter the blockers of reports confirmed since the last run; how many letters that made."""
    written = 0
    for blocker in requests.written_in_reports(tx, duty_checkpoints.of(tx, BLOCKERS).number):
        item = item_store.by_id(tx, blocker.item)
        _, messages = request_notices.enter_blocker(tx, city, blocker, item.lead.id, now)
        mail.send_all(tx, messages, now)
        written += len(messages)
        duty_checkpoints.advance(tx, BLOCKERS, Checkpoint(number=blocker.report or 0))
    return written
