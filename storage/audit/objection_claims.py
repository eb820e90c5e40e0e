"""The claims of the journal's entries on objections to public notices."""

from collections.abc import Callable, Iterator

from rules.policy.objections import ObjectionState
from storage.audit.claim import Claim, row_of
from storage.closing.tables import closings, objections
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry


def _entered(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        **row_of(entry, "clerk_id", "at"),
        "closing_id": body["closing"],
        "words": body["words"],
        "days_left": body["days_left"],
        "state": ObjectionState.OPEN,
        "answer": "",
        "answered_by": None,
        "answered_at": None,
        "decided_by": None,
        "decided_at": None,
    }
    yield Claim(objections, body["objection"], cells)


def _answered(entry: JournalEntry) -> Iterator[Claim]:
    cells = {
        "state": ObjectionState.ANSWERED,
        "answer": entry.body["words"],
        "answered_by": entry.person_id,
        "answered_at": plain(entry.at),
    }
    yield Claim(objections, entry.body["objection"], cells)


def _decided(state: ObjectionState) -> Callable[[JournalEntry], Iterator[Claim]]:
    def claims(entry: JournalEntry) -> Iterator[Claim]:
        by = {"decided_by": entry.person_id, "decided_at": plain(entry.at)}
        yield Claim(objections, entry.body["objection"], {"state": state, **by})

    return claims


def _resumed(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    yield Claim(closings, body["closing"], {"notice_until": body["notice_until"]})


OBJECTION_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "ObjectionEntered": _entered,
    "ObjectionAnswered": _answered,
    "ObjectionDismissed": _decided(ObjectionState.DISMISSED),
    "ObjectionUpheld": _decided(ObjectionState.UPHELD),
    "NoticeResumed": _resumed,
}
