"""Calls whose answers are late, lost or spoilt: sent again, in order, and nobody else waits."""

import pytest
from telegram.error import NetworkError

from bot.telegram.addresses import telegram_chat
from bot.telegram.delivery_errors import classify
from messages.outgoing import OutgoingMessage
from tests.bot.faults.conftest import Post
from tests.support.small_city import GROUP, OFFICIAL, OTHER

HELLO = OutgoingMessage(telegram_chat(OFFICIAL), "一")
NOT_DONE = ["500", "502", "reset_before", "timeout"]
DONE_UNHEARD = ["reset_after", "timeout_after", "half", "not_json"]


@pytest.mark.parametrize("kind", NOT_DONE)
async def test_a_call_that_did_nothing_is_made_again(post: Post, kind: str) -> None:
    await post.sandbox.fault("sendMessage", kind)
    await post.sends(HELLO, OutgoingMessage(telegram_chat(OFFICIAL), "二"))
    assert post.stands(OFFICIAL) == []
    await post.after(3)
    assert post.stands(OFFICIAL) == ["一", "二"]
    assert post.states() == ["sent", "sent"]


@pytest.mark.parametrize("kind", DONE_UNHEARD)
async def test_a_call_that_was_done_unheard_is_repeated_once(post: Post, kind: str) -> None:
    """At least once: Telegram cannot be asked whether it took a message."""
    await post.sandbox.fault("sendMessage", kind)
    await post.sends(HELLO)
    await post.after(3)
    await post.after(60)
    assert post.stands(OFFICIAL) == ["一", "一"]
    assert post.states() == ["sent"]


async def test_a_strange_answer_to_a_call_that_was_done_is_enough(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "wrong_json")
    await post.sends(HELLO)
    await post.after(60)
    assert post.stands(OFFICIAL) == ["一"]


async def test_a_chat_that_fails_for_long_holds_up_no_other(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "500", chat=OFFICIAL, times=9)
    await post.sends(
        HELLO,
        OutgoingMessage(telegram_chat(OTHER), "二"),
        OutgoingMessage(telegram_chat(GROUP), "三"),
    )
    assert (post.stands(OTHER), post.stands(GROUP)) == (["二"], ["三"])
    for _ in range(9):
        assert post.stands(OFFICIAL) == []
        await post.after(32)
    assert post.stands(OFFICIAL) == ["一"]


def test_however_often_it_failed_it_is_tried_within_half_a_minute() -> None:
    assert [classify(NetworkError("gone"), tries).wait for tries in (0, 1, 5, 2699)] == [
        1,
        2,
        32,
        32,
    ]
