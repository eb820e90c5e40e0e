"""Duties that have much to do do it in portions; what dies between two of them is neither lost nor repeated."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from schedules.duties import perform
from storage.db.engine import Engine, reading, writing
from storage.follow_up.tables import prompts
from storage.ledger.tables import items, persons
from storage.people import groups
from tests.support.dialogue import Dialogue
from tests.support.duties import perform_all, tick
from tests.support.settling import add_like
from tests.support.small_city import MORNING, OFFICIAL, settle

GROUPS = [-2000 - n for n in range(23)]
LEADERS = range(200, 204)


class Died(Exception):
    """The process ended before its unit of work was committed."""


def crowded(engine: Engine, city: City | None = None) -> Dialogue:
    """Settle twenty-three groups and four more leaders who guarantee an overdue item each."""
    settle(engine)
    with writing(engine) as tx:
        for chat in GROUPS:
            groups.bind(tx, telegram_chat(chat), "群", None, 3, MORNING)
        leader = dict(tx.execute(select(persons).where(persons.c.id == 2)).one()._mapping)
        for n in LEADERS:
            own = {"id": n, "name": f"领导{n}", "account": telegram_chat(n)}
            tx.execute(insert(persons).values(leader | own))
            add_like(tx, 3, n, city_leader_id=n)
    return Dialogue(engine, city=city or City())


pytestmark = pytest.mark.begins(by=crowded)


def digests_in(talk: Dialogue) -> Counter[int]:
    """Count the digests that stand in each chat, and the new messages that each was sent."""
    talk.deliver()
    return Counter(
        chat
        for chat, shown in talk.chats.items()
        for message in shown.values()
        if message.text.startswith("整改日报")
    )


EACH_ONE = Counter([*GROUPS, *LEADERS, 102])


def portion(talk: Dialogue) -> bool:
    """Perform one portion; return whether more is left."""
    with writing(talk.engine) as tx:
        return perform("digest", tx, talk.city, talk.now).more


def test_groups_and_leaders_are_told_in_portions_once_each(talk: Dialogue) -> None:
    more = [portion(talk), portion(talk), portion(talk), portion(talk)]
    assert (more, digests_in(talk)) == ([True, True, False, False], EACH_ONE)


@pytest.mark.parametrize("done", [0, 1, 2])
def test_a_portion_that_died_is_told_again_and_no_other(talk: Dialogue, done: int) -> None:
    for _ in range(done):
        portion(talk)
    with pytest.raises(Died), writing(talk.engine) as tx:
        perform("digest", tx, talk.city, talk.now)
        raise Died
    perform_all(talk.engine, "digest", talk.city, talk.now)
    assert digests_in(talk) == EACH_ONE


def test_what_is_reported_between_two_portions_is_told_to_all_in_the_next_minute(
    talk: Dialogue,
) -> None:
    portion(talk)
    talk.says(OFFICIAL, "1号别墅群已拆除40栋")
    talk.presses(OFFICIAL, "确认")
    perform_all(talk.engine, "digest", talk.city, talk.now)
    tick(talk, talk.now + timedelta(minutes=1), "digest")
    words = {talk.chats[chat][min(talk.chats[chat])].text for chat in GROUPS}
    assert (digests_in(talk), len(words)) == (EACH_ONE, 1)
    assert "40 / 45 栋" in words.pop()


def test_a_round_that_was_not_finished_before_midnight_is_left(talk: Dialogue) -> None:
    portion(talk)
    tick(talk, talk.now + timedelta(days=1), "digest")
    told = digests_in(talk)
    assert {chat: told[chat] for chat in (GROUPS[0], GROUPS[-1])} == {GROUPS[0]: 2, GROUPS[-1]: 1}


def test_many_items_are_asked_about_in_portions_once_each(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        row = dict(tx.execute(select(items).where(items.c.id == 3)).mappings().one())
        many = [row | {"id": n, "code": str(n), "position": n} for n in range(1000, 1450)]
        tx.execute(insert(items), many)
        first = perform("prompts", tx, talk.city, talk.now)
    perform_all(talk.engine, "prompts", talk.city, talk.now)
    with reading(talk.engine) as tx:
        asked = tx.execute(select(func.count(), func.count(prompts.c.item_id.distinct()))).one()
        overdue = select(func.count()).where(items.c.deadline < MORNING.date())
        late = tx.execute(overdue).scalar_one()
    assert (first.more, tuple(asked)) == (True, (late + 1, late + 1))
