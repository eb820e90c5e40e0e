"""The claims of the journal's entries on projects, their money and yearly targets."""

from collections.abc import Callable, Iterator

from storage.audit.claim import Claim
from storage.audit.imports import row_claim
from storage.ledger.journal import JournalEntry
from storage.workbook import project_facts
from storage.workbook.book import OF_PROJECTS


def _imported(entry: JournalEntry) -> Iterator[Claim]:
    for form in OF_PROJECTS:
        of_sheet = entry.body["sheets"].get(form.name, {"rows": {}})
        for name, row in of_sheet["rows"].items():
            yield row_claim(form, of_sheet["changes"][name], row)


PROJECT_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    project_facts.FACT: _imported,
}
