"""A database that is lost while something is read ahead: what was not read is read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from rules.policy.city import City
from storage import ahead
from storage.db.engine import Engine, Tx, reading
from storage.ledger import item_store, search_index
from storage.ledger.city_entries import entries_of_city
from storage.ledger.item_filter import ItemFilter
from storage.people import people
from tests.support.small_city import settle

TODAY = date(2026, 11, 24)


class Lost(Exception):
    """The line to the database was cut."""


@contextmanager
def cut_at(engine: Engine, nth: int) -> Iterator[None]:
    """Cut the line at the nth statement, once."""
    left = nth

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Lost

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", count)


def read_ahead(tx: Tx) -> None:
    while ahead.prepare(tx, City(), TODAY):
        pass


@pytest.mark.parametrize("nth", range(1, 16))
def test_nothing_is_left_out_of_what_answers_are_looked_up_in(engine: Engine, nth: int) -> None:
    settle(engine)
    try:
        with cut_at(engine, nth), reading(engine) as tx:
            read_ahead(tx)
    except Lost:
        pass
    with reading(engine) as tx:
        read_ahead(tx)
        [leader] = people.named(tx, "李敏")
        every = item_store.listed(tx, leader, ItemFilter(), limit=None)
        found = search_index.index_for(tx, leader)
        assert [found.find(item.title).candidates[0].title for item in every] == [
            item.title for item in every
        ]
        told = [entry.item.title for entry in entries_of_city(tx, City(), TODAY)]
        assert told == ["白水县污水处理厂二期", "建筑工地扬尘治理", "1号别墅群拆除"]
