"""The claims of the journal's entries on papers that were issued."""

from collections.abc import Callable, Iterator

from storage.audit.claim import Claim, row_of
from storage.ledger.journal import JournalEntry
from storage.papers.tables import papers

_TOLD = (
    *("kind", "year", "serial", "number", "day", "subject"),
    *("unit_id", "step_id", "facts", "sha256"),
)


def _issued(entry: JournalEntry) -> Iterator[Claim]:
    cells = {name: entry.body[name] for name in _TOLD}
    # The file is held by its hash.
    cells |= {**row_of(entry, "person_id", "at"), "content": entry.body["sha256"]}
    yield Claim(papers, entry.body["paper"], cells)


PAPER_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {"PaperIssued": _issued}
