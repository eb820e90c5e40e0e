"""How far each duty has come: the last day it dealt with, the last row or entry it saw."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from storage.db.engine import Tx
from storage.follow_up.tables import duty_marks
from storage.ledger.tables import journal_head


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`day`: the last day dealt with; `number`: the last row or entry."""

    day: date | None = None
    number: int = 0


def of(tx: Tx, name: str) -> Checkpoint:
    """Return a duty's mark, an empty one before its first run."""
    row = tx.execute(select(duty_marks).where(duty_marks.c.name == name)).first()
    return Checkpoint() if row is None else Checkpoint(row.day, row.number)


def advance(tx: Tx, name: str, mark: Checkpoint) -> None:
    """Move a mark on, by day and then by number; one that is there or further stays.

    The database compares, so that neither a clock set back nor whoever waited for another
    process takes it back.
    """
    _put(tx, name, mark, _is_behind(mark))


def replace(tx: Tx, name: str, mark: Checkpoint) -> None:
    """Set a mark that is only ever compared for equality, whatever it was before."""
    _put(tx, name, mark)


def numbers(tx: Tx, beginning: str) -> dict[str, int]:
    """Return the number of every mark whose name begins so, by the rest of its name."""
    those = duty_marks.c.name.startswith(beginning)
    found = tx.execute(select(duty_marks.c.name, duty_marks.c.number).where(those))
    return {row.name.removeprefix(beginning): row.number for row in found}


def take(tx: Tx, beginning: str) -> list[tuple[date, int]]:
    """Remove every mark whose name begins so; return them in the order of their days."""
    those = duty_marks.c.name.startswith(beginning)
    query = select(duty_marks.c.day, duty_marks.c.number).where(those).order_by(duty_marks.c.day)
    found = [(row.day, row.number) for row in tx.execute(query)]
    if found:
        tx.execute(delete(duty_marks).where(those))
    return found


def _put(tx: Tx, name: str, mark: Checkpoint, *conditions: ColumnElement[bool]) -> None:
    values = {"day": mark.day, "number": mark.number}
    named = duty_marks.c.name == name
    changed = tx.execute(update(duty_marks).where(named, *conditions).values(**values))
    if changed.rowcount == 0 and not tx.execute(select(duty_marks.c.name).where(named)).first():
        tx.execute(insert(duty_marks).values(name=name, **values))


def _is_behind(mark: Checkpoint) -> ColumnElement[bool]:
    day = duty_marks.c.day
    on_this_day = and_(day == mark.day, duty_marks.c.number < mark.number)
    if mark.day is None:
        return on_this_day
    return or_(day.is_(None), day < mark.day, on_this_day)


@contextmanager
def as_of(tx: Tx, duty: str, day: date) -> Iterator[None]:
    """Lay a duty's marks aside meanwhile, for a day before the last one it dealt with."""
    last = of(tx, duty).day
    if last is None or day >= last:
        yield
        return
    own = or_(duty_marks.c.name == duty, duty_marks.c.name.startswith(f"{duty}:"))
    kept = [dict(row) for row in tx.execute(select(duty_marks).where(own)).mappings()]
    tx.execute(delete(duty_marks).where(own))
    yield
    tx.execute(delete(duty_marks).where(own))
    tx.execute(insert(duty_marks), kept)


def facts_so_far(tx: Tx) -> int:
    """Return the number of the journal's last entry: while it stands, nothing has changed.

    0 where somebody has taken it out, which `taizhang verify` names.
    """
    return tx.execute(select(journal_head.c.seq)).scalar() or 0
