"""The duty `urgent`: notices that nobody has received are sent again, at night and on days off too."""

from datetime import datetime

from notices import mail, urgent_notices
from rules.policy.city import City
from rules.policy.urgent import repeats_due
from storage.db.engine import Tx
from storage.urgent import notices


def run(tx: Tx, city: City, now: datetime) -> int:
    """Send again what is due; of several repeats missed while the bot was down one is sent."""
    written = 0
    for notice in notices.unsettled(tx):
        due = repeats_due(notice, city.urgent, now)
        if due <= notice.repeats or not notices.sent_again(tx, notice, due):
            continue
        repeated = notices.there(tx, notice.id)
        letters = urgent_notices.again(tx, city, repeated, now)
        mail.send_all(tx, letters, now)
        written += len(letters)
    return written
