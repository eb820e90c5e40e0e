"""Refusals that are for good: given up, told to the office once, and the queue goes on."""

import pytest
from sqlalchemy import update

from bot.delivery import A_DAY_OF_TRIES
from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage, Toast
from notices import mail
from rules.policy.refs import Ref, RefKind
from storage.db.engine import reading, writing
from storage.mail.tables import outbox as sent_mail
from storage.people import groups, people
from tests.bot.faults.conftest import Post
from tests.support.small_city import GROUP, OFFICE, OFFICIAL, OTHER

NEWS = [
    OutgoingMessage(telegram_chat(OFFICIAL), "一"),
    OutgoingMessage(telegram_chat(OFFICIAL), "二"),
    OutgoingMessage(telegram_chat(OTHER), "三"),
]

CARD = Ref(RefKind.DRAFT, 1)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param("blocked", "消息已无法送达青山县 张伟：对方已屏蔽本助手", id="blocked"),
        pytest.param("deactivated", "消息已无法送达青山县 张伟：该账号已注销", id="deactivated"),
        pytest.param("chat_not_found", "消息已无法送达青山县 张伟：该会话已不存在", id="no_chat"),
        pytest.param("not_started", "消息已无法送达青山县 张伟：对方尚未启用本助手", id="no_start"),
    ],
)
async def test_a_person_out_of_reach_is_told_to_the_office_once(
    post: Post, kind: str, told: str
) -> None:
    await post.sandbox.fault("sendMessage", kind, chat=OFFICIAL, times=2)
    await post.sends(*NEWS)
    await post.after(5)
    assert post.stands(OFFICE) == [told]
    assert post.stands(OTHER) == ["三"]
    assert post.states() == ["failed", "failed", "sent", "sent"]


async def test_a_group_that_put_the_bot_out_is_told_to_the_office_once(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "kicked", chat=GROUP, times=2)
    await post.sends(
        OutgoingMessage(telegram_chat(GROUP), "日报"),
        OutgoingMessage(telegram_chat(GROUP), "日报二"),
    )
    await post.after(5)
    assert post.stands(OFFICE) == ["消息已无法送达整改工作群：本助手已被移出该群"]
    with reading(post.engine) as tx:
        assert groups.bound(tx) == []


async def test_a_message_telegram_will_not_take_is_told_once(post: Post) -> None:
    """The person can still be reached: only this message is wrong."""
    await post.sandbox.fault(
        "sendMessage", "error", chat=OFFICIAL, description="Bad Request: can't parse"
    )
    await post.sends(*NEWS)
    await post.after(5)
    assert post.stands(OFFICE) == [
        "近 24 小时有 1 条消息未能送达，最近一条发给青山县 张伟：Can't parse"
    ]
    assert (post.stands(OFFICIAL), post.stands(OTHER)) == (["二"], ["三"])
    with reading(post.engine) as tx:
        assert people.by_id(tx, 1).reachable


async def test_a_message_that_failed_for_a_day_is_given_up(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "500", chat=OFFICIAL)
    with writing(post.engine) as tx:
        mail.send_all(tx, NEWS, post.clock.now())
        tx.execute(update(sent_mail).where(sent_mail.c.id == 1).values(attempts=A_DAY_OF_TRIES))
    await post.after(5)
    assert (post.stands(OFFICIAL), post.stands(OTHER)) == (["二"], ["三"])
    assert post.stands(OFFICE) == [
        "近 24 小时有 1 条消息未能送达，最近一条发给青山县 张伟：Internal Server Error"
    ]


async def test_many_refusals_are_one_living_message(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "error", chat=OFFICIAL, times=3, description="No")
    for number in range(3):
        await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), f"第{number}条"))
        await post.after(5)
    assert post.stands(OFFICE) == ["近 24 小时有 3 条消息未能送达，最近一条发给青山县 张伟：No"]


async def test_a_refused_notice_to_the_office_ends_there(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "error", times=5, description="No")
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    await post.after(60)
    assert post.states() == ["failed", "failed"]
    assert len(post.sandbox.calls("sendMessage")) == 2


async def test_a_query_too_old_is_nobodys_trouble(post: Post) -> None:
    await post.sandbox.fault("answerCallbackQuery", "old_query")
    with writing(post.engine) as tx:
        mail.send_toast(tx, telegram_chat(OFFICIAL), Toast("1"), post.clock.now())
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    assert post.states() == ["sent", "sent"]
    assert post.stands(OFFICIAL) == ["一"]
    assert post.stands(OFFICE) == []


async def test_a_message_to_edit_that_is_gone_is_sent_anew(post: Post) -> None:
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "卡片", live_key=CARD))
    await post.sandbox.fault("editMessageText", "not_found")
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "回执", live_key=CARD))
    await post.after(2)
    assert post.stands(OFFICIAL) == ["卡片", "回执"]
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "更正", live_key=CARD))
    await post.after(2)
    assert post.stands(OFFICIAL) == ["卡片", "更正"]


async def test_a_message_that_looks_so_already_is_done(post: Post) -> None:
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "卡片", live_key=CARD))
    await post.after(2)
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "卡片", live_key=CARD))
    await post.after(2)
    assert [call["error_code"] for call in post.sandbox.calls("editMessageText")] == [400]
    assert post.states() == ["sent", "sent"]
    assert post.stands(OFFICE) == []
