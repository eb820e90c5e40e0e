"""A flood from accounts nobody knows: officials are heard and answered as if there were none."""

import pytest
from sqlalchemy import func, select

from bot.telegram.delivery import Patience
from storage.db.engine import Engine, reading, writing
from storage.mail.tables import inbox as inbox_rows
from storage.people import invitations
from tests.bot.faults.conftest import Post
from tests.support.accounts import BAD_CODE
from tests.support.floods import (
    LONGEST,
    MESSAGES,
    STRANGERS,
    each_writes,
    goes_on,
    strangers_come,
)
from tests.support.small_city import GROUP, MORNING, OFFICIAL, OTHER

ROUND = 0.02
"""Seconds a call takes there and back: one fetch of a hundred updates, one round of answers."""

WHO_ARE_YOU = (
    "本助手服务于全市督察整改工作。请点击发给您的邀请链接，或发送 /start 加邀请码完成登记。"
)


@pytest.fixture
def patience() -> Patience:
    """As in the running program: on a busy machine an answer may take its time."""
    return Patience()


async def waited(post: Post, who: int, text: str, words: str, chat: int | None = None) -> float:
    """Seconds until an answer with these words stands in the chat."""
    place = who if chat is None else chat
    await post.sandbox.say(who, text, chat=chat)
    begun = post.clock.ticks()
    while not any(words in said for said in post.stands(place)):
        await goes_on(post, ROUND)
    return post.clock.ticks() - begun


async def all_is_done(post: Post) -> None:
    while waiting(post.engine) or "waiting" in post.states():
        await goes_on(post, 1.0)


def waiting(engine: Engine) -> int:
    query = select(func.count()).where(inbox_rows.c.state == "waiting")
    with reading(engine) as tx:
        return tx.execute(query).scalar_one()


async def test_an_official_waits_no_second_behind_three_thousand_messages(post: Post) -> None:
    await strangers_come(post)
    await each_writes(post, MESSAGES)
    assert await waited(post, OFFICIAL, "/search 甲问", "“甲问”") <= LONGEST
    await all_is_done(post)
    assert [post.stands(account) for account in STRANGERS] == [[WHO_ARE_YOU]] * len(STRANGERS)


async def test_officials_wait_no_second_while_strangers_go_on_writing(post: Post) -> None:
    await strangers_come(post)
    waits = []
    for number in range(8):
        await each_writes(post, 1)
        who = (OFFICIAL, OTHER)[number % 2]
        waits.append(await waited(post, who, f"/search {number}问", f"“{number}问”"))
        await goes_on(post, 1.0)
    assert max(waits) <= LONGEST


async def test_who_comes_with_a_code_waits_no_second_either(post: Post) -> None:
    """Though he is unknown until then, and wrote before as much as the others."""
    await strangers_come(post)
    await each_writes(post, MESSAGES)
    with writing(post.engine) as tx:
        code = invitations.invite(tx, 6, MORNING)
    greeting = "陈晨同志，您已完成登记。"
    assert await waited(post, STRANGERS[0], f"/start {code}", greeting) <= LONGEST


async def test_an_official_waits_no_second_behind_two_thousand_wrong_codes(post: Post) -> None:
    await post.sandbox.add_user("路人", id=STRANGERS[0], started=True)
    for number in range(2_000):
        await post.sandbox.say(STRANGERS[0], f"/start WRONG{number}")
    assert await waited(post, OFFICIAL, "/search 甲问", "“甲问”") <= LONGEST
    await all_is_done(post)
    assert post.stands(STRANGERS[0]) == [BAD_CODE] * 5


async def test_an_official_waits_no_second_in_a_group_that_strangers_flood(post: Post) -> None:
    await strangers_come(post)
    for account in STRANGERS:
        await post.sandbox.invite(GROUP, account)
    await each_writes(post, MESSAGES, GROUP)
    assert await waited(post, OFFICIAL, "/search 甲问", "“甲问”", GROUP) <= LONGEST
    await all_is_done(post)
    assert [post.stands(account) for account in STRANGERS] == [[]] * len(STRANGERS)
