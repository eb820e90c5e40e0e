"""What confirmed reports say of projects: entered with the report, and the project stands so."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, update

from rules.policy.projects import Fund
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.ledger import journal
from storage.ledger.tables import evidence
from storage.projects.tables import project_funds, project_reports, projects

FACT = "ProjectReported"


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """What a report says of a project; `fund` as it stands after it."""

    report: int
    project: int
    item: int
    started_on: date | None = None
    finished_on: date | None = None
    fund: Fund | None = None


def enter(tx: Tx, new: ProjectReport, by: int, now: datetime) -> None:
    """Enter what a report says, with its journal entry, and let the project stand so."""
    days = {"started_on": new.started_on, "finished_on": new.finished_on}
    money = {} if new.fund is None else {"received": new.fund.received, "paid": new.fund.paid}
    fund = None if new.fund is None else new.fund.id
    row = insert(project_reports).values(
        report_id=new.report, project_id=new.project, fund_id=fund, **days, **money
    )
    number = tx.execute(row.returning(project_reports.c.id)).scalar_one()
    told = {name: day for name, day in days.items() if day is not None}
    if told:
        tx.execute(update(projects).where(projects.c.id == new.project).values(**told))
    if money:
        tx.execute(update(project_funds).where(project_funds.c.id == fund).values(**money))
    said = {name: plain(value) for name, value in (days | money).items()}
    body = {"row": number, "report": new.report, "project": new.project, "fund": fund, **said}
    journal.write(tx, FACT, body, now=now, person=by, item=new.item)


def photos_of_start(tx: Tx, project: int) -> int:
    """Return how many pictures and files came with the reports of a project's start."""
    begun = select(project_reports.c.report_id).where(
        project_reports.c.project_id == project, project_reports.c.started_on.is_not(None)
    )
    query = select(func.count()).select_from(evidence).where(evidence.c.report_id.in_(begun))
    return tx.execute(query).scalar_one()
