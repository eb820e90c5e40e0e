"""What an application to strike an item off shows, gathered from the ledger."""

from messages.closing.closing_texts import Dossier
from rules.policy.gaps import find_gap
from rules.policy.procedure import ProcedureStep
from storage.closing import closings
from storage.closing.closings import Closing
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people
from storage.reporting import evidence, last_words


def of(tx: Tx, closing: Closing, step: ProcedureStep | None = None) -> Dossier:
    """Return what an application shows to whoever does this step next, or hands it in."""
    item = item_store.by_id(tx, closing.item_id)
    steps, said = item_store.steps_of_one(tx, item.id), last_words.last_said(tx, item.id)
    return Dossier(
        item=item,
        applicant=people.by_id(tx, closing.person_id).name,
        clauses=[(row.clause, row.words) for row in closings.answers(tx, closing.id)],
        evidence=evidence.count_of_draft(tx, closing.draft_id),
        exhibits=evidence.count_of_item(tx, closing.item_id),
        notice_until=closing.notice_until,
        last_step=closings.last_step(tx, item.id),
        needed=step.evidence if step is not None else "",
        gap=find_gap(item, steps, said=said),
    )
