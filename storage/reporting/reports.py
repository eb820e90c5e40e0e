"""What officials reported, confirmed by them: never changed, only corrected by another report."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from rules.language.no_change import ZERO
from rules.policy.gaps import is_done_after
from rules.policy.items import Item
from rules.policy.progress import Progress, is_finished_by
from rules.policy.reports import KeptReport
from rules.policy.wording import amount
from storage.closing import closings
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.query import Query
from storage.ledger import item_store, journal
from storage.ledger.tables import items, persons, reports, units
from storage.ledger.tables import journal as journal_rows
from storage.reporting import corrections


@dataclass(frozen=True, slots=True)
class Report:
    """Figures in the item's measure; `percent` from 0 to 100.

    `finished`: what the words say of the whole, None when they are silent; figures go before it.
    """

    item: Item
    person: int
    words: str
    kind: str = "进展"
    done: Decimal | None = None
    remaining: Decimal | None = None
    percent: Decimal | None = None
    promised_on: date | None = None
    blocker: str = ""
    corrects: int | None = None
    finished: bool | None = None
    instead_of: int | None = None
    """The owner, when their deputy reports."""

    @property
    def finishes(self) -> bool | None:
        """Whether all is done by it; None: it says nothing of that."""
        figures = Progress(self.done, self.remaining, self.percent)
        return is_finished_by(self.item, figures, self.finished)


def keep(tx: Tx, report: Report, now: datetime, zone: ZoneInfo) -> tuple[int, str]:
    """Enter a report into the ledger: its id and its receipt number."""
    day = now.astimezone(zone)
    overtaken = corrections.overtaken(tx, report.item.id, report.corrects)
    complete = _completes(tx, report, overtaken)
    row = tx.execute(
        insert(reports)
        .values(
            receipt=secrets.token_hex(16),  # until the row has its number
            item_id=report.item.id,
            person_id=report.person,
            at=now,
            kind=report.kind,
            words=report.words,
            done=report.done,
            remaining=report.remaining,
            percent=report.percent,
            promised_on=report.promised_on,
            blocker=report.blocker,
            corrects_id=report.corrects,
        )
        .returning(reports.c.id)
    ).scalar_one()
    receipt = f"{day:%Y%m%d}-{row:05d}"
    tx.execute(update(reports).where(reports.c.id == row).values(receipt=receipt))
    journal.write(
        tx,
        "Corrected" if report.corrects else "Reported",
        as_body(report, row, receipt)
        | {"complete": complete}
        | ({"overtaken": list(overtaken)} if overtaken else {}),
        now=now,
        person=report.person,
        item=report.item.id,
    )
    values = _stands(report, complete, now, day.date())
    item_store.change(
        tx, report.item.id, **{name: v for name, v in values.items() if name not in overtaken}
    )
    if report.kind != ZERO:
        closings.started(tx, report.item, report.person, now)
    return row, receipt


def _completes(tx: Tx, report: Report, overtaken: tuple[str, ...]) -> bool | None:
    """Return whether the item is done after this report; None leaves it as it was."""
    counts = report.done is not None and "done" not in overtaken
    after = replace(report.item, done=report.done) if counts else report.item
    return is_done_after(after, item_store.steps_of_one(tx, after.id), said=report.finishes)


def as_body(report: Report, row: int, receipt: str) -> JsonObject:
    """Return a report as the journal keeps it."""
    figures = {"done": report.done, "remaining": report.remaining, "percent": report.percent}
    both_names = {} if report.instead_of is None else {"for": report.instead_of}
    return {
        **both_names,
        "report": row,
        "receipt": receipt,
        "kind": report.kind,
        "words": report.words,
        **{name: None if v is None else amount(v) for name, v in figures.items()},
        "promised_on": None if report.promised_on is None else report.promised_on.isoformat(),
        "blocker": report.blocker,
        "corrects": report.corrects,
        "finished": report.finishes,
    }


def _stands(report: Report, complete: bool | None, now: datetime, today: date) -> JsonObject:
    """Return where a report leaves its item, by column."""
    values: JsonObject = {"reported_at": now}
    if complete is not None:
        values["finished_on"] = today if complete else None
    if report.done is not None:
        values["done"] = report.done
    if report.percent is not None:
        values["percent"] = report.percent
    if report.promised_on is not None:
        values["promised_on"] = report.promised_on
    return values


def select_reports() -> Query:
    """Select reports with what they are on and who made them."""
    return (
        select(
            reports,
            items.c.code,
            items.c.title,
            items.c.measure,
            persons.c.name.label("person"),
            units.c.name.label("unit"),
        )
        .join(items, reports.c.item_id == items.c.id)
        .join(persons, reports.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
    )


def of_item(tx: Tx, item: int, limit: int = 5) -> list[KeptReport]:
    """Return an item's latest reports, newest first."""
    query = select_reports().where(reports.c.item_id == item).order_by(reports.c.id.desc())
    return fetch_all(tx, KeptReport, query.limit(limit))


def by_receipt(tx: Tx, receipt: str) -> KeptReport | None:
    return fetch_one(tx, KeptReport, select_reports().where(reports.c.receipt == receipt))


def represented(tx: Tx, report: KeptReport) -> int | None:
    """Return the owner in whose place a deputy reported: the journal has both names."""
    query = select(journal_rows.c.body).where(
        journal_rows.c.item_id == report.item_id, journal_rows.c.fact.in_(("Reported", "Corrected"))
    )
    bodies = tx.execute(query).scalars()
    return next((body.get("for") for body in bodies if body["report"] == report.id), None)


def by_id(tx: Tx, report: int) -> KeptReport | None:
    return fetch_one(tx, KeptReport, select_reports().where(reports.c.id == report))
