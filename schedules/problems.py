"""Problems written in reports are passed on like those that were raised by themselves."""

from datetime import datetime

from rules.policy.city import City
from storage import blockers, marks, outbox, routing
from storage import items as ledger
from storage.blockers import Blocker
from storage.database import Tx
from storage.marks import Mark

NAME = "problems"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Reports confirmed since the last run; how many messages were written."""
    written = 0
    for report in blockers.written_in_reports(tx, marks.of(tx, NAME).number):
        item = ledger.by_id(tx, report.item_id)
        raised = Blocker(item.id, report.person_id, report.blocker, report=report.id)
        _, letters = routing.enter(tx, city, raised, item.lead.id, now)
        outbox.put_all(tx, letters, now)
        written += len(letters)
        marks.advance(tx, NAME, Mark(number=report.id))
    return written
