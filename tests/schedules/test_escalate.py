"""The ladder over a large city: what it costs, by count."""

import pytest
from sqlalchemy import insert, select

from rules.policy.city import City
from schedules import escalate
from storage.db.engine import Engine, Tx, writing
from storage.ledger.tables import items
from tests.support.counting import OF_A_DATACLASS, calls
from tests.support.small_city import MORNING, settle


def crowd(tx: Tx, count: int) -> None:
    """So many more items like the overdue one of the small city."""
    row = dict(tx.execute(select(items).where(items.c.id == 3)).mappings().one())
    del row["id"]
    many = [row | {"code": str(n), "position": n} for n in range(100, 100 + count)]
    tx.execute(insert(items), many)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_five_hundred_overdue_items_are_not_compared_with_each_other(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        crowd(tx, 500)
        assert calls(lambda: escalate.run(tx, City(), MORNING), OF_A_DATACLASS, "__eq__") == 0
