"""The ladder over a large city: what it costs, by count."""

import sys
from types import FrameType

import pytest
from sqlalchemy import insert, select

from rules.policy.city import City
from schedules import escalate
from storage.db.engine import Engine, Tx, writing
from storage.ledger.tables import items
from tests.support.small_city import MORNING, settle

OF_A_DATACLASS = ("<string>", "__eq__")
"""File and name of the comparison that Python writes for a dataclass."""


def crowd(tx: Tx, count: int) -> None:
    """So many more items like the overdue one of the small city."""
    row = dict(tx.execute(select(items).where(items.c.id == 3)).mappings().one())
    del row["id"]
    many = [row | {"code": str(n), "position": n} for n in range(100, 100 + count)]
    tx.execute(insert(items), many)


def comparisons(tx: Tx) -> int:
    """How often the duty compares two values whole."""
    found = 0

    def count(frame: FrameType, event: str, _told: object) -> None:
        nonlocal found
        code = frame.f_code
        found += event == "call" and (code.co_filename, code.co_name) == OF_A_DATACLASS

    sys.setprofile(count)
    try:
        escalate.run(tx, City(), MORNING)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_five_hundred_overdue_items_are_not_compared_with_each_other(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        crowd(tx, 500)
        assert comparisons(tx) == 0
