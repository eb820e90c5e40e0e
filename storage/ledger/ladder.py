"""Steps of the ladder that were taken, and the lights items were given month by month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import insert, select, update

from rules.policy.forecast import Forecast, Light, LightReason
from rules.policy.ladder import DueStep, Step, month_of
from rules.policy.wording import amount
from storage.db.engine import Tx
from storage.follow_up.tables import ladder_steps, light_marks
from storage.ledger import journal

Taken = dict[tuple[Step, str], date]


def taken(tx: Tx) -> dict[int, Taken]:
    """Return every step ever taken, by item."""
    found: dict[int, Taken] = defaultdict(dict)
    for row in tx.execute(select(ladder_steps).order_by(ladder_steps.c.id)):
        found[row.item_id][(Step(row.step), row.occasion)] = row.day
    return found


def of_item(tx: Tx, item: int) -> dict[tuple[Step, str], int]:
    """Return the steps taken on an item: step and occasion → the number of its row."""
    query = select(ladder_steps).where(ladder_steps.c.item_id == item).order_by(ladder_steps.c.id)
    return {(Step(row.step), row.occasion): row.id for row in tx.execute(query)}


def months(tx: Tx) -> dict[int, dict[str, Light]]:
    """Return each item's worst light of every month that was marked; months as `2026-11`."""
    found: dict[int, dict[str, Light]] = defaultdict(dict)
    for row in tx.execute(select(light_marks)):
        found[row.item_id][row.period] = Light(row.light)
    return found


def mark(
    tx: Tx, seen: Iterable[tuple[int, Forecast]], known: dict[int, dict[str, Light]], today: date
) -> None:
    """Keep this month's worst light of each item, in the table and in `known`.

    Blue items are not marked, nor overdue ones: these climb the ladder by their days.
    """
    month = month_of(today)
    for item, forecast in seen:
        light = forecast.light
        if light is Light.BLUE or forecast.why is LightReason.OVERDUE:
            continue
        before = known[item].get(month)
        if before is None:
            values = {"item_id": item, "period": month, "light": light, "day": today}
            tx.execute(insert(light_marks).values(**values))
        elif before is Light.YELLOW and light is Light.RED:
            here = (light_marks.c.item_id == item, light_marks.c.period == month)
            tx.execute(update(light_marks).where(*here).values(light=light))
        known[item][month] = Light.RED if before is Light.RED else light


def take(tx: Tx, item: int, due: DueStep, cause: str, today: date, now: datetime) -> int:
    """Enter a step, which stands for ever; return its number."""
    number = tx.execute(
        insert(ladder_steps)
        .values(
            item_id=item,
            step=due.rung.step.value,
            occasion=due.occasion,
            cause=cause,
            points=due.rung.points,
            day=today,
            at=now,
        )
        .returning(ladder_steps.c.id)
    ).scalar_one()
    body = {
        "number": number,
        "day": today.isoformat(),
        "step": due.rung.step.value,
        "occasion": due.occasion,
        "cause": cause,
        "points": amount(due.rung.points),
    }
    journal.write(tx, "LadderStep", body, now=now, item=item)
    return int(number)
