"""What was struck off: its number (销号文号), its day, who verified it and who struck it off."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select

from rules.policy.closing import Fact
from storage.closing.tables import closing_steps, strike_offs
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.ledger import journal
from storage.ledger.tables import persons


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The series of numbers of a day's year. `form` holds `{year}` and `{number}`."""

    form: str
    day: date


@dataclass(frozen=True, slots=True)
class StrikeOff:
    """An item struck off, with the names as they stand. `verified_by` empty: not known."""

    item_id: int
    closing_id: int
    number: str
    day: date
    verified_by: str
    struck_off_by: str


def enter(
    tx: Tx, item: int, closing: int, step: int, series: NumberSeries, person: int
) -> JsonObject:
    """Give the next number of the year; return what the journal says of it.

    The journal is held first: two at the same moment get two numbers.
    """
    journal.hold(tx)
    year = series.day.year
    last = select(func.max(strike_offs.c.serial)).where(strike_offs.c.year == year)
    serial = (tx.execute(last).scalar() or 0) + 1
    values: JsonObject = {
        "closing_id": closing,
        "step_id": step,
        "year": year,
        "serial": serial,
        "number": series.form.format(year=year, number=serial),
        "verified_by": _verifier(tx, item),
        "struck_off_by": person,
    }
    row = insert(strike_offs).values(item_id=item, day=series.day, **values)
    number = tx.execute(row.returning(strike_offs.c.id)).scalar_one()
    return {"id": number, "day": series.day.isoformat(), **values}


def _verifier(tx: Tx, item: int) -> int | None:
    passed = (closing_steps.c.item_id == item) & (closing_steps.c.fact == Fact.VERIFIED)
    query = select(closing_steps.c.person_id).where(passed).order_by(closing_steps.c.id.desc())
    return tx.execute(query.limit(1)).scalar()


def latest(tx: Tx, item: int) -> StrikeOff | None:
    """Return how an item was struck off last; None if never, or by an older program."""
    verifier, clerk = persons.alias("verifier"), persons.alias("clerk")
    query = (
        select(
            strike_offs.c.item_id,
            strike_offs.c.closing_id,
            strike_offs.c.number,
            strike_offs.c.day,
            func.coalesce(verifier.c.name, "").label("verified_by"),
            clerk.c.name.label("struck_off_by"),
        )
        .select_from(strike_offs)
        .outerjoin(verifier, strike_offs.c.verified_by == verifier.c.id)
        .join(clerk, strike_offs.c.struck_off_by == clerk.c.id)
        .where(strike_offs.c.item_id == item)
    )
    return fetch_one(tx, StrikeOff, query.order_by(strike_offs.c.id.desc()).limit(1))
