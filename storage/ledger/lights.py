"""The lights of items: derived from what was reported, never kept."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select

from rules.policy.city import City
from rules.policy.forecast import DAY, RATE_WINDOW, Forecast, Point, forecast, needs_figures
from rules.policy.gaps import is_done_after
from rules.policy.items import Item
from rules.policy.progress import Progress, is_finished_by
from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.db.query import Query, RawRow
from storage.ledger import campaigns, item_store
from storage.ledger.tables import items as items_of
from storage.ledger.tables import reports
from storage.projects import year_targets

T = TypeVar("T")
AT_ONCE = 500
"""Items asked about in one query: databases limit the number of parameters."""
_BEFORE_ALL = date(1970, 1, 1)
"""A day before every report."""


def of_items(tx: Tx, city: City, items: Sequence[Item], today: date) -> dict[int, Forecast]:
    going = [item.id for item in items if needs_figures(item, today)]
    points = _in_batches(going, lambda some: _points(tx, city, some, today))
    steps = _in_batches(going, lambda some: item_store.steps_of(tx, some))
    targets = _in_batches(going, lambda some: year_targets.of_items(tx, some))
    return {
        item.id: forecast(
            item,
            steps.get(item.id, []),
            points.get(item.id, []),
            today,
            city.assessment,
            targets.get(item.id, []),
        )
        for item in items
    }


def _in_batches(
    numbers: Sequence[int], read: Callable[[Sequence[int]], dict[int, T]]
) -> dict[int, T]:
    """Return what is read of items, by item, so many asked about at once."""
    found: dict[int, T] = {}
    for start in range(0, len(numbers), AT_ONCE):
        found |= read(numbers[start : start + AT_ONCE])
    return found


def of_item(tx: Tx, city: City, item: Item, today: date) -> Forecast:
    return of_items(tx, city, [item], today)[item.id]


def after_report(
    tx: Tx,
    city: City,
    item: Item,
    progress: Progress,
    promised_on: date | None,
    today: date,
    *,
    finished: bool | None,
) -> Forecast:
    """Return the light an item will have when these figures stand in the ledger.

    `finished`: what the words say of the whole, as of a report.
    """
    done, percent = progress.done, progress.percent
    steps = item_store.steps_of_one(tx, item.id)
    reported = replace(
        item,
        done=item.done if done is None else done,
        percent=item.percent if percent is None else percent,
        promised_on=promised_on or item.promised_on,
    )
    over = is_done_after(reported, steps, said=is_finished_by(item, progress, finished))
    if over is not None:
        reported = replace(reported, finished_on=today if over else None)
    points = _points_of_one(tx, city, item, today)
    figure = percent if item.total is None else done
    if figure is not None:
        points = [*(points or _start(campaigns.started_on(tx), today)), Point(today, figure)]
    targets = year_targets.of_items(tx, [item.id]).get(item.id, [])
    return forecast(reported, steps, points, today, city.assessment, targets)


def history(tx: Tx, city: City, item: Item) -> list[Point]:
    """Return every figure reported of an item, oldest first, without those put right afterwards."""
    every = {"item": item.id, "lately": city.moment(_BEFORE_ALL, time.min)}
    return _points_by_item(tx, city, _REPORTS_OF_ONE.rows(tx, every)).get(item.id, [])


def _points(tx: Tx, city: City, numbers: Sequence[int], today: date) -> dict[int, list[Point]]:
    asked = {"items": numbers, "lately": _lately(city, today)}
    return _points_by_item(tx, city, tx.execute(_REPORTS_OF_MANY, asked).all())


def _points_of_one(tx: Tx, city: City, item: Item, today: date) -> list[Point]:
    rows = _REPORTS_OF_ONE.rows(tx, {"item": item.id, "lately": _lately(city, today)})
    return _points_by_item(tx, city, rows).get(item.id, [])


def _lately(city: City, today: date) -> datetime:
    return city.moment(today - RATE_WINDOW + DAY, time.min)


def _points_by_item(tx: Tx, city: City, rows: Sequence[RawRow]) -> dict[int, list[Point]]:
    """Return reported figures in the order they came: counts, or percents of what is not counted.

    When the campaign began nothing was done: with that day even one figure gives a rate.
    """
    found: dict[int, list[Point]] = defaultdict(list)
    started_on = campaigns.started_on(tx)
    # What was put right afterwards was never so.
    corrected = {row.corrects_id for row in rows}
    for row in rows:
        if row.id in corrected:
            continue
        day = city.today(row.at)
        if row.item_id not in found:
            found[row.item_id] += _start(started_on, day)
        found[row.item_id].append(Point(day, row.figure))
    return dict(found)


_FIGURE = case((items_of.c.total.is_not(None), reports.c.done), else_=reports.c.percent)
_LATELY = bindparam("lately", type_=reports.c.at.type)


def _reports_of_rate(of_these: ColumnElement[bool]) -> Query:
    """Select the reports that make a rate: the first, the last before the month, and all since."""
    counted = (
        select(
            reports.c.id,
            reports.c.item_id,
            reports.c.corrects_id,
            reports.c.at,
            _FIGURE.label("figure"),
            func.min(reports.c.id).over(partition_by=reports.c.item_id).label("first"),
            func.max(case((reports.c.at < _LATELY, reports.c.id)))
            .over(partition_by=reports.c.item_id)
            .label("before"),
        )
        .join(items_of, reports.c.item_id == items_of.c.id)
        .where(of_these, _FIGURE.is_not(None))
        .subquery()
    )
    return (
        select(
            counted.c.id,
            counted.c.item_id,
            counted.c.corrects_id,
            counted.c.at,
            counted.c.figure,
        )
        .where(or_(counted.c.at >= _LATELY, counted.c.id.in_([counted.c.first, counted.c.before])))
        .order_by(counted.c.id)
    )


_REPORTS_OF_ONE = Prepared(_reports_of_rate(reports.c.item_id == bindparam("item")))
_REPORTS_OF_MANY = _reports_of_rate(reports.c.item_id.in_(bindparam("items", expanding=True)))


def _start(started_on: date | None, first: date) -> list[Point]:
    return (
        [Point(started_on, Decimal(0), reported=False)]
        if started_on is not None and started_on < first
        else []
    )
