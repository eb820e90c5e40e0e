"""Days on which items were done: as reported, else when they were struck off, else unknown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from rules.policy.people import Person
from rules.policy.pictures import UnitLights
from storage.db.engine import Engine, Tx, writing
from storage.ledger.item_filter import ItemFilter
from storage.ledger.tables import items
from storage.people import people
from storage.queries import picture_data
from tests.support.small_city import LEADER, OFFICIAL, settle

TODAY = date(2026, 11, 24)
LATE = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
"""Half past midnight of the 20th in the city."""
CITY = City()
EVERYTHING = ItemFilter()


def person(tx: Tx, account: int) -> Person:
    found = people.by_account(tx, telegram_chat(account))
    assert found is not None
    return found


def stands(tx: Tx, item: int, **values: object) -> None:
    tx.execute(update(items).where(items.c.id == item).values(**values))


def test_when_each_was_done(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        stands(tx, 1, finished_on=date(2026, 11, 10), state="已销号", struck_off_at=LATE)
        stands(tx, 2, state="已销号", struck_off_at=LATE)
        stands(tx, 3, state="已完成，长期坚持")
        seen = picture_data.burn_down_of(tx, CITY, person(tx, LEADER), EVERYTHING, TODAY)
    assert seen is not None
    assert (seen.total, seen.undated, seen.left[1:]) == (
        4,
        1,
        ((date(2026, 11, 10), 2), (date(2026, 11, 20), 1), (TODAY, 1)),
    )


@pytest.mark.parametrize(("account", "total"), [(LEADER, 4), (OFFICIAL, 3)])
def test_only_what_they_may_see(engine: Engine, account: int, total: int) -> None:
    settle(engine)
    with writing(engine) as tx:
        by = person(tx, account)
        seen = picture_data.burn_down_of(tx, CITY, by, EVERYTHING, TODAY)
        board = picture_data.board(tx, CITY, by, EVERYTHING, TODAY)
    assert seen is not None
    assert (seen.total, sum(row.total for row in board)) == (total, total)


def test_the_board_of_the_city_is_that_of_its_items(engine: Engine) -> None:
    """Kept counts of everything, and the same items looked at one by one."""
    settle(engine)
    every = ItemFilter(due_from=date(2000, 1, 1))
    with writing(engine) as tx:
        stands(tx, 2, finished_on=TODAY)
        leader = person(tx, LEADER)
        for day in (TODAY, TODAY + timedelta(days=30)):
            kept = picture_data.board(tx, CITY, leader, EVERYTHING, day)
            assert kept == picture_data.board(tx, CITY, leader, every, day)
        assert kept == [
            UnitLights("青山县", red=2, done=1),
            UnitLights("白水县", red=1),
        ]


def test_the_longest_overdue_come_first(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        stands(tx, 4, deadline=date(2026, 11, 1))
        late = ItemFilter(overdue_on=TODAY)
        seen = picture_data.overdue_table(tx, person(tx, LEADER), late, TODAY, CITY)
    assert ([item.code for item in seen.items], seen.total, seen.masked) == (
        ["4", "3"],
        2,
        frozenset(),
    )
