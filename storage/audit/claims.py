"""The claims of each journal entry on the ledger's rows, cell by cell."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sqlalchemy import Table

from rules.policy.extensions import ExtensionState
from rules.policy.requests import RequestState
from storage.accountability.register import SEALED
from storage.accountability.tables import accountability_entries
from storage.audit import imports
from storage.audit.account_claims import ACCOUNT_FACTS
from storage.audit.board_claims import BOARD_FACTS
from storage.audit.claim import UNKNOWN, Cells, Claim, row_of
from storage.audit.closing_claims import CLOSING_FACTS
from storage.audit.evidence_claims import EVIDENCE_FACTS
from storage.audit.lookback_claims import LOOKBACK_FACTS
from storage.audit.objection_claims import OBJECTION_FACTS
from storage.audit.paper_claims import PAPER_FACTS
from storage.audit.plan_claims import PLAN_FACTS
from storage.audit.project_claims import PROJECT_FACTS
from storage.audit.radar_claims import RADAR_FACTS
from storage.audit.round_claims import ROUND_FACTS
from storage.audit.urgent_claims import URGENT_FACTS
from storage.db.column_types import plain
from storage.follow_up.tables import (
    assignments,
    blockers,
    extensions,
    instructions,
    ladder_steps,
)
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import items, milestones, reports

FIGURES = ("done", "percent", "promised_on")


def claims_of(entry: JournalEntry) -> Iterable[Claim]:
    """Return what an entry states; nothing of the mail and of questions."""
    claims = FACTS.get(entry.fact)
    return () if claims is None else claims(entry)


def _reported(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    fields = ("receipt", "kind", "words", "done", "remaining", "percent", "promised_on", "blocker")
    report = {name: body[name] for name in fields} | {"corrects_id": body["corrects"]}
    yield Claim(reports, body["report"], {**row_of(entry, "person_id", "at"), **report})
    yield Claim(items, entry.item_id, _stands(entry))


def _stands(entry: JournalEntry) -> Cells:
    """Return where a report leaves its item. Its receipt begins with the city's day.

    Older entries do not hold whether the item is `complete`: there words alone finished it.

    A correction changes nothing that a later report has stated.
    """
    body = entry.body
    cells: Cells = {name: body[name] for name in FIGURES if body[name] is not None}
    finished = body.get("complete", body.get("finished", UNKNOWN))
    if finished is not None:
        day = date.fromisoformat(body["receipt"][:8]).isoformat()
        cells["finished_on"] = {True: day, False: None}.get(finished, UNKNOWN)
    for name in body.get("overtaken", ()):
        cells.pop(name, None)
    return cells | {"reported_at": plain(entry.at)}


def _extension_asked(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        **row_of(entry, "person_id", "asked_at"),
        "old_deadline": body["from"],
        "new_deadline": body["to"],
        "reason": body["reason"],
        "state": ExtensionState.ASKED,
        "decided_by": None,
        "decided_at": None,
        "decision": "",
    }
    yield Claim(extensions, body["extension"], cells)


def _extension_decided(state: ExtensionState) -> Callable[[JournalEntry], Iterator[Claim]]:
    def claims(entry: JournalEntry) -> Iterator[Claim]:
        body = entry.body
        decided = {"state": state, "decided_by": entry.person_id, "decided_at": plain(entry.at)}
        yield Claim(extensions, body["extension"], {**decided, "decision": body["words"]})
        if state is ExtensionState.GRANTED:
            moved = {"deadline": body["to"], "deadline_words": body["to"]}
            yield Claim(items, entry.item_id, moved)

    return claims


_OPEN: Cells = {
    "state": RequestState.OPEN,
    "answer": "",
    "answered_by": None,
    "answered_at": None,
    "sent_back": "",
}


def _raised(entry: JournalEntry) -> Cells:
    """Return what both kinds of requests are entered with; older entries do not tell of a day."""
    return {"words": entry.body["words"], "due": entry.body.get("due"), **_OPEN}


def _blocker_raised(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    helping = {"unit_id": body["unit"], "leader_id": body["leader"]}
    cells = {**row_of(entry, "person_id", "at"), **_raised(entry), **helping}
    yield Claim(blockers, body["blocker"], {**cells, "report_id": body.get("report", UNKNOWN)})


def _instructed(entry: JournalEntry) -> Iterator[Claim]:
    advice = {"advice": entry.body.get("advice", False)}
    cells = {**row_of(entry, "leader_id", "at"), **_raised(entry), **advice}
    yield Claim(instructions, entry.body["instruction"], cells)


def _answered(table: Table, number: str) -> Callable[[JournalEntry], Iterator[Claim]]:
    def claims(entry: JournalEntry) -> Iterator[Claim]:
        by = {"answered_by": entry.person_id, "answered_at": plain(entry.at)}
        answer = {"state": RequestState.ANSWERED, "answer": entry.body["words"], **by}
        yield Claim(table, entry.body[number], answer)

    return claims


def _sent_back(table: Table, number: str) -> Callable[[JournalEntry], Iterator[Claim]]:
    def claims(entry: JournalEntry) -> Iterator[Claim]:
        body = entry.body
        again = {"state": RequestState.OPEN, "sent_back": body["words"], "due": body["due"]}
        yield Claim(table, body[number], again)

    return claims


def _ladder_step(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    fields = {name: body[name] for name in ("step", "occasion", "cause", "points")}
    cells = {"item_id": entry.item_id, "at": plain(entry.at), **fields}
    yield Claim(ladder_steps, body.get("number"), {**cells, "day": body.get("day", UNKNOWN)})


def _milestone_reached(entry: JournalEntry) -> Iterator[Claim]:
    day = entry.body["day"]
    yield Claim(milestones, entry.body["milestone"], {"reached_on": day})
    if entry.body.get("complete"):
        yield Claim(items, entry.item_id, {"finished_on": day})


def _duty_signed(entry: JournalEntry) -> Iterator[Claim]:
    signed = {"signed_at": plain(entry.at), "signed_by": entry.person_id}
    for number in entry.body["assignments"]:
        yield Claim(assignments, number, signed)


def _sealed(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(accountability_entries, entry.body["entry"], {"digest": entry.body["digest"]})


FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "Imported": imports.file_claims,
    "ItemEntered": imports.item_claims,
    "ItemAmended": imports.item_claims,
    "Reported": _reported,
    "Corrected": _reported,
    "MilestoneReached": _milestone_reached,
    "ExtensionAsked": _extension_asked,
    "ExtensionGranted": _extension_decided(ExtensionState.GRANTED),
    "ExtensionRefused": _extension_decided(ExtensionState.REFUSED),
    "ExtensionWithdrawn": _extension_decided(ExtensionState.WITHDRAWN),
    "BlockerRaised": _blocker_raised,
    "BlockerAnswered": _answered(blockers, "blocker"),
    "BlockerSentBack": _sent_back(blockers, "blocker"),
    "Instructed": _instructed,
    "InstructionAnswered": _answered(instructions, "instruction"),
    "InstructionSentBack": _sent_back(instructions, "instruction"),
    "LadderStep": _ladder_step,
    "DutySigned": _duty_signed,
    **ACCOUNT_FACTS,
    **EVIDENCE_FACTS,
    **ROUND_FACTS,
    **CLOSING_FACTS,
    **OBJECTION_FACTS,
    **RADAR_FACTS,
    **LOOKBACK_FACTS,
    **BOARD_FACTS,
    **URGENT_FACTS,
    **PROJECT_FACTS,
    **PLAN_FACTS,
    **PAPER_FACTS,
    SEALED: _sealed,
}
