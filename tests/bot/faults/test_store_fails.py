"""The database fails below a running part: nothing is lost, and it goes on when the fault ends."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.database_thread import DatabaseThread
from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from storage.db.engine import DatabaseLost, Tx, reading
from storage.ledger import journal
from tests.bot.faults.conftest import Post, at_work
from tests.support import faulty_stores
from tests.support.small_city import MORNING, OFFICIAL

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SQLITE_FAULTS = pytest.mark.parametrize("fault", [faulty_stores.locked, faulty_stores.full])
SLOWLY = pytest.param(faulty_stores.restart, marks=pytest.mark.slow, id="restart")
POSTGRESQL_FAULTS = pytest.mark.parametrize("fault", [SLOWLY, faulty_stores.hang_up])
LONG = "情况说明" * 900


def answers(post: Post) -> int:
    return len(post.stands(OFFICIAL))


@SQLITE
@SQLITE_FAULTS
async def test_sqlite_fails_while_an_update_comes_in(post: Post, fault: Any) -> None:
    post.clock.meanwhile.append(fault(post.engine))
    await post.sandbox.say(OFFICIAL, LONG)
    await post.listens(1)
    assert (post.kept(), post.clock.slept) == ([LONG], [1])


@SQLITE
@SQLITE_FAULTS
async def test_sqlite_fails_while_an_update_is_dealt_with(post: Post, fault: Any) -> None:
    await post.sandbox.say(OFFICIAL, f"1号别墅群已拆除12栋，{LONG}")
    await post.listens(1)
    post.clock.meanwhile.append(fault(post.engine))
    async with at_work(post.worker.run(), post.sender.run()):
        await post.sandbox.heard(OFFICIAL)
    assert post.clock.slept[0] == 1
    assert [words.splitlines()[1:3] for words in post.stands(OFFICIAL)] == [
        ["任务：1 1号别墅群拆除", "已完成：12 栋 / 45 栋"]
    ]


@SQLITE
async def test_what_was_sent_while_sqlite_is_locked_is_not_sent_again(post: Post) -> None:
    post.writes(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    await post.sender.turn()
    await post.sandbox.heard(OFFICIAL)
    mend = faulty_stores.locked(post.engine)
    with pytest.raises(DatabaseLost):
        await post.sender.drain()
    mend()
    async with at_work(post.sender.run()):
        post.writes(OutgoingMessage(telegram_chat(OFFICIAL), "二"))
        await post.sandbox.heard(OFFICIAL)
    assert (post.stands(OFFICIAL), post.states()) == (["一", "二"], ["sent", "sent"])


@POSTGRESQL
@POSTGRESQL_FAULTS
async def test_postgresql_goes_while_parts_wait_for_work(
    post: Post, postgresql: Any, fault: Callable[[Any], None]
) -> None:
    async with at_work(post.receives(), post.worker.run(), post.sender.run()):
        for _ in range(2):
            await post.sandbox.say(OFFICIAL, "/help")
            await post.sandbox.heard(OFFICIAL)
            fault(postgresql)
        await post.sandbox.say(OFFICIAL, "/help")
        await post.sandbox.heard(OFFICIAL)
    assert answers(post) == 3


@pytest.mark.slow
@POSTGRESQL
async def test_postgresql_is_away_for_a_while(post: Post, postgresql: Any) -> None:
    post.clock.meanwhile += [lambda: None] * 5 + [faulty_stores.stopped(postgresql)]
    async with at_work(post.receives(), post.worker.run(), post.sender.run()):
        await post.sandbox.say(OFFICIAL, "/help")
        await post.sandbox.heard(OFFICIAL, within=20)
    assert answers(post) == 1


@POSTGRESQL
@POSTGRESQL_FAULTS
async def test_a_unit_of_work_cut_in_the_middle_leaves_nothing(
    post: Post, postgresql: Any, fault: Callable[[Any], None]
) -> None:
    ledger = DatabaseThread(post.engine)
    with reading(post.engine) as tx:
        before = journal.length(tx)

    def work(tx: Tx) -> None:
        journal.write(tx, "Imported", {}, now=MORNING)
        fault(postgresql)
        journal.write(tx, "Imported", {}, now=MORNING)

    with pytest.raises(DatabaseLost):
        await ledger.write(work)
    with reading(post.engine) as tx:
        assert journal.length(tx) == before
    await ledger.write(lambda tx: journal.write(tx, "Imported", {}, now=MORNING))
    with reading(post.engine) as tx:
        assert (journal.length(tx), journal.first_broken(tx)) == (before + 1, None)


@POSTGRESQL
@POSTGRESQL_FAULTS
async def test_a_conversation_cut_in_the_middle_is_held_again(
    post: Post, postgresql: Any, fault: Callable[[Any], None]
) -> None:
    post.mishaps.append(lambda: fault(postgresql))
    async with at_work(post.receives(), post.worker.run(), post.sender.run()):
        await post.sandbox.say(OFFICIAL, "/help")
        await post.sandbox.heard(OFFICIAL)
    assert (post.mishaps, answers(post)) == ([], 1)
