"""Prepared statements find and tell what SQLAlchemy would, on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import bindparam, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, reading, writing
from storage.db.prepared import Prepared
from storage.ledger.tables import items, persons
from storage.mail.tables import drafts
from tests.support.small_city import MORNING, settle

COLUMNS = [c.name for c in drafts.c if c.name not in ("id", "report_id")]
EVERY_KIND = (
    select(items, persons.c.name.label("owner"), persons.c.bound_at)
    .join(persons, items.c.owner_id == persons.c.id)
    .where(items.c.deadline >= bindparam("day"), items.c.title != "")
    .order_by(items.c.id)
)
DAY = {"day": date(2026, 1, 1)}
BEGUN: dict[str, Any] = {
    "chat": telegram_chat(7), "person_id": 1, "message_id": 2**40, "at": MORNING,
    "words": "已拆除12栋", "kind": "进展", "item_id": None, "reading": {"完成": [1, None]},
    "corrects_id": None, "state": "open", "step_id": None,
}  # fmt: skip


def test_the_same_rows(engine: Engine) -> None:
    settle(engine)
    with reading(engine) as tx:
        found = Prepared(EVERY_KIND).rows(tx, DAY)
        assert found == tx.execute(EVERY_KIND, DAY).all()
        assert found[0].owner and found[0].deadline >= DAY["day"]
        assert all(row.total is None or isinstance(row.total, Decimal) for row in found)


def test_nothing_is_none(engine: Engine) -> None:
    with reading(engine) as tx:
        assert Prepared(EVERY_KIND).first(tx, DAY) is None


def test_a_row_is_kept_as_it_was_given(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        (row,) = Prepared(insert(drafts).returning(drafts.c.id), COLUMNS).rows(tx, BEGUN)
        kept = tx.execute(select(drafts).where(drafts.c.id == row.id)).one()._asdict()
        assert kept == BEGUN | {"id": row.id, "report_id": None}


def test_a_value_that_is_not_given_is_not_made_up(engine: Engine) -> None:
    settle(engine)
    unfinished = {name: value for name, value in BEGUN.items() if name != "step_id"}
    with pytest.raises(KeyError), writing(engine) as tx:
        Prepared(insert(drafts), COLUMNS).do(tx, unfinished)


def test_what_the_store_refuses(engine: Engine) -> None:
    nobody = BEGUN | {"person_id": 999}
    with pytest.raises(IntegrityError), writing(engine) as tx:
        Prepared(insert(drafts), COLUMNS).do(tx, nobody)


def test_what_the_store_does_not_have(engine: Engine) -> None:
    with pytest.raises((OperationalError, ProgrammingError)), writing(engine) as tx:
        tx.execute(text("ALTER TABLE drafts RENAME TO nowhere"))
        Prepared(select(drafts)).rows(tx, {})


def test_listeners_hear_of_it(engine: Engine) -> None:
    heard: list[str] = []
    with reading(engine) as tx:
        event.listen(tx, "before_cursor_execute", lambda *told: heard.append(told[2]))
        Prepared(select(drafts)).rows(tx, {})
    assert len(heard) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_lost_connection_is_given_up(engine: Engine) -> None:
    with pytest.raises(OperationalError) as lost, writing(engine) as tx:
        tx.connection.dbapi_connection.close()
        Prepared(select(drafts)).rows(tx, {})
    assert lost.value.connection_invalidated
    with reading(engine) as tx:
        assert Prepared(select(drafts)).rows(tx, {}) == []
