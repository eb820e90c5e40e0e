"""A press in a group is answered for the presser alone: where the server can, where it cannot or refuses.

Whatever goes wrong, the group reads nothing but its digest.
"""

import pytest

from bot.telegram.delivery import Patience
from bot.telegram.ephemeral import ASK_AGAIN
from tests.bot.faults.conftest import FORUM, Post
from tests.support.small_city import GROUP, OFFICE, OFFICIAL

ANSWER = "逾期任务：1 项"
ALONE = "已单独回复您，群内其他成员看不到。"
IN_PRIVATE = "已私聊发送给您。"
OPEN_CHAT = "请先打开与本助手的私聊，结果将在私聊中发送。"
ASKED = "getMyDefaultAdministratorRights"


@pytest.fixture
def patience() -> Patience:
    """As long as ever: here every answer comes."""
    return Patience()


async def digest(post: Post, group: int = GROUP, thread: int | None = None) -> None:
    """Ask for the digest in the group: from now on it has buttons to press."""
    await post.sandbox.say(OFFICE, "/digest", chat=group, thread=thread)
    await post.deals()


async def pressed(post: Post, who: int = OFFICIAL, group: int = GROUP) -> str:
    """Press 逾期 under the digest; return the press."""
    shown = next(m for m in post.sandbox.messages(group) if "reply_markup" in m)
    return await post.sandbox.tap(who, shown, "逾期")


async def answered(post: Post, press: str) -> str:
    """Deal with a press; return the words in which the phone was answered."""
    await post.deals()
    return (await post.sandbox.answered(press))["text"] or ""


def alone(post: Post, who: int, group: int = GROUP) -> list[str]:
    """What one member alone has seen in the group, by first lines."""
    return [m["text"].split("\n")[0] for m in post.sandbox.asides(group, who)]


def in_private(post: Post, who: int = OFFICIAL) -> list[str]:
    return [text.split("\n")[0] for text in post.stands(who)]


def in_the_group(post: Post, group: int = GROUP) -> list[str]:
    return [text.split("\u3000")[0] for text in post.stands(group)]


async def test_the_presser_alone_reads_it_in_the_group(post: Post) -> None:
    await digest(post)
    assert await answered(post, await pressed(post)) == ALONE
    assert alone(post, OFFICIAL) == [ANSWER]
    assert (alone(post, OFFICE), in_private(post)) == ([], [])
    assert in_the_group(post) == ["整改日报"]
    assert set(post.states()) == {"sent"}


async def test_it_is_said_before_the_press_is_answered(post: Post) -> None:
    """Whether a press that was answered still carries a message, the Bot API does not say."""
    await digest(post)
    await answered(post, await pressed(post))
    called = [call["method"] for call in post.sandbox.calls()]
    assert called[-3:] == [ASKED, "sendMessage", "answerCallbackQuery"]


async def test_a_server_that_knows_is_asked_once(post: Post) -> None:
    await digest(post)
    for _ in range(3):
        await answered(post, await pressed(post))
        await post.after(ASK_AGAIN)
    assert len(post.sandbox.calls(ASKED)) == 1


async def test_an_older_server_gets_it_for_the_own_chat(post: Post) -> None:
    post.sandbox.world.older = True
    await digest(post)
    assert await answered(post, await pressed(post)) == IN_PRIVATE
    assert (alone(post, OFFICIAL), in_private(post)) == ([], [ANSWER])
    assert in_the_group(post) == ["整改日报"]


async def test_an_older_server_is_asked_again_after_an_hour(post: Post) -> None:
    post.sandbox.world.older = True
    await digest(post)
    for _ in range(2):
        await answered(post, await pressed(post))
    assert len(post.sandbox.calls(ASKED)) == 1
    post.sandbox.world.older = False
    await post.after(ASK_AGAIN)
    assert await answered(post, await pressed(post)) == ALONE


