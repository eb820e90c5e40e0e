"""Totals of a day by unit and category: kept once a day, and replayed from the journal for others.

What has not changed since counts as it stands; of what has, the journal says how it stood. Units
and categories are those of now.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, insert, not_, select

from rules.policy.city import City
from rules.policy.items import CLOSED, State
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from storage.audit.claim import UNKNOWN, Cells
from storage.audit.claims import claims_of
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.db.query import Query
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_mapper import UNDONE
from storage.ledger.item_store import visible_to
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import findings, items, journal
from storage.ledger.tallies import how_many
from storage.queries.tables import daily_totals

DAY = timedelta(days=1)
AT_ONCE = 500
"""Items asked about in one query: databases limit the number of parameters."""
MOST_REPLAYED = 2000
"""Items that changed since a day that was not kept: of more no answer waits for the journal."""


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Counts of a unit's items of a category at the end of a day."""

    unit_id: int
    category: str
    total: int
    done: int
    closed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class _Stood:
    """How an item stood, and where it is counted."""

    unit_id: int
    category: str
    state: State
    finished: bool
    deadline: date | None


def of_city(
    tx: Tx, day: date, units: frozenset[int] | None, categories: frozenset[str] | None
) -> list[DayTotal] | None:
    """Return what was kept of a day; None when nothing was."""
    if tx.execute(select(daily_totals.c.day).where(daily_totals.c.day == day)).first() is None:
        return None
    query = select(*(daily_totals.c[name] for name in DayTotal.__slots__))
    query = query.where(daily_totals.c.day == day)
    if units is not None:
        query = query.where(daily_totals.c.unit_id.in_(units))
    if categories is not None:
        query = query.where(daily_totals.c.category.in_(categories))
    return fetch_all(tx, DayTotal, query)


def keep(tx: Tx, city: City, day: date) -> int:
    """Keep the totals of a day that is over, once; return how many rows."""
    if of_city(tx, day, None, None) is not None:
        return 0
    rows = at_end_of(tx, city, day, [], most=None)
    if rows:
        tx.execute(insert(daily_totals), [{"day": day, **asdict(row)} for row in rows])
    return len(rows or ())


def share_at_end_of(
    tx: Tx, city: City, day: date, person: Person, item_filter: ItemFilter
) -> list[DayTotal] | None:
    """Return a day's totals of what a person may see; None where nobody can tell."""
    kept = _kept(tx, day, item_filter) if sees_whole_city(person) else None
    if kept is not None:
        return kept
    chosen = [visible_to(person), *conditions(item_filter)]
    return at_end_of(tx, city, day, chosen, most=MOST_REPLAYED)


def _kept(tx: Tx, day: date, of: ItemFilter) -> list[DayTotal] | None:
    """Return what was kept of a day; None where units and categories do not answer for the filter."""
    if replace(of, units=None, categories=None, findings=None) != ItemFilter():
        return None
    if of.findings is None:
        return of_city(tx, day, of.units, of.categories)
    whole = _whole_categories(tx, of.findings)
    if whole is None or of.categories is not None:
        return None
    return of_city(tx, day, of.units, whole)


def _whole_categories(tx: Tx, chosen: frozenset[int]) -> frozenset[str] | None:
    """Return the categories that these findings are all of; None if one is a part of its category."""
    category_of = {row.id: row.category for row in tx.execute(select(findings))}
    found = frozenset(name for number, name in category_of.items() if number in chosen)
    all_of_them = {number for number, name in category_of.items() if name in found}
    return found if all_of_them == chosen else None


def share_now(tx: Tx, today: date, person: Person, item_filter: ItemFilter) -> list[DayTotal]:
    """Return the totals of now of what a person may see."""
    return fetch_all(
        tx, DayTotal, _counted(today).where(visible_to(person), *conditions(item_filter))
    )


def at_end_of(
    tx: Tx, city: City, day: date, chosen: Sequence[ColumnElement[bool]], *, most: int | None
) -> list[DayTotal] | None:
    """Return totals at the end of a day; None before the ledger began, or where more changed."""
    last = _last_entry(tx, city.moment(day + DAY, time.min))
    if last is None:
        return None
    since = select(journal.c.item_id).where(journal.c.seq > last, journal.c.item_id.is_not(None))
    read = since.distinct() if most is None else since.distinct().limit(most + 1)
    changed = list(tx.execute(read).scalars())
    if most is not None and len(changed) > most:
        return None
    stood = _replayed(tx, changed, last, chosen)
    if stood is None:
        return None
    same = fetch_all(tx, DayTotal, _counted(day).where(items.c.id.not_in(since), *chosen))
    return _merged([*same, *(_total_of(row, day) for row in stood)])


