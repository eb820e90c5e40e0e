"""The lights of items: derived from what was reported, never kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from messages import lights as say
from messages.texts import Texts
from rules.city import City
from rules.forecast import Forecast, Point, forecast, needs_figures
from rules.items import Item
from storage import items as ledger
from storage.database import Tx
from storage.tables import campaigns, reports

AT_ONCE = 500
"""Items asked about in one query: databases limit the number of parameters."""


def of_items(tx: Tx, city: City, items: Sequence[Item], today: date) -> dict[int, Forecast]:
    going = [item for item in items if needs_figures(item, today)]
    points: dict[int, list[Point]] = {}
    for start in range(0, len(going), AT_ONCE):
        points |= _points(tx, city, going[start : start + AT_ONCE])
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


def _points(tx: Tx, city: City, items: Iterable[Item]) -> dict[int, list[Point]]:
    """Reported figures in the order they came: counts, or percents of what is not counted.

    When the campaign began nothing was done: with that day even one figure gives a rate.
    """
    counted = {item.id: item.total is not None for item in items}
    query = select(reports.c.item_id, reports.c.at, reports.c.done, reports.c.percent).where(
        reports.c.item_id.in_(list(counted))
    )
    found: dict[int, list[Point]] = defaultdict(list)
    started_on = tx.execute(select(func.min(campaigns.c.started_on))).scalar()
    for row in tx.execute(query.order_by(reports.c.id)):
        figure = row.done if counted[row.item_id] else row.percent
        if figure is not None:
            day = city.today(row.at)
            if started_on is not None and started_on < day and row.item_id not in found:
                found[row.item_id].append(Point(started_on, Decimal(0)))
            found[row.item_id].append(Point(day, figure))
    return dict(found)
