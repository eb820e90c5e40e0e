"""In a large ledger what answers are looked up in is made in portions; nobody waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bench.big_city import FIRST_CHAT, LEADER_CHAT, NOW, BigCity
from bot.database_thread import DatabaseThread
from bot.read_ahead import ReadAhead
from bot.telegram.addresses import NAME
from bot.telegram.raw_updates import received
from bot.telegram.updates import parse_raw
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from rules.policy.city import City
from rules.policy.items import State
from storage import ahead
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import campaigns, items
from storage.mail import inbox
from storage.mail.tables import outbox
from tests.support.hand_clock import HandClock

SOMEBODY = FIRST_CHAT + 50


NOT_YET = "台账刚刚启动或导入，正在编制检索目录，您这次的内容尚未处理，请稍后（约一分钟）再发一次。"
SEARCH = "/search 提标改造污水厂"


@dataclass
class LargeCity:
    """A large ledger, and a process that has just begun to serve it."""

    engine: Engine
    clock: HandClock = field(default_factory=HandClock)
    _number: int = 0

    async def hears(self, who: int, text: str) -> str:
        """Return the answer to words of one person."""
        return (await self.hear_at_once((who, text)))[who]

    async def hear_at_once(self, *said: tuple[int, str]) -> dict[int, str]:
        """Return the first answers to words that are taken up together, by who said them."""
        with writing(self.engine) as tx:
            updates = [received(self._update(who, text)) for who, text in said]
            inbox.store(tx, updates, self.clock.now())
            before = list(tx.execute(select(outbox.c.id)).scalars())
        with ledger_of(self.engine) as ledger:
            here = (ledger, self.clock, Dispatcher(City()), {NAME: parse_raw}, Wakeups())
            await Worker(*here).drain_once()
        with reading(self.engine) as tx:
            new = select(outbox.c.chat, outbox.c.content).where(outbox.c.id.not_in(before))
            rows = tx.execute(new.order_by(outbox.c.id.desc())).all()
        return {row.chat.id: row.content["text"] for row in rows}

    def _update(self, who: int, text: str) -> dict[str, object]:
        self._number += 1
        person = {"id": who, "is_bot": False, "first_name": "某人"}
        chat = {"id": who, "type": "private", "first_name": "某人"}
        said = {"message_id": self._number, "date": 1795482000, "from": person, "chat": chat}
        return {"update_id": self._number, "message": {**said, "text": text}}

    async def reads_ahead(self) -> None:
        """Let the process make all that there is to be made."""
        with ledger_of(self.engine) as ledger:
            await ReadAhead(ledger, self.clock, City()).make_all()

    def imports(self) -> None:
        """Begin another edition, as every import does."""
        with writing(self.engine) as tx:
            tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))


@contextmanager
def ledger_of(engine: Engine) -> Iterator[DatabaseThread]:
    ledger = DatabaseThread(engine)
    yield ledger
    ledger.close()


@pytest.fixture
def city(engine: Engine) -> LargeCity:
    BigCity(1300, reports_each=0).settle(engine)
    return LargeCity(engine)


def open_item(engine: Engine, *, own: bool = True) -> tuple[str, str]:
    """Return number and title of an open item of the official's, or of somebody else's."""
    whose = items.c.owner_id == SOMEBODY - FIRST_CHAT
    query = select(items.c.code, items.c.title).where(whose if own else ~whose)
    with reading(engine) as tx:
        found = tx.execute(query.where(items.c.state == State.UNDER_WAY).order_by(items.c.id))
        return found.first()


async def test_an_official_reports_on_their_own_items_before_anything_is_made(
    city: LargeCity,
) -> None:
    code, title = open_item(city.engine)
    said = await city.hears(SOMEBODY, f"{title}已完成60处")
    assert f"任务：{code} {title}" in said


async def test_whose_items_are_many_is_told_to_ask_again_and_is_answered_then(
    city: LargeCity,
) -> None:
    before = await city.hears(LEADER_CHAT, SEARCH)
    await city.reads_ahead()
    after = await city.hears(LEADER_CHAT, SEARCH)
    assert (before, NOT_YET in after) == (NOT_YET, False)


async def test_who_comes_in_the_same_moment_is_answered_all_the_same(city: LargeCity) -> None:
    told = await city.hear_at_once((SOMEBODY, "/my"), (LEADER_CHAT, SEARCH))
    assert (told[LEADER_CHAT], NOT_YET in told[SOMEBODY]) == (NOT_YET, False)


async def test_the_whole_city_is_not_counted_by_lights_before_they_are_known(
    city: LargeCity,
) -> None:
    assert await city.hears(LEADER_CHAT, "/status") == NOT_YET
    await city.reads_ahead()
    assert NOT_YET not in await city.hears(LEADER_CHAT, "/status")


async def test_what_would_have_to_be_compared_with_the_items_of_others_waits(
    city: LargeCity,
) -> None:
    code, _ = open_item(city.engine)
    _, of_another = open_item(city.engine, own=False)
    await city.hears(SOMEBODY, f"{code}号任务已完成60处")
    assert await city.hears(SOMEBODY, f"{of_another}又完成5处") == NOT_YET


async def test_after_an_import_it_is_made_again(city: LargeCity) -> None:
    await city.reads_ahead()
    city.imports()
    assert await city.hears(LEADER_CHAT, SEARCH) == NOT_YET
    await city.reads_ahead()
    assert NOT_YET not in await city.hears(LEADER_CHAT, SEARCH)


async def test_a_new_day_is_looked_at_ahead(city: LargeCity) -> None:
    await city.reads_ahead()
    with reading(city.engine) as tx:
        same_day = ahead.prepare(tx, City(), City().today(NOW))
        next_day = ahead.prepare(tx, City(), City().today(NOW + timedelta(days=1)))
    assert (same_day, next_day) == (False, True)
