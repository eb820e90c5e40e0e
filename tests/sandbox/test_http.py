"""The sandbox's own side over plain HTTP, as the page and outside tests use it."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]


async def post(web: aiohttp.ClientSession, path: str, **body: Any) -> Any:
    async with web.post(f"/sandbox/{path}", json=body) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def get(web: aiohttp.ClientSession, path: str) -> Any:
    async with web.get(f"/sandbox/{path}") as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def test_the_state_names_bot_people_and_chats(web: aiohttp.ClientSession) -> None:
    li = await post(web, "users", id=7, first_name="李伟", role_hint="责任人", started=True)
    group = await post(web, "groups", title="工作群", members=[7], with_bot=True)
    state = await get(web, "state")
    assert state["bot"]["username"] == "taizhang_sandbox_bot"
    assert (
        state["users"]
        == [li]
        == [
            {
                "id": 7,
                "first_name": "李伟",
                "last_name": None,
                "username": None,
                "role_hint": "责任人",
                "start_code": "",
                "started": True,
                "blocked": False,
                "deactivated": False,
            }
        ]
    )
    assert state["chats"][1] == group
    assert [(c["id"], c["type"], c["title"], c["members"]) for c in state["chats"]] == [
        (7, "private", "李伟", [7]),
        (group["id"], "group", "工作群", [7]),
    ]


async def test_say_press_and_the_answer(web: aiohttp.ClientSession, api: Any) -> None:
    await post(web, "users", id=7, first_name="李伟")
    said = await post(web, "say", user=7, text="我的任务")
    markup = {"inline_keyboard": [[{"text": "下一页", "callback_data": "p2"}]]}
    await api("sendMessage", chat_id=7, text="共3项", reply_markup=markup)
    [listed] = await get(web, f"chats/7/messages?after={said['message_id']}")
    assert (listed["text"], listed["edited"]) == ("共3项", False)
    pressed = await post(web, "press", user=7, chat=7, message_id=listed["message_id"], data="p2")
    path = f"answers/{pressed['callback_id']}"
    before = await get(web, path)
    await api("answerCallbackQuery", callback_query_id=pressed["callback_id"], text="第2页")
    after = await get(web, path)
    assert (before["answered"], after["answered"], after["text"]) == (False, True, "第2页")


async def test_an_album_uploaded_and_looked_at(web: aiohttp.ClientSession) -> None:
    await post(web, "users", id=7, first_name="李伟")
    form = aiohttp.FormData({"user": "7", "caption": "附件", "kind": "document"})
    for name in ("一.txt", "二.txt"):
        form.add_field("file", BytesIO(name.encode()), filename=name, content_type="text/plain")
    async with web.post("/sandbox/upload", data=form) as answer:
        first, second = await answer.json()
    assert (first["caption"], first["media_group_id"]) == ("附件", second["media_group_id"])
    async with web.get(f"/sandbox/files/{second['document']['file_id']}") as answer:
        assert (answer.content_type, await answer.text()) == ("text/plain", "二.txt")


async def test_what_is_no_picture_cannot_be_sent_as_one(web: aiohttp.ClientSession) -> None:
    await post(web, "users", id=7, first_name="李伟")
    form = aiohttp.FormData({"user": "7", "kind": "photo"})
    form.add_field("file", BytesIO(b"no picture"), filename="a.jpg", content_type="image/jpeg")
    async with web.post("/sandbox/upload", data=form) as answer:
        assert (answer.status, (await answer.json())["error"]) == (
            400,
            "Bad Request: IMAGE_PROCESS_FAILED",
        )


async def test_the_clock_moves_and_tells_who_waits(
    web: aiohttp.ClientSession, sb: Sandbox, api: Any
) -> None:
    await post(web, "users", id=7, first_name="李伟", started=True)
    waiting = asyncio.create_task(get(web, "clock?after=0"))
    moved = await post(web, "clock", set="2026-12-01T08:30:00+08:00")
    assert (await waiting)["offset_seconds"] == moved["offset_seconds"] != 0
    assert moved["now"].startswith("2026-12-01T00:30:00")
    sent = await api("sendMessage", chat_id=7, text="日报")
    assert sent["result"]["date"] - 1_796_085_000 in range(5)
    later = await post(web, "clock", advance_seconds=86_400)
    assert round(later["offset_seconds"] - moved["offset_seconds"]) == 86_400


async def test_whoever_moves_the_clock_sees_when_it_is_followed(
    web: aiohttp.ClientSession,
) -> None:
    assert (await get(web, "clock"))["followed"] is None
    await get(web, "clock?after=0.0&timeout=0")
    assert (await get(web, "clock"))["followed"] is True
    moved = await post(web, "clock", advance_seconds=60)
    assert moved["followed"] is False
    await get(web, f"clock?after={moved['offset_seconds']!r}&timeout=0")
    assert (await get(web, "clock"))["followed"] is True


async def next_event(stream: aiohttp.ClientResponse, kind: str) -> Json:
    async for line in stream.content:
        if line.startswith(b"data: "):
            event: Json = json.loads(line.removeprefix(b"data: "))
            if event["type"] == kind:
                return event
    raise AssertionError(f"the stream ended before {kind}")


async def test_events_as_they_happen(web: aiohttp.ClientSession, api: Any) -> None:
    await post(web, "users", id=7, first_name="李伟", started=True)
    async with asyncio.timeout(5), web.get("/sandbox/events") as stream:
        await post(web, "say", user=7, text="收到")
        heard = await next_event(stream, "message")
        assert (heard["chat"], heard["message"]["text"]) == (7, "收到")
        sent = (await api("sendMessage", chat_id=7, text="好的"))["result"]
        assert (await next_event(stream, "call"))["method"] == "sendMessage"
        place = {"chat_id": 7, "message_id": sent["message_id"]}
        await api("editMessageText", **place, text="收悉")
        assert (await next_event(stream, "edited"))["message"]["text"] == "收悉"
        await api("deleteMessage", **place)
        gone = await next_event(stream, "deleted")
        assert (gone["chat"], gone["message_id"]) == (7, sent["message_id"])
        await post(web, "clock", advance_seconds=60)
        assert (await next_event(stream, "clock"))["offset_seconds"] == 60


async def test_groups_and_blocking_over_http(web: aiohttp.ClientSession) -> None:
    await post(web, "users", id=7, first_name="李伟")
    group = await post(web, "groups", title="工作群", members=[7])
    kicked = await post(web, f"groups/{group['id']}/kick")
    invited = await post(web, f"groups/{group['id']}/invite")
    moved = await post(web, f"groups/{group['id']}/migrate")
    assert (kicked["bot"], invited["bot"], moved["type"]) == ("kicked", "member", "supergroup")
    blocked = await post(web, "users/7/block")
    back = await post(web, "users/7/unblock")
    assert (blocked["blocked"], back["blocked"]) == (True, False)


async def test_faults_calls_and_raw_updates(web: aiohttp.ClientSession, api: Any) -> None:
    await post(web, "faults", method="getMe", kind="500")
    await post(web, "faults", method="getMe", kind="429", times=9)
    assert (await api("getMe"))["error_code"] == 500
    async with web.delete("/sandbox/faults"):
        assert (await api("getMe"))["ok"] is True
    told = await post(web, "raw_update", poll={"odd": True})
    assert (await api("getUpdates"))["result"] == [
        {"update_id": told["update_id"], "poll": {"odd": True}}
    ]
    calls = await get(web, "calls?method=getMe")
    assert (calls["refused"], calls["malformed"]) == (1, 0)
    assert [(c["ok"], c["fault"]) for c in calls["calls"]] == [(False, "500"), (True, None)]


async def test_the_menu(web: aiohttp.ClientSession, api: Any) -> None:
    menu = {"zh": [{"command": "my", "description": "我的任务"}]}
    everybody = [{"command": "my", "description": "My items"}]
    await api("setMyCommands", commands=everybody)
    await api("setMyCommands", commands=menu["zh"], language_code="zh")
    assert await get(web, "commands") == menu["zh"]
    assert await get(web, "commands?language=en") == everybody
    groups = [{"command": "bind", "description": "绑定群"}]
    await api("setMyCommands", commands=groups, scope={"type": "all_group_chats"})
    assert await get(web, "commands?group=1") == groups
    assert await get(web, "commands") == menu["zh"]


async def test_the_menu_of_one_chat(web: aiohttp.ClientSession, api: Any) -> None:
    person = await post(web, "users", id=7, first_name="李伟", started=True)
    chat = {"type": "chat", "chat_id": person["id"]}
    everybody, own = ([{"command": name, "description": "任务"}] for name in ("item", "my"))
    await api("setMyCommands", commands=everybody)
    await api("setMyCommands", commands=own, scope=chat)
    shown = f"commands?chat={person['id']}"
    assert (await get(web, shown), await get(web, "commands")) == (own, everybody)
    await api("deleteMyCommands", scope=chat)
    assert await get(web, shown) == everybody
    wrong = ({"type": "chat"}, {"type": "city"}, {"type": "chat", "chat_id": 77})
    told = [
        (await api("setMyCommands", commands=own, scope=scope))["description"] for scope in wrong
    ]
    unknown = "Bad Request: can't parse BotCommandScope: Unsupported type specified"
    assert told == [unknown, unknown, "Bad Request: chat not found"]


async def test_the_page_and_its_font(web: aiohttp.ClientSession) -> None:
    async with web.get("/") as page, web.get("/page/font") as font:
        assert (page.status, page.content_type) == (200, "text/html")
        assert (await font.read())[:4] == b"OTTO"


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        pytest.param("say", {"user": 1, "text": "x"}, "there is no user 1", id="nobody"),
        pytest.param("say", {"user": 1}, None, id="no_text"),
        pytest.param("faults", {"method": "*", "kind": "flood"}, None, id="unknown_fault"),
        pytest.param("press", {"user": 1, "when": 2}, None, id="unknown_field"),
        pytest.param("groups", {"title": "空", "members": []}, None, id="empty_group"),
    ],
)
async def test_what_cannot_be_done_is_answered_400(
    web: aiohttp.ClientSession, path: str, body: Json, error: str | None
) -> None:
    async with web.post(f"/sandbox/{path}", json=body) as answer:
        reason = (await answer.json())["error"]
        assert (answer.status, reason if error else None) == (400, error)
