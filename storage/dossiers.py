"""What an application to strike an item off shows, gathered from the ledger."""

from messages.closing import Dossier
from storage import closings, evidence, people
from storage import items as ledger
from storage.closings import Closing
from storage.database import Tx


def of(tx: Tx, closing: Closing) -> Dossier:
    return Dossier(
        item=ledger.by_id(tx, closing.item_id),
        applicant=people.by_id(tx, closing.person_id).name,
        clauses=[(row.clause, row.words) for row in closings.answers(tx, closing.id)],
        evidence=evidence.count_of_draft(tx, closing.draft_id),
        exhibits=evidence.count_of_item(tx, closing.item_id),
        notice_until=closing.notice_until,
    )
