"""The time of day is set back an hour, or forward a day: nobody waits for it, nothing comes twice."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from bot.clock import LOOK_SECONDS
from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.raw_updates import received
from messages.outgoing import OutgoingMessage
from rules.policy.city import City
from schedules.duties import DUTIES
from schedules.ticker import Ticker
from storage.db.engine import Engine, reading, writing
from storage.mail import inbox
from storage.mail.tables import inbox as inbox_rows
from storage.mail.tables import outbox as outbox_rows
from storage.people import groups
from tests.bot.faults.conftest import Post
from tests.support.hand_clock import HandClock
from tests.support.small_city import GROUP, MORNING, OFFICIAL, settle

HOUR, DAY = 3600, 86400


async def test_a_message_that_waits_for_another_try_does_not_wait_an_hour_more(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "500")
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    post.clock.steps(-HOUR)
    await post.after(3)
    assert post.stands(OFFICIAL) == ["一"]


async def test_a_429_is_honoured_though_the_clock_is_set_forward(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "429", retry_after=20)
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    post.clock.steps(DAY)
    await post.after(19.9)
    assert post.stands(OFFICIAL) == []
    await post.after(0.1)
    assert post.stands(OFFICIAL) == ["一"]


def test_an_update_that_waits_for_another_try_does_not_wait_an_hour_more(engine: Engine) -> None:
    settle(engine)
    update_of = {"update_id": 1, "message": {"chat": {"id": OFFICIAL}}}
    with writing(engine) as tx:
        inbox.store(tx, [received(update_of)], MORNING)
        [claimed] = inbox.claim(tx, [NAME], MORNING)
        inbox.mark_failed(tx, claimed, "busy", MORNING)
        assert inbox.claim(tx, [NAME], MORNING) == []
        earlier = MORNING - timedelta(seconds=HOUR)
        assert [one.seq for one in inbox.claim(tx, [NAME], earlier)] == [claimed.seq]
        tx.execute(update(inbox_rows).values(state="done"))


async def test_the_duties_go_on_when_the_clock_is_set_back() -> None:
    clock, looked, ticked = HandClock(), asyncio.Event(), list[datetime]()

    async def write(work: object) -> None:
        ticked.append(clock.now())
        looked.set()

    ticker = Ticker(write, clock.now, City(), lambda: None, lambda _name, _at: None)
    ticker.start()
    await looked.wait()
    watch = asyncio.create_task(clock.stepped())
    await asyncio.sleep(0)
    clock.steps(-HOUR)
    await watch
    assert clock.seconds <= 2 * LOOK_SECONDS
    ticker.stop()
    looked.clear()
    ticker.start()
    await looked.wait()
    ticker.stop()
    assert {moment.hour for moment in ticked} == {MORNING.hour, MORNING.hour - 1}


async def test_a_clock_that_only_drifts_has_not_been_set() -> None:
    clock = HandClock()
    watch = asyncio.create_task(clock.stepped())
    for _ in range(5):
        clock.steps(2)
        await asyncio.sleep(0)
    assert not watch.done()
    watch.cancel()


def test_no_duty_writes_twice_whatever_the_clock_does(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        groups.bind(tx, telegram_chat(GROUP), "整改工作群", None, 3, MORNING)
    at = [MORNING, MORNING - timedelta(hours=1), MORNING + timedelta(days=1), MORNING]
    written = [_performed(engine, moment) for moment in at]
    assert written[0] > 0
    assert written[2] > 0
    assert (written[1], written[3]) == (0, 0)


def _performed(engine: Engine, moment: datetime) -> int:
    """How many messages all duties write at that moment."""
    count = select(func.count()).select_from(outbox_rows)
    with writing(engine) as tx:
        before = tx.execute(count).scalar_one()
        for duty in DUTIES.values():
            duty(tx, City(), moment)
        return int(tx.execute(count).scalar_one()) - int(before)


def test_a_day_that_was_skipped_forward_is_not_told_again(engine: Engine) -> None:
    """Set right again, the clock passes the same hours once more: each person was prompted once."""
    settle(engine)
    for hours in (0, 24, 0, 1, 23, 24, 25):
        _performed(engine, MORNING + timedelta(hours=hours))
    with reading(engine) as tx:
        keys = tx.execute(select(outbox_rows.c.dedup_key)).scalars().all()
    assert len(set(keys)) == len(keys)