@pytest.mark.parametrize(
    "doubt",
    [
        pytest.param({"kind": "401"}, id="401"),
        pytest.param({"kind": "500"}, id="500"),
        pytest.param({"kind": "429"}, id="too_many"),
        pytest.param({"kind": "reset_before"}, id="line_cut"),
        pytest.param({"kind": "not_json"}, id="unintelligible"),
    ],
)
async def test_what_is_in_doubt_is_said_in_the_own_chat(post: Post, doubt: dict[str, str]) -> None:
    await digest(post)
    await post.sandbox.fault(ASKED, **doubt)
    assert await answered(post, await pressed(post)) == IN_PRIVATE
    assert in_private(post) == [ANSWER]
    assert in_the_group(post) == ["整改日报"]


async def test_a_press_too_long_ago_is_answered_in_the_own_chat(post: Post) -> None:
    """Telegram gives 15 seconds for it. The press itself can still be answered."""
    await digest(post)
    press = await pressed(post)
    await post.sandbox.advance(16)
    assert await answered(post, press) == IN_PRIVATE
    assert (alone(post, OFFICIAL), in_private(post)) == ([], [ANSWER])
    assert in_the_group(post) == ["整改日报"]


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param({"kind": "error", "description": "Bad Request: BOT_NOT_ADMIN"}, id="400"),
        pytest.param({"kind": "kicked"}, id="403"),
        pytest.param({"kind": "429", "retry_after": 60}, id="too_many"),
        pytest.param({"kind": "migrated", "migrate_to_chat_id": -1001}, id="moved"),
    ],
)
async def test_what_is_refused_in_the_group_is_said_once_in_the_own_chat(
    post: Post, refusal: dict[str, str | int]
) -> None:
    await digest(post)
    await post.sandbox.fault("sendMessage", chat=GROUP, **refusal)
    assert await answered(post, await pressed(post)) == IN_PRIVATE
    assert (alone(post, OFFICIAL), in_private(post)) == ([], [ANSWER])
    assert in_the_group(post) == ["整改日报"]
    assert set(post.states()) == {"sent"}


async def test_a_failure_that_passes_is_tried_again(post: Post) -> None:
    await digest(post)
    await post.sandbox.fault("sendMessage", "500", chat=GROUP)
    press = await pressed(post)
    await post.deals()
    assert await answered(post, press) == ALONE
    assert (alone(post, OFFICIAL), in_private(post)) == ([ANSWER], [])


async def test_who_cannot_be_written_to_reads_it_in_the_group(post: Post) -> None:
    await digest(post)
    await post.sandbox.block(OFFICIAL)
    assert await answered(post, await pressed(post)) == ALONE
    assert alone(post, OFFICIAL) == [ANSWER]


async def test_on_an_older_server_who_cannot_be_written_to_is_told_so(post: Post) -> None:
    post.sandbox.world.older = True
    await digest(post)
    await post.sandbox.block(OFFICIAL)
    assert await answered(post, await pressed(post)) == OPEN_CHAT
    assert (alone(post, OFFICIAL), in_private(post)) == ([], [])
    assert in_the_group(post) == ["整改日报"]
    assert set(post.states()) == {"sent"}


async def test_who_turns_out_to_have_blocked_the_bot_is_told_so(post: Post) -> None:
    post.sandbox.world.older = True
    await digest(post)
    await post.sandbox.fault("sendMessage", "blocked", chat=OFFICIAL)
    assert await answered(post, await pressed(post)) == OPEN_CHAT
    assert in_private(post) == []
    assert "failed" in post.states()


async def test_what_a_server_that_became_older_showed_to_all_is_taken_back(post: Post) -> None:
    await digest(post)
    await answered(post, await pressed(post))
    post.sandbox.world.older = True
    assert await answered(post, await pressed(post)) == IN_PRIVATE
    assert in_private(post) == [ANSWER]
    assert in_the_group(post) == ["整改日报"]
    await answered(post, await pressed(post))
    assert len(post.sandbox.calls("deleteMessage")) == 1


async def test_in_a_topic_it_stands_in_the_topic(post: Post) -> None:
    thread = await post.founds_forum()
    await post.sandbox.say(OFFICE, "/bind 白水县", chat=FORUM, thread=thread)
    await digest(post, FORUM, thread)
    assert await answered(post, await pressed(post, OFFICE, FORUM)) == ALONE
    (said,) = post.sandbox.asides(FORUM, OFFICE)
    assert said["message_thread_id"] == thread
