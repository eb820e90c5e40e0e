"""Ephemeral messages: one member of a group sees them, nobody else, and not everybody may be sent one."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]
BUTTON = {"inline_keyboard": [[{"text": "逾期", "callback_data": "dg"}]]}


@pytest.fixture
async def press(sb: Sandbox, api: Any, group: Json, li: Json) -> str:
    """A press of 李伟's under a message in the group."""
    await api("sendMessage", chat_id=group["id"], text="日报", reply_markup=BUTTON)
    return await sb.tap(li, await sb.heard(group), "逾期")


def to(person: Json, **more: Any) -> Json:
    return {"ephemeral_message_parameters": {"receiver_user_id": person["id"], **more}}


async def test_one_member_sees_it_and_nobody_else(
    sb: Sandbox, api: Any, group: Json, li: Json, wang: Json, press: str
) -> None:
    answer = await api(
        "sendMessage", chat_id=group["id"], text="2项", **to(li, callback_query_id=press)
    )
    message = answer["result"]
    assert (message["message_id"], message["ephemeral_message_id"]) == (0, 1)
    assert message["receiver_user"]["id"] == li["id"]
    assert [m["text"] for m in sb.asides(group, li)] == ["2项"]
    assert sb.asides(group, wang) == []
    assert [m["text"] for m in sb.messages(group) if "text" in m] == ["日报"]


async def test_over_http_it_is_asked_for_by_its_reader(
    api: Any, web: aiohttp.ClientSession, group: Json, li: Json, wang: Json, press: str
) -> None:
    await api("sendMessage", chat_id=group["id"], text="2项", **to(li, callback_query_id=press))
    seen = {}
    for person in (li, wang):
        path = f"/sandbox/chats/{group['id']}/messages?alone={person['id']}"
        async with web.get(path) as answer:
            seen[person["first_name"]] = [m["text"] for m in await answer.json()]
    assert seen == {"李伟": ["2项"], "王芳": []}


async def test_an_administrator_needs_no_press(
    sb: Sandbox, api: Any, group: Json, wang: Json
) -> None:
    await sb.promote(group)
    answer = await api("sendMessage", chat_id=group["id"], text="请回复", **to(wang))
    assert answer["ok"]


async def test_a_press_of_long_ago_carries_none(
    sb: Sandbox, api: Any, group: Json, li: Json, press: str
) -> None:
    await sb.advance(16)
    answer = await api(
        "sendMessage", chat_id=group["id"], text="2项", **to(li, callback_query_id=press)
    )
    assert answer["description"].startswith("Bad Request: query is too old")
    assert sb.asides(group, li) == []


async def test_what_is_refused(sb: Sandbox, api: Any, group: Json, li: Json, press: str) -> None:
    outsider = await sb.add_user("路人", started=True)
    other = await sb.add_group("另一个群", [li])
    pressed: Json = {"callback_query_id": press}
    refused = {
        "the bot is no administrator": (group, to(li)),
        "somebody else pressed": (group, to(outsider, **pressed)),
        "it was pressed elsewhere": (other, to(li, **pressed)),
        "a private chat": (li, to(li, **pressed)),
        "in place of another": (group, to(li, **pressed, replace_callback_query_message=True)),
        "a press that is none": (group, to(li, callback_query_id="1")),
    }
    for why, (chat, params) in refused.items():
        answer = await api("sendMessage", chat_id=chat["id"], text="2项", **params)
        assert (answer["ok"], answer.get("error_code")) == (False, 400), why
    assert (sb.world.chat(group["id"]).ephemeral, sb.malformed) == ([], 0)


async def test_an_older_server_does_not_look_at_it(
    sb: Sandbox, api: Any, group: Json, li: Json, press: str
) -> None:
    """It shows the message to the whole group, as any server does with what it does not know."""
    sb.world.older = True
    await api("sendMessage", chat_id=group["id"], text="2项", **to(li, callback_query_id=press))
    assert [m["text"] for m in sb.messages(group) if "text" in m] == ["日报", "2项"]
    assert sb.asides(group, li) == []


@pytest.mark.parametrize("older", [False, True])
async def test_how_a_bot_learns_which_it_is(sb: Sandbox, api: Any, older: bool) -> None:
    sb.world.older = older
    rights = (await api("getMyDefaultAdministratorRights"))["result"]
    assert ("can_send_welcome_messages" in rights) is not older
    assert not any(rights.values())
