"""The claims of the journal's entries on photos and files."""

from collections.abc import Callable, Iterator

from rules.policy.evidence import EvidenceState
from storage.audit.claim import UNKNOWN, Claim
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import evidence
from storage.reporting.filing import HOMES

KEPT = ("name", "sha256", "size", "look", "taken", "kind", "at", "made_at", "path")
"""What an entry tells of a file; older ones tell less."""


def _kept(entry: JournalEntry) -> Iterator[Claim]:
    body = entry.body
    told = {name: body[name] for name in KEPT if name in body}
    state = {"person_id": entry.person_id, "state": EvidenceState.KEPT}
    yield Claim(evidence, body["evidence"], {**state, **told})


def _filed(entry: JournalEntry) -> Iterator[Claim]:
    for number, homes in entry.body["pieces"].items():
        yield Claim(evidence, int(number), {HOMES[name]: home for name, home in homes.items()})


def _moved(entry: JournalEntry) -> Iterator[Claim]:
    """Yield where a picture was put: unknown in an older journal where it was put on a card."""
    body = entry.body
    homes = {HOMES[name]: body.get(name, UNKNOWN) for name in ("report", "item", "clause")}
    known = {"person_id": entry.person_id, "name": body["name"]}
    yield Claim(evidence, body["evidence"], {**known, **homes})


EVIDENCE_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    "EvidenceKept": _kept,
    "EvidenceFiled": _filed,
    "EvidenceMoved": _moved,
}
