"""The city's count is at every moment what a full count says."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from rules.tallies import Tally
from storage import journal, people
from storage import items as ledger
from storage.city_tallies import tallies_of_city
from storage.database import Engine, attempt, reading, writing
from storage.tables import campaigns, items
from storage.tallies import tally
from tests.dialogue import Dialogue
from tests.small_city import LEADER, MORNING, OFFICIAL, settle

TODAY = date(2026, 11, 24)


class Undone(Exception):
    """What was done in this unit of work is taken back."""


def both(engine: Engine, today: date = TODAY) -> tuple[list[Tally], list[Tally]]:
    with reading(engine) as tx:
        leader = people.by_chat(tx, LEADER)
        assert leader is not None
        return tallies_of_city(tx, today), tally(tx, leader, today, "unit")


def counts(engine: Engine, today: date = TODAY) -> list[Tally]:
    kept, full = both(engine, today)
    assert kept == full
    return kept


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    settle(engine)
    return Dialogue(engine)


def test_reports_are_counted_as_they_come(talk: Dialogue) -> None:
    before = counts(talk.engine)
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除完毕")
    talk.presses(OFFICIAL, "确认")
    after = counts(talk.engine)
    assert sum(r.done for r in after) == sum(r.done for r in before) + 1
    assert counts(talk.engine) == after


def test_another_day_is_counted_anew(talk: Dialogue) -> None:
    overdue = [
        sum(row.overdue for row in counts(talk.engine, TODAY + timedelta(days=days)))
        for days in (0, 10, 0)
    ]
    assert overdue == [2, 3, 2]


def test_what_was_taken_back_does_not_count(talk: Dialogue) -> None:
    before = counts(talk.engine)
    with writing(talk.engine) as tx:
        with pytest.raises(Undone), attempt(tx):
            ledger.change(tx, 1, finished_on=TODAY)
            journal.write(tx, "Reported", {}, now=MORNING, item=1)
            assert tallies_of_city(tx, TODAY) != before
            raise Undone
        journal.write(tx, "Blocked", {}, now=MORNING, item=3)
    assert counts(talk.engine) == before


def test_an_import_is_counted(talk: Dialogue) -> None:
    counts(talk.engine)
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(lead_unit_id=3))
        tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))
    assert [row.name for row in counts(talk.engine) if row.total == 1] == [
        "白水县",
        "市生态环境局",
    ]
