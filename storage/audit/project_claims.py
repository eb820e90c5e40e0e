"""The claims of the journal's entries on projects, their money and yearly targets."""

from collections.abc import Callable, Iterator

from storage.audit.claim import Claim
from storage.audit.imports import row_claim
from storage.ledger.journal import JournalEntry
from storage.projects import reported
from storage.projects.tables import project_funds, project_reports, projects
from storage.workbook import project_facts
from storage.workbook.book import OF_PROJECTS


def _imported(entry: JournalEntry) -> Iterator[Claim]:
    for form in OF_PROJECTS:
        of_sheet = entry.body["sheets"].get(form.name, {"rows": {}})
        for name, row in of_sheet["rows"].items():
            yield row_claim(form, of_sheet["changes"][name], row)


def _reported(entry: JournalEntry) -> Iterator[Claim]:
    """Yield what a report said, and that the project and its money stand so."""
    body = entry.body
    days = {name: body[name] for name in ("started_on", "finished_on")}
    money = {name: body.get(name) for name in ("received", "paid")}
    said = {"report_id": body["report"], "project_id": body["project"], "fund_id": body["fund"]}
    yield Claim(project_reports, body["row"], said | days | money)
    told = {name: day for name, day in days.items() if day is not None}
    if told:
        yield Claim(projects, body["project"], told)
    if body["fund"] is not None:
        yield Claim(project_funds, body["fund"], money)


PROJECT_FACTS: dict[str, Callable[[JournalEntry], Iterator[Claim]]] = {
    project_facts.FACT: _imported,
    reported.FACT: _reported,
}
