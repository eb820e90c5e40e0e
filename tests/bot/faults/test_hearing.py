"""Faults while we ask for updates: each is kept once, in the order people spoke, and none is lost."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select, text

from storage.db.engine import Engine, reading, writing
from storage.mail.tables import inbox
from tests.bot.faults.conftest import Post, at_work
from tests.support.small_city import OFFICIAL, OTHER


async def says(post: Post, *words: str) -> None:
    for word in words:
        await post.sandbox.say(OFFICIAL, word)


@pytest.mark.parametrize(
    "kind",
    ["500", "502", "409", "reset_before", "reset_after", "half", "not_json", "wrong_json"],
)
async def test_a_failed_poll_is_made_again_after_three_seconds(post: Post, kind: str) -> None:
    await says(post, "一", "二")
    await post.sandbox.fault("getUpdates", kind)
    await post.listens(2)
    assert post.kept() == ["一", "二"]
    assert post.clock.slept == [3]


async def test_a_second_poller_does_not_stop_us(post: Post) -> None:
    await post.sandbox.fault("getUpdates", "409", times=20)
    await says(post, "一")
    await post.listens(1)
    assert post.kept() == ["一"]


async def test_a_webhook_somebody_set_does_not_make_us_deaf(post: Post) -> None:
    async with at_work(post.receives()):
        await says(post, "一")
        await post.has_kept(1)
        post.sandbox.api.intake.set_webhook({"url": "http://127.0.0.1:9/"})
        await says(post, "二")
        await post.has_kept(2)
    assert post.kept() == ["一", "二"]


async def test_updates_delivered_twice_are_kept_once(post: Post) -> None:
    await says(post, "一")
    await post.listens(1)
    await post.sandbox.fault("getUpdates", "duplicate_updates")
    await says(post, "二")
    await post.listens(2)
    assert post.kept() == ["一", "二"]


async def test_reordered_updates_are_kept_in_the_order_people_spoke(post: Post) -> None:
    await says(post, "一", "二", "三")
    await post.sandbox.fault("getUpdates", "reordered_updates")
    await post.listens(3)
    await says(post, "四")
    await post.listens(4)
    assert post.kept() == ["一", "二", "三", "四"]


@pytest.mark.parametrize(
    "strange",
    [
        pytest.param({"callback_query": {"message": "hello"}}, id="a_word_for_an_object"),
        pytest.param({"message": {"chat": {"id": 10**30}, "text": "x"}}, id="a_huge_number"),
        pytest.param({"message": {"chat": {"id": 5}, "text": "\ud83d"}}, id="half_a_character"),
        pytest.param({"message": None}, id="nothing"),
        pytest.param({"message": {"chat": {"id": True}, "text": "x"}}, id="true_for_a_number"),
        pytest.param({"message": {"chat": {"id": 1.5}, "text": "x"}}, id="a_fraction"),
        pytest.param({"message": {"from": {"id": True}, "text": "\0"}}, id="a_nul"),
        pytest.param({"update_id": "seven", "message": {"text": "x"}}, id="no_number"),
        pytest.param({"update_id": True, "message": {"text": "x"}}, id="true_for_its_number"),
    ],
)
async def test_a_strange_update_keeps_nobody_else_from_being_heard(
    post: Post, strange: dict[str, object]
) -> None:
    await post.sandbox.raw_update(strange)
    await post.sandbox.say(OTHER, "一")
    await post.hears_from(OTHER, "一")


PICKY = {
    "sqlite": "CREATE TRIGGER picky BEFORE INSERT ON inbox WHEN {} "
    "BEGIN SELECT RAISE(ABORT, 'picky'); END",
    "postgresql": "ALTER TABLE inbox ADD CONSTRAINT picky CHECK (NOT ({}))",
}
"""A database that does not take some updates."""


@pytest.fixture
def picky(engine: Engine) -> Iterator[Callable[[str, str], None]]:
    def refuses(sqlite: str, postgresql: str) -> None:
        which = {"sqlite": sqlite, "postgresql": postgresql}[engine.dialect.name]
        with writing(engine) as tx:
            tx.execute(text(PICKY[engine.dialect.name].format(which)))

    yield refuses
    if engine.dialect.name == "postgresql":
        with writing(engine) as tx:
            tx.execute(text("ALTER TABLE inbox DROP CONSTRAINT IF EXISTS picky"))


def inbox_of(post: Post) -> list[tuple[int, str]]:
    with reading(post.engine) as tx:
        query = select(inbox.c.chat, inbox.c.raw).order_by(inbox.c.seq)
        return [(row.chat.id, row.raw) for row in tx.execute(query)]


async def test_one_update_of_a_batch_the_database_will_not_take(
    post: Post, picky: Callable[[str, str], None]
) -> None:
    picky("NEW.raw LIKE '%绊%'", "raw LIKE '%绊%'")
    await says(post, "一", "绊", "二")
    async with at_work(post.receives()):
        await post.until(lambda: len(inbox_of(post)) == 3)
    kept = inbox_of(post)
    assert [chat for chat, _ in kept] == [OFFICIAL] * 3
    assert ["一" in kept[0][1], "\\u7eca" in kept[1][1], "二" in kept[2][1]] == [True] * 3


async def test_an_update_the_database_takes_in_no_form_stands_in_the_log(
    post: Post, picky: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    await says(post, "一", "绊", "二")
    second = list(post.sandbox.world.updates.waiting)[1]["update_id"]
    picky(f"NEW.update_id = {second}", f"update_id = {second}")
    await post.listens(2)
    assert post.kept() == ["一", "二"]
    assert "\\u7eca" in capsys.readouterr().out
    await says(post, "三")
    await post.listens(3)
    assert post.kept() == ["一", "二", "三"]


async def test_a_database_without_its_tables_confirms_nothing(post: Post) -> None:
    await says(post, "一", "二")
    rename = "ALTER TABLE {} RENAME TO {}"

    def mend() -> None:
        with writing(post.engine) as tx:
            tx.execute(text(rename.format("elsewhere", "inbox")))

    with writing(post.engine) as tx:
        tx.execute(text(rename.format("inbox", "elsewhere")))
    post.clock.meanwhile.append(mend)
    async with at_work(post.receives()):
        await post.until(lambda: post.clock.slept != [])
        await post.has_kept(2)
    assert post.kept() == ["一", "二"]