def _last_entry(tx: Tx, until: datetime) -> int | None:
    query = select(journal.c.seq).where(journal.c.at < until).order_by(journal.c.seq.desc())
    return tx.execute(query.limit(1)).scalar()


def _counted(day: date) -> Query:
    late = and_(UNDONE, items.c.deadline < day)
    query = select(items.c.lead_unit_id.label("unit_id"), findings.c.category)
    return (
        query.add_columns(
            func.count().label("total"),
            how_many(not_(UNDONE)).label("done"),
            how_many(items.c.state.in_(list(CLOSED))).label("closed"),
            how_many(late).label("overdue"),
        )
        .select_from(items.join(findings))
        .group_by(items.c.lead_unit_id, findings.c.category)
    )


def _replayed(
    tx: Tx, changed: Sequence[int], last: int, chosen: Sequence[ColumnElement[bool]]
) -> list[_Stood] | None:
    """Return how items stood at an entry, without those entered later; None if one is unknown."""
    found: list[_Stood] = []
    for start in range(0, len(changed), AT_ONCE):
        part = _replayed_part(tx, changed[start : start + AT_ONCE], last, chosen)
        if part is None:
            return None
        found += part
    return found


def _replayed_part(
    tx: Tx, numbers: Sequence[int], last: int, chosen: Sequence[ColumnElement[bool]]
) -> list[_Stood] | None:
    places = (
        select(items.c.id, items.c.lead_unit_id, findings.c.category)
        .select_from(items.join(findings))
        .where(items.c.id.in_(numbers), *chosen)
    )
    entered = {
        row.item_id: row.seq
        for row in tx.execute(
            select(journal.c.item_id, journal.c.seq).where(
                journal.c.item_id.in_(numbers), journal.c.fact == "ItemEntered"
            )
        )
    }
    cells = _cells_at(tx, numbers, last)
    found: list[_Stood] = []
    for row in tx.execute(places):
        if row.id not in entered or UNKNOWN in cells.get(row.id, {}).values():
            return None
        if entered[row.id] <= last:
            found.append(_stood(row.lead_unit_id, row.category, cells[row.id]))
    return found


def _cells_at(tx: Tx, numbers: Sequence[int], last: int) -> dict[int, Cells]:
    """Return what the journal says of each item up to an entry: state, deadline, day finished."""
    query = select(journal).where(journal.c.item_id.in_(numbers), journal.c.seq <= last)
    found: dict[int, Cells] = {}
    for entry in fetch_all(tx, JournalEntry, query.order_by(journal.c.seq)):
        for claim in claims_of(entry):
            if claim.table is items and claim.row is not None:
                kept = {name: value for name, value in claim.cells.items() if name in _REPLAYED}
                found.setdefault(claim.row, {}).update(kept)
    return found


_REPLAYED = ("state", "deadline", "finished_on")


def _stood(unit: int, category: str, cells: Cells) -> _Stood:
    deadline = cells.get("deadline")
    return _Stood(
        unit,
        category,
        State(str(cells.get("state", State.NOT_STARTED))),
        cells.get("finished_on") is not None,
        date.fromisoformat(str(deadline)) if deadline else None,
    )


def _total_of(row: _Stood, day: date) -> DayTotal:
    closed = row.state in CLOSED
    done = closed or row.finished
    late = not done and row.deadline is not None and row.deadline < day
    return DayTotal(row.unit_id, row.category, 1, int(done), int(closed), int(late))


def _merged(rows: Sequence[DayTotal]) -> list[DayTotal]:
    """Return one row a unit and category."""
    found: dict[tuple[int, str], DayTotal] = {}
    for row in rows:
        key = row.unit_id, row.category
        found[key] = _sum(found[key], row) if key in found else row
    return [found[key] for key in sorted(found)]


def _sum(one: DayTotal, other: DayTotal) -> DayTotal:
    return DayTotal(
        one.unit_id,
        one.category,
        one.total + other.total,
        one.done + other.done,
        one.closed + other.closed,
        one.overdue + other.overdue,
    )
