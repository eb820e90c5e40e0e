"""What the ledger has of a month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select

from rules.policy.city import City
from rules.policy.closing import Fact
from rules.policy.extensions import ExtensionState
from rules.policy.forecast import Light
from rules.policy.ladder import Step
from rules.policy.monthly import MonthEvents, MonthlyReport, StruckOffItem
from rules.policy.people import Person
from rules.policy.spans import Days
from rules.policy.tallies import Tally, sum_tallies
from storage.closing.tables import closing_steps, objections, strike_offs
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.follow_up.tables import extensions, ladder_steps
from storage.ledger import item_store
from storage.ledger.city_entries import entries_of_city
from storage.ledger.item_filter import ItemFilter
from storage.ledger.tables import findings, items, reports, units
from storage.people import people
from storage.queries import daily_totals
from storage.queries.daily_totals import DayTotal

DAY = timedelta(days=1)


def report(tx: Tx, city: City, person: Person, days: Days, today: date) -> MonthlyReport | None:
    """Return a month as this person may see it; None where nobody can tell how it ended."""
    whole = ItemFilter()
    if days[1] >= today:
        counted: list[DayTotal] | None = daily_totals.share_now(tx, today, person, whole)
    else:
        counted = daily_totals.share_at_end_of(tx, city, days[1], person, whole)
    if counted is None:
        return None
    before = daily_totals.share_at_end_of(tx, city, days[0] - DAY, person, whole)
    names, aspects = people.unit_names(tx), _aspects(tx)
    categories = _gathered((row.category, row) for row in counted)
    return MonthlyReport(
        first=days[0],
        last=min(days[1], today),
        total=_sum("", counted),
        before=None if before is None else _sum("", before),
        categories=[(aspects.get(tally.name, ""), tally) for tally in categories],
        units=_gathered((names[row.unit_id], row) for row in counted),
        items=item_store.everything(tx, whole),
        finished=item_store.everything(tx, ItemFilter(finished=days)),
        red=[
            (entry.item, entry.forecast)
            for entry in entries_of_city(tx, city, today)
            if entry.forecast.light is Light.RED
        ],
        events=_events(tx, city, days),
    )


def _aspects(tx: Tx) -> dict[str, str]:
    """Return the aspect of each category."""
    query = select(findings.c.category, findings.c.aspect).order_by(findings.c.position.desc())
    return {row.category: row.aspect for row in tx.execute(query)}


def _gathered(rows: Iterable[tuple[str, DayTotal]]) -> list[Tally]:
    found: dict[str, list[DayTotal]] = defaultdict(list)
    for name, row in rows:
        found[name].append(row)
    return [_sum(name, held) for name, held in found.items()]


def _sum(name: str, rows: Iterable[DayTotal]) -> Tally:
    parts = (Tally("", row.total, row.done, row.closed, overdue=row.overdue) for row in rows)
    return sum_tallies(name, parts)


def _events(tx: Tx, city: City, days: Days) -> MonthEvents:
    first, after = city.moments(days)
    in_month = reports.c.at >= first, reports.c.at < after
    told = select(func.count(), func.count(reports.c.item_id.distinct())).where(*in_month)
    count, reported = tx.execute(told).one()
    granted = select(func.count()).where(
        extensions.c.state == ExtensionState.GRANTED,
        extensions.c.decided_at >= first,
        extensions.c.decided_at < after,
    )
    announced = select(func.count()).where(
        closing_steps.c.fact == Fact.ANNOUNCED,
        closing_steps.c.at >= first,
        closing_steps.c.at < after,
    )
    objected = select(func.count()).where(objections.c.at >= first, objections.c.at < after)
    steps = select(ladder_steps.c.step, func.count()).where(ladder_steps.c.day.between(*days))
    taken = tx.execute(steps.group_by(ladder_steps.c.step))
    return MonthEvents(
        reports=count,
        reported=reported,
        extended=tx.execute(granted).scalar_one(),
        announced=tx.execute(announced).scalar_one(),
        objections=tx.execute(objected).scalar_one(),
        steps={Step(step): number for step, number in taken},
        struck_off=_struck_off(tx, days),
    )


def _struck_off(tx: Tx, days: Days) -> list[StruckOffItem]:
    query = (
        select(
            items.c.code,
            items.c.title,
            units.c.name.label("unit"),
            strike_offs.c.number,
            strike_offs.c.day,
        )
        .select_from(strike_offs)
        .join(items, strike_offs.c.item_id == items.c.id)
        .join(units, items.c.lead_unit_id == units.c.id)
        .where(strike_offs.c.day.between(*days))
    )
    return fetch_all(tx, StruckOffItem, query.order_by(strike_offs.c.id))
