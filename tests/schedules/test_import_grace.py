"""Items that were overdue when they were imported: the office is told first, reminders wait some days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from rules.policy.city import City
from rules.policy.grace import told_from, waits
from storage.db.engine import Engine, writing
from storage.ledger import journal
from storage.ledger.tables import items
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, OTHER, settle

MONDAY = date(2026, 11, 23)
TOLD = (
    "导入的任务中有2项已逾期，暂不发送提醒和督办，自11月27日（周五）起照常发送。"
    "请在此之前核对时限。"
)


def imported(engine: Engine, city: City, at: datetime = MORNING) -> Dialogue:
    """The small city, whose items 3 and 4 were overdue when all of them came in, this morning."""
    settle(engine)
    with writing(engine) as tx:
        for number in range(1, 5):
            journal.write(tx, "ItemEntered", {"code": str(number)}, now=at, item=number)
    return Dialogue(engine, city=city)


def day_by_day(talk: Dialogue, *names: str) -> list[dict[int, list[str]]]:
    """Run the duties on four mornings."""
    return [tick(talk, MORNING + timedelta(days=days), *names) for days in range(4)]


def test_nobody_is_reminded_before_the_office_had_time_to_look(engine: Engine) -> None:
    told = day_by_day(imported(engine, City()), "prompts")
    assert [OTHER in day for day in told] == [False, False, False, True]
    assert [TOLD in day.get(OFFICE, []) for day in told] == [True, False, False, False]
    assert "已逾期" not in "".join(told[0].get(OFFICIAL, []))


def test_no_letter_of_the_ladder_leaves_before_either(engine: Engine) -> None:
    told = day_by_day(imported(engine, City()), "escalate")
    assert [OTHER in day for day in told] == [False, False, False, True]


def test_what_became_overdue_later_is_reminded_of_at_once(engine: Engine) -> None:
    talk = imported(engine, City(), MORNING - timedelta(days=5))
    told = tick(talk, MORNING, "prompts", "escalate")
    assert OTHER in told
    assert TOLD not in told.get(OFFICE, [])


def test_a_city_may_do_without(engine: Engine) -> None:
    told = tick(imported(engine, City(import_grace=0)), MORNING, "prompts", "escalate")
    assert OTHER in told
    assert TOLD not in told.get(OFFICE, [])


def test_whose_deadline_is_mended_meanwhile_is_not_reminded(engine: Engine) -> None:
    talk = imported(engine, City())
    tick(talk, MORNING, "prompts")
    with writing(engine) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(deadline=date(2027, 6, 30)))
    later = day_by_day(talk, "prompts", "escalate")
    assert [OTHER in day for day in later] == [False] * 4


@pytest.mark.parametrize(
    ("entered", "grace", "first"),
    [
        (MONDAY, 2, date(2026, 11, 26)),
        (date(2026, 11, 27), 2, date(2026, 12, 2)),
        (date(2026, 11, 28), 2, date(2026, 12, 2)),
        (MONDAY, 0, MONDAY),
    ],
    ids=["monday", "friday", "saturday", "without"],
)
def test_the_first_day(entered: date, grace: int, first: date) -> None:
    city = City(import_grace=grace, zone=ZoneInfo("Asia/Shanghai"))
    assert told_from(entered, city) == first
    days = [entered + timedelta(days=number) for number in range(14)]
    late = entered - timedelta(days=1)
    assert next(day for day in days if not waits(late, entered, day, city)) == first
    assert not waits(entered, entered, entered, city)
