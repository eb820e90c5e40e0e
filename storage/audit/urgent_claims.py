"""The claims of the journal's entries on urgent notices."""

from collections.abc import Callable, Iterator

from rules.policy.urgent import UrgentState
from storage.audit.claim import Claim, row_of
from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry
from storage.urgent.tables import urgent_notices


def _sent(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    cells = {
        **row_of(entry, "person_id", "at"),
        "words": body["words"],
        "details": body["details"],
        "report_id": body["report"],
        "state": UrgentState.OPEN,
        "received_by": None,
        "received_at": None,
        "ended_by": None,
        "ended_at": None,
        "ending": "",
    }
    yield Claim(urgent_notices, body["urgent"], cells)


def _detailed(entry: JournalEntry) -> Iterator[Claim]:
    yield Claim(urgent_notices, entry.body["urgent"], {"details": entry.body["details"]})


def _received(entry: JournalEntry) -> Iterator[Claim]:
    by = {"received_by": entry.person_id, "received_at": plain(entry.at)}
    yield Claim(urgent_notices, entry.body["urgent"], {"state": UrgentState.RECEIVED, **by})


def _ended(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    by = {"ended_by": entry.person_id, "ended_at": plain(entry.at)}
    ending = {"state": body["state"], "ending": body["words"], **by}
    yield Claim(urgent_notices, body["urgent"], ending)


URGENT_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "UrgentSent": _sent,
    "UrgentDetailed": _detailed,
    "UrgentReceived": _received,
    "UrgentEnded": _ended,
}
