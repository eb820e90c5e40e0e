"""Who has asked in the chat to have the ledger verified and was not answered yet."""

from sqlalchemy import delete, select

from storage.db.engine import Tx
from storage.follow_up.tables import duty_marks
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint

NAME = "verify:"
"""Begins the name of a mark; behind it stands the person's number."""


def ask(tx: Tx, person: int) -> None:
    """Note that somebody asked; whoever has asked already is answered once."""
    duty_checkpoints.replace(tx, f"{NAME}{person}", Checkpoint(number=person))


def waiting(tx: Tx) -> list[int]:
    """Return the numbers of those who wait for an answer."""
    query = select(duty_marks.c.number).where(duty_marks.c.name.startswith(NAME))
    return list(tx.execute(query.order_by(duty_marks.c.number)).scalars())


def answered(tx: Tx, person: int) -> None:
    """Note that somebody was answered."""
    tx.execute(delete(duty_marks).where(duty_marks.c.name == f"{NAME}{person}"))
