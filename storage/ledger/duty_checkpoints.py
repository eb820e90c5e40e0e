"""How far each duty has come. A mark never goes back, whatever the clock does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, or_, select, update

from storage.db.engine import Tx
from storage.follow_up.tables import duty_marks
from storage.ledger.tables import journal_head


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`day`: the last day dealt with; `number`: the last row or entry."""

    day: date | None = None
    number: int = 0


def of(tx: Tx, name: str) -> Checkpoint:
    row = tx.execute(select(duty_marks).where(duty_marks.c.name == name)).first()
    return Checkpoint() if row is None else Checkpoint(row.day, row.number)


def advance(tx: Tx, name: str, mark: Checkpoint) -> None:
    values = {"day": mark.day, "number": mark.number}
    changed = tx.execute(update(duty_marks).where(duty_marks.c.name == name).values(**values))
    if changed.rowcount == 0:
        tx.execute(insert(duty_marks).values(name=name, **values))


@contextmanager
def as_of(tx: Tx, duty: str, day: date) -> Iterator[None]:
    """For a day before the last one dealt with, a duty's marks are laid aside meanwhile."""
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
    """The number of the journal's last entry: nothing changed in the ledger while it stands."""
    return int(tx.execute(select(journal_head.c.seq)).scalar_one())
