"""Faults while we ask for updates: each is kept once, in the order people spoke, and none is lost."""

import pytest

from tests.bot.faults.conftest import Post, at_work
from tests.small_city import OFFICIAL, OTHER


async def says(post: Post, *words: str) -> None:
    for text in words:
        await post.sandbox.say(OFFICIAL, text)


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
    async with at_work(post.intake.run()):
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
        pytest.param({"update_id": "seven", "message": {"text": "x"}}, id="no_number"),
    ],
)
async def test_a_strange_update_keeps_nobody_else_from_being_heard(
    post: Post, strange: dict[str, object]
) -> None:
    await post.sandbox.raw_update(strange)
    await post.sandbox.say(OTHER, "一")
    await post.hears_from(OTHER, "一")
