"""The lights of items: derived from what was reported, never kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import Select, case, func, or_, select

from messages import lights as say
from messages.texts import Texts
from rules.city import City
from rules.forecast import DAY, LATELY, Forecast, Point, forecast, needs_figures
from rules.items import Item
from storage import items as ledger
from storage.database import Tx
from storage.tables import campaigns, reports
from storage.tables import items as items_of

AT_ONCE = 500
"""Items asked about in one query: databases limit the number of parameters."""


def of_items(tx: Tx, city: City, items: Sequence[Item], today: date) -> dict[int, Forecast]:
    going = [item for item in items if needs_figures(item, today)]
    points: dict[int, list[Point]] = {}
    for start in range(0, len(going), AT_ONCE):
        points |= _points(tx, city, going[start : start + AT_ONCE], today)
    steps = {
        number: of_it
        for start in range(0, len(going), AT_ONCE)
        for number, of_it in ledger.steps_of(
            tx, [item.id for item in going[start : start + AT_ONCE]]
        ).items()
    }
    return {
        item.id: forecast(
            item, steps.get(item.id, []), points.get(item.id, []), today, city.assessment
        )
        for item in items
    }


def of_item(tx: Tx, city: City, item: Item, today: date) -> Forecast:
    return of_items(tx, city, [item], today)[item.id]


def light_lines(tx: Tx, city: City, t: Texts, items: Sequence[Item], today: date) -> dict[int, str]:
    """Each item's light and its reason, as one line for a card or a list."""
    seen = of_items(tx, city, items, today)
    return {item.id: say.line(t, seen[item.id], item) for item in items}


def _points(tx: Tx, city: City, items: Iterable[Item], today: date) -> dict[int, list[Point]]:
    """Reported figures in the order they came: counts, or percents of what is not counted.

    When the campaign began nothing was done: with that day even one figure gives a rate.
    """
    found: dict[int, list[Point]] = defaultdict(list)
    started_on = tx.execute(select(func.min(campaigns.c.started_on))).scalar()
    lately = city.moment(today - LATELY + DAY, time.min)
    query = _telling([item.id for item in items], lately)
    rows = tx.execute(query).all()
    # What was put right afterwards was never so.
    corrected = {corrects for _, _, corrects, _, _ in rows}
    for report, item, _, at, figure in rows:
        if report in corrected:
            continue
        day = city.today(at)
        if started_on is not None and started_on < day and item not in found:
            found[item].append(Point(started_on, Decimal(0)))
        found[item].append(Point(day, figure))
    return dict(found)


def _telling(numbers: list[int], lately: datetime) -> Select[int, int, int, datetime, Decimal]:
    """The reports a rate is made of: the first, the last one before the month, and all since."""
    figure = case((items_of.c.total.is_not(None), reports.c.done), else_=reports.c.percent)
    of_it = reports.c.item_id
    told = (
        select(
            reports.c.id,
            reports.c.item_id,
            reports.c.corrects_id,
            reports.c.at,
            figure.label("figure"),
            func.min(reports.c.id).over(partition_by=of_it).label("first"),
            func.max(case((reports.c.at < lately, reports.c.id)))
            .over(partition_by=of_it)
            .label("before"),
        )
        .join(items_of, reports.c.item_id == items_of.c.id)
        .where(reports.c.item_id.in_(numbers), figure.is_not(None))
        .subquery()
    )
    return (
        select(told.c.id, told.c.item_id, told.c.corrects_id, told.c.at, told.c.figure)
        .where(or_(told.c.at >= lately, told.c.id.in_([told.c.first, told.c.before])))
        .order_by(told.c.id)
    )
