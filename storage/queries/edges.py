"""The first and the last of items: by deadline, by end, by report."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.reports import KeptReport
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_store import visible_to
from storage.ledger.tables import items, reports
from storage.reporting.reports import select_reports


def deadline(tx: Tx, person: Person, of: ItemFilter, *, last: bool) -> date | None:
    """Return the first deadline of these items, or the last; None where none has any."""
    edge = func.max if last else func.min
    query = select(edge(items.c.deadline)).where(visible_to(person), *conditions(of))
    found: date | None = tx.execute(query).scalar()
    return found


def ended_last(
    tx: Tx, person: Person, of: ItemFilter, limit: int, zone: ZoneInfo, *, closed: bool
) -> list[tuple[Item, date]]:
    """Return what was struck off last, or what was done last, with its day, the newest first."""
    ended = items.c.struck_off_at if closed else items.c.finished_on
    query = select(items.c.id, ended).where(ended.is_not(None), visible_to(person), *conditions(of))
    newest = tx.execute(query.order_by(ended.desc(), items.c.position).limit(limit)).all()
    found = item_store.by_ids(tx, [row[0] for row in newest])
    return [(found[number], _day(at, zone)) for number, at in newest]


def _day(at: date | datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date() if isinstance(at, datetime) else at


def latest_reports(tx: Tx, person: Person, of: ItemFilter, limit: int) -> list[KeptReport]:
    """Return the newest reports on these items."""
    query = select_reports().where(visible_to(person), *conditions(of))
    return fetch_all(tx, KeptReport, query.order_by(reports.c.id.desc()).limit(limit))
