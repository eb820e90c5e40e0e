"""What is kept of the whole city is at every moment what a full look says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from rules.policy.digests import Section, digest_entry, sorted_entries
from rules.policy.items import NamedRef, State, is_done, is_overdue
from rules.policy.tallies import Tally, sum_tallies
from storage.db.engine import Engine, attempt, reading, writing
from storage.ledger import item_store, journal, lights
from storage.ledger.city_entries import entries_of_city, lights_of_city, prepare
from storage.ledger.city_tallies import tallies_of_city
from storage.ledger.item_filter import ItemFilter
from storage.ledger.tables import campaigns, items, units
from storage.ledger.tallies import tally
from storage.people import people
from storage.queries.digests import Scope, collect, of_scope
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICIAL, settle

TODAY = date(2026, 11, 24)


class Undone(Exception):
    """What was done in this unit of work is taken back."""


def both(engine: Engine, today: date = TODAY) -> tuple[list[Tally], list[Tally]]:
    with reading(engine) as tx:
        leader = people.by_account(tx, telegram_chat(LEADER))
        assert leader is not None
        return tallies_of_city(tx, today), tally(tx, leader, today, "unit")


def entries(engine: Engine, today: date = TODAY) -> list[tuple[str, Section]]:
    """What a digest has to tell of, kept and looked at anew."""
    with reading(engine) as tx:
        kept = entries_of_city(tx, City(), today)
        every = item_store.everything(tx, ItemFilter(open_only=True))
        seen = lights.of_items(tx, City(), every, today)
        found = [digest_entry(item, seen[item.id], today, City().due_soon_days) for item in every]
    assert kept == sorted_entries(entry for entry in found if entry is not None)
    return [(entry.item.code, entry.section) for entry in kept]


def counts(engine: Engine, today: date = TODAY) -> list[Tally]:
    kept, full = both(engine, today)
    assert kept == full
    return kept


def test_reports_are_counted_as_they_come(talk: Dialogue) -> None:
    before = counts(talk.engine)
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除完毕")
    talk.presses(OFFICIAL, "确认")
    after = counts(talk.engine)
    assert sum(r.done for r in after) == sum(r.done for r in before) + 1
    assert counts(talk.engine) == after


def test_an_item_leaves_the_digest_and_another_takes_its_place(talk: Dialogue) -> None:
    assert entries(talk.engine) == [
        ("3", Section.OVERDUE),
        ("4", Section.OVERDUE),
        ("1", Section.YELLOW),
    ]
    talk.says(OFFICIAL, "1号别墅群已拆除44栋，11月29日前全部拆完")
    talk.presses(OFFICIAL, "确认")
    late = [("3", Section.OVERDUE), ("4", Section.OVERDUE)]
    assert entries(talk.engine) == [*late, ("1", Section.DUE_SOON)]
    assert entries(talk.engine, TODAY + timedelta(days=9)) == [*late, ("1", Section.OVERDUE)]
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除")
    talk.presses(OFFICIAL, "确认")
    assert entries(talk.engine) == late


def prepared(engine: Engine, today: date, most: int) -> bool:
    with reading(engine) as tx:
        return prepare(tx, City(), today, most)


def test_prepared_in_portions_it_is_the_same(talk: Dialogue) -> None:
    next_day = TODAY + timedelta(days=1)
    more = [prepared(talk.engine, next_day, 2) for _ in range(3)]
    assert (more, len(entries(talk.engine, next_day))) == ([True, False, False], 3)


def test_what_changes_between_two_portions_counts_once(talk: Dialogue) -> None:
    assert prepared(talk.engine, TODAY, 1)
    talk.says(OFFICIAL, "1号别墅群已拆除44栋，11月29日前全部拆完")
    talk.presses(OFFICIAL, "确认")
    assert prepared(talk.engine, TODAY, 1)
    told = entries(talk.engine)
    with reading(talk.engine) as tx:
        counted = lights_of_city(tx, City(), TODAY)
    assert (len(told), counted.total()) == (3, 3)


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
            item_store.change(tx, 1, finished_on=TODAY)
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


def test_an_item_carries_the_names_of_the_latest_import(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        before = item_store.by_id(tx, 1)
        tx.execute(update(units).where(units.c.id == before.lead.id).values(name="更名县"))
        tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))
    with reading(engine) as tx:
        assert item_store.by_id(tx, 1) == replace(before, lead=NamedRef(before.lead.id, "更名县"))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("finished_on", [None, TODAY])
def test_done_means_the_same_to_the_rules_and_to_every_count(
    talk: Dialogue, state: State, finished_on: date | None
) -> None:
    with writing(talk.engine) as tx:
        item_store.change(tx, 3, state=state, finished_on=finished_on)
    with reading(talk.engine) as tx:
        every = item_store.everything(tx, ItemFilter())
        undone = [item for item in every if not is_done(item)]
        late = [item for item in every if is_overdue(item, TODAY)]
        assert item_store.everything(tx, ItemFilter(done=False)) == undone
        assert item_store.everything(tx, ItemFilter(overdue_on=TODAY)) == late
        told = of_scope(collect(tx, City(), MORNING, None, None), Scope("全市")).totals
    counted = sum_tallies("全市", counts(talk.engine))
    assert told is not None
    assert (counted.done, counted.overdue) == (4 - len(undone), len(late))
    assert (told.finished, told.overdue) == (4 - len(undone), len(late))
