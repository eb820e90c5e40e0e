"""The claims of the journal's entries on plans and the milestones that follow from them."""

from collections.abc import Callable, Iterator

from rules.policy.plans import PlanState
from storage.audit.claim import Cells, Claim, row_of
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import milestones
from storage.plans.tables import plan_steps, plans


def _handed_in(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    undecided = {"state": PlanState.ASKED, "decided_by": None, "decided_at": None, "decision": ""}
    said = {"version": body["version"], "words": body["words"]}
    yield Claim(
        plans, body["plan"], {**row_of(entry, "person_id", "asked_at"), **said, **undecided}
    )
    steps = body["steps"]
    yield Claim(plan_steps, body["plan"], {"steps": steps, "made": [None] * len(steps)})


def _decided(state: PlanState) -> Callable[[JournalEntry], Iterator[Claim]]:
    def claims(entry: JournalEntry) -> Iterator[Claim]:
        decided = {"state": state, "decided_by": entry.person_id, "decided_at": plain(entry.at)}
        yield Claim(plans, entry.body["plan"], {**decided, "decision": entry.body["words"]})

    return claims


def _agreed(entry: JournalEntry) -> Iterator[Claim]:
    """Yield the decision, and what it made of the item's milestones."""
    body = entry.body
    yield from _decided(PlanState.AGREED)(entry)
    yield Claim(plan_steps, body["plan"], {"made": body["made"]})
    for step in body["milestones"]:
        cells: Cells = {"due": step["due"], "due_words": "", "target": step["target"]}
        if step["new"]:
            nothing = dict.fromkeys(("unit_id", "reached_on"))
            cells |= {"item_id": entry.item_id, "name": step["name"], **nothing}
        yield Claim(milestones, step["id"], cells)
    for number in body["gone"]:
        yield Claim(milestones, number, {}, gone=True)


PLAN_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "PlanHandedIn": _handed_in,
    "PlanAgreed": _agreed,
    "PlanReturned": _decided(PlanState.RETURNED),
    "PlanWithdrawn": _decided(PlanState.WITHDRAWN),
}
