"""Groups: joining, privacy mode, leaving, becoming a supergroup."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]


async def updates(api: Any) -> list[Json]:
    result: list[Json] = (await api("getUpdates"))["result"]
    return [{k: v for k, v in update.items() if k != "update_id"} for update in result]


async def test_the_bot_hears_that_it_was_added(sb: Sandbox, api: Any, li: Json) -> None:
    group = await sb.add_group("整改工作群", [li])
    change, service = await updates(api)
    bot = sb.world.profile.as_user()
    assert change["my_chat_member"] == {
        "chat": {"id": group["id"], "type": "group", "title": "整改工作群"},
        "from": sb.world.person(li["id"]).as_user(),
        "date": change["my_chat_member"]["date"],
        "old_chat_member": {"status": "left", "user": bot},
        "new_chat_member": {"status": "member", "user": bot},
    }
    assert service["message"]["new_chat_members"] == [bot]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param("大家周五前报进展", False, id="talk_among_people"),
        pytest.param("/bind 全市", True, id="command"),
        pytest.param("/bind@taizhang_sandbox_bot 全市", True, id="command_to_the_bot"),
        pytest.param("/bind@other_bot 全市", False, id="command_to_another_bot"),
        pytest.param("@taizhang_sandbox_bot 全市情况", True, id="mention"),
    ],
)
async def test_privacy_mode(
    sb: Sandbox, api: Any, li: Json, group: Json, text: str, heard: bool
) -> None:
    said = await sb.say(li, text, chat=group)
    assert await updates(api) == ([{"message": said}] if heard else [])


async def test_a_reply_to_the_bot_is_heard(sb: Sandbox, api: Any, li: Json, group: Json) -> None:
    await api("sendMessage", chat_id=group["id"], text="逾期3项")
    digest = await sb.heard(group)
    said = await sb.say(li, "1号已拆完", chat=group, reply_to=digest)
    assert await updates(api) == [{"message": said}]


@pytest.mark.parametrize("way", ["administrator", "privacy_off"])
async def test_without_privacy_every_word_is_heard(
    sb: Sandbox, api: Any, li: Json, group: Json, way: str
) -> None:
    if way == "administrator":
        await sb.promote(group)
        sb.world.updates.clear()
    sb.world.profile.privacy = way == "administrator"
    said = await sb.say(li, "大家周五前报进展", chat=group)
    assert await updates(api) == [{"message": said}]


async def test_kicked_and_invited_again(sb: Sandbox, api: Any, group: Json) -> None:
    await sb.kick(group)
    refused = await api("sendMessage", chat_id=group["id"], text="日报")
    await sb.invite(group)
    taken = await api("sendMessage", chat_id=group["id"], text="日报")
    assert (refused["error_code"], refused["description"], taken["ok"]) == (
        403,
        "Forbidden: bot was kicked from the group chat",
        True,
    )
    assert [next(iter(update)) for update in await updates(api)] == [
        "message",
        "my_chat_member",
        "my_chat_member",
        "message",
    ]


async def test_the_bot_leaves(api: Any, group: Json) -> None:
    await api("leaveChat", chat_id=group["id"])
    refused = await api("sendMessage", chat_id=group["id"], text="日报")
    assert refused["description"] == "Forbidden: bot is not a member of the group chat"


async def test_a_group_becomes_a_supergroup(sb: Sandbox, api: Any, li: Json, group: Json) -> None:
    new = await sb.migrate(group)
    old_side, new_side = await updates(api)
    assert old_side["message"]["migrate_to_chat_id"] == new["id"]
    assert new_side["message"]["migrate_from_chat_id"] == group["id"]
    assert await api("sendMessage", chat_id=group["id"], text="日报") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new["id"]},
    }
    sent = (await api("sendMessage", chat_id=new["id"], text="日报"))["result"]
    assert (sent["chat"]["type"], sent["message_id"]) == ("supergroup", 2)


async def test_members_and_how_they_stand(
    sb: Sandbox, api: Any, li: Json, wang: Json, group: Json
) -> None:
    await sb.kick(group, wang)
    statuses = {}
    for name, user in (("li", li["id"]), ("wang", wang["id"]), ("bot", sb.world.profile.id)):
        member = await api("getChatMember", chat_id=group["id"], user_id=user)
        statuses[name] = member["result"]["status"]
    assert statuses == {"li": "creator", "wang": "left", "bot": "member"}
    admins = (await api("getChatAdministrators", chat_id=group["id"]))["result"]
    assert [admin["user"]["id"] for admin in admins] == [li["id"]]


async def test_topics(sb: Sandbox, api: Any, li: Json) -> None:
    forum = await sb.add_group("整改专题群", [li], supergroup=True)
    thread = await sb.topic(forum, "日报")
    said = await sb.say(li, "/digest", chat=forum, thread=thread)
    sent = await api("sendMessage", chat_id=forum["id"], message_thread_id=thread, text="日报")
    places = [
        (m["message_thread_id"], m["is_topic_message"], m["chat"]["is_forum"])
        for m in (said, sent["result"])
    ]
    assert places == [(thread, True, True)] * 2
    await sb.delete_topic(forum, thread)
    refused = await api("sendMessage", chat_id=forum["id"], message_thread_id=thread, text="日报")
    assert refused["description"] == "Bad Request: message thread not found"


async def test_an_administrator_without_a_name(
    sb: Sandbox, api: Any, li: Json, group: Json
) -> None:
    said = await sb.say(li, "/bind 全市", chat=group, anonymous=True)
    assert (said["from"]["username"], said["sender_chat"]["id"]) == (
        "GroupAnonymousBot",
        group["id"],
    )
    assert await updates(api) == [{"message": said}]
