"""What the ledger has of a month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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

    def count(of: ItemFilter) -> list[DayTotal] | None:
        if days[1] >= today:
            return daily_totals.share_now(tx, today, person, of)
        return daily_totals.share_at_end_of(tx, city, days[1], person, of)

    counted = count(whole)
    if counted is None:
        return None
    before = daily_totals.share_at_end_of(tx, city, days[0] - DAY, person, whole)
    names = people.unit_names(tx)
    return MonthlyReport(
        first=days[0],
        last=min(days[1], today),
        total=_sum("", counted),
        before=None if before is None else _sum("", before),
        categories=_categories(counted, _aspects(tx), count),
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


def _categories(
    counted: Iterable[DayTotal],
    aspects: Mapping[str, Mapping[str, set[int]]],
    count: Callable[[ItemFilter], list[DayTotal] | None],
) -> list[tuple[str, Tally]]:
    """Return the tally of each category with its aspect: of each aspect one where it has several."""
    found: list[tuple[str, Tally]] = []
    for tally in _gathered((row.category, row) for row in counted):
        of_it = aspects.get(tally.name, {})
        if len(of_it) < 2:
            found.append(("".join(of_it), tally))
            continue
        shares = [(aspect, count(ItemFilter(findings=frozenset(f)))) for aspect, f in of_it.items()]
        known = [(aspect, _sum(tally.name, rows)) for aspect, rows in shares if rows is not None]
        whole = len(known) == len(of_it)
        found += [each for each in known if each[1].total] if whole else [("、".join(of_it), tally)]
    return found


def _aspects(tx: Tx) -> dict[str, dict[str, set[int]]]:
    """Return the findings of each aspect of each category."""
    found: dict[str, dict[str, set[int]]] = defaultdict(dict)
    for row in tx.execute(select(findings).order_by(findings.c.position)):
        found[row.category].setdefault(row.aspect, set()).add(row.id)
    return found


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
