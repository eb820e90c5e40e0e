"""What the bot sends: taken as Telegram takes it, or refused in Telegram's words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (400).to_bytes(4, "big")


def keyboard(**button: str) -> Json:
    return {"inline_keyboard": [[button]]}


async def test_a_message_with_html_and_buttons(sb: Sandbox, api: Any, li: Json) -> None:
    markup = keyboard(text="确认", callback_data="ok:1")
    answer = await api(
        "sendMessage",
        chat_id=li["id"],
        text="  <b>1号</b>别墅群 ",
        parse_mode="HTML",
        reply_markup=markup,
    )
    message = answer["result"]
    assert message == {
        "message_id": 1,
        "from": sb.world.profile.as_user(),
        "chat": {"id": li["id"], "type": "private", "first_name": "李伟", "username": "liwei"},
        "date": message["date"],
        "text": "1号别墅群",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "reply_markup": markup,
    }
    assert await sb.heard(li) == message


@pytest.mark.parametrize(
    ("params", "description"),
    [
        pytest.param({"text": ""}, "message text is empty", id="empty"),
        pytest.param({"text": " \n "}, "message text is empty", id="blank"),
        pytest.param({}, "message text is empty", id="no_text"),
        pytest.param({"text": "长" * 4097}, "message is too long", id="one_too_many"),
        pytest.param(
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
            id="broken_html",
        ),
        pytest.param(
            {"text": "x", "parse_mode": "Klingon"}, "unsupported parse_mode", id="unknown_mode"
        ),
        pytest.param(
            {"text": "x", "reply_markup": keyboard(text="按", callback_data="整" * 22)},
            "BUTTON_DATA_INVALID",
            id="data_of_66_bytes",
        ),
        pytest.param(
            {"text": "x", "reply_markup": keyboard(text="按", callback_data="")},
            "BUTTON_DATA_INVALID",
            id="empty_data",
        ),
        pytest.param(
            {"text": "x", "reply_markup": keyboard(text="按")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            id="button_that_does_nothing",
        ),
        pytest.param(
            {"text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
            id="reply_to_nothing",
        ),
    ],
)
async def test_texts_telegram_would_not_take(
    sb: Sandbox, api: Any, li: Json, params: Json, description: str
) -> None:
    refused = await api("sendMessage", chat_id=li["id"], **params)
    assert (refused["error_code"], refused["description"]) == (400, f"Bad Request: {description}")
    assert sb.messages(li) == []


async def test_control_characters_are_cleaned_away(api: Any, li: Json) -> None:
    answer = await api("sendMessage", chat_id=li["id"], text="一\0二\r\n三\x1b")
    assert answer["result"]["text"] == "一 二\n三"


async def test_the_longest_text_is_measured_after_parsing(api: Any, li: Json) -> None:
    text = f"<b>{'长' * 4096}</b>"
    answer = await api("sendMessage", chat_id=li["id"], text=text, parse_mode="HTML")
    assert len(answer["result"]["text"]) == 4096


async def test_a_reply_quotes_one_message_deep(sb: Sandbox, api: Any, li: Json) -> None:
    asked = await sb.say(li, "我的任务")
    said = await api(
        "sendMessage",
        chat_id=li["id"],
        text="共3项",
        reply_parameters={"message_id": asked["message_id"]},
    )
    answered = await sb.say(li, "收到", reply_to=said["result"])
    assert said["result"]["reply_to_message"] == asked
    assert "reply_to_message" not in answered["reply_to_message"]


async def multipart(sb: Sandbox, web: aiohttp.ClientSession, method: str, **parts: Any) -> Json:
    form = aiohttp.FormData()
    for name, value in parts.items():
        if isinstance(value, bytes):
            form.add_field(name, BytesIO(value), filename=f"{name}.png", content_type="image/png")
        else:
            form.add_field(name, str(value))
    async with web.post(f"/bot{sb.token}/{method}", data=form) as answer:
        body: Json = await answer.json()
        return body


async def test_a_photo_gets_several_sizes_and_can_be_fetched(
    sb: Sandbox, web: aiohttp.ClientSession, api: Any, li: Json
) -> None:
    sent = await multipart(sb, web, "sendPhoto", chat_id=li["id"], photo=PNG, caption="全市情况")
    photo = sent["result"]["photo"]
    assert [(size["width"], size["height"]) for size in photo] == [(90, 56), (320, 200), (640, 400)]
    assert sent["result"]["caption"] == "全市情况"
    file = (await api("getFile", file_id=photo[-1]["file_id"]))["result"]
    async with web.get(f"/file/bot{sb.token}/{file['file_path']}") as answer:
        assert await answer.read() == PNG


@pytest.mark.parametrize(
    ("photo", "caption", "description"),
    [
        pytest.param(b"no picture", "", "IMAGE_PROCESS_FAILED", id="no_picture"),
        pytest.param(PNG, "长" * 1025, "message caption is too long", id="long_caption"),
        pytest.param(b"", "", "file must be non-empty", id="empty_file"),
        pytest.param(
            PNG + bytes(10 << 20),
            "",
            f"file of size {(10 << 20) + len(PNG)} bytes is too big for a photo; "
            "the maximum size is 10485760 bytes",
            id="over_ten_megabytes",
        ),
    ],
)
async def test_photos_telegram_would_not_take(
    sb: Sandbox,
    web: aiohttp.ClientSession,
    li: Json,
    photo: bytes,
    caption: str,
    description: str,
) -> None:
    parts = {"chat_id": li["id"], "photo": photo, "caption": caption}
    refused = await multipart(sb, web, "sendPhoto", **parts)
    assert refused["description"] == f"Bad Request: {description}"


async def test_an_album_shares_one_group(sb: Sandbox, web: aiohttp.ClientSession, li: Json) -> None:
    media = (
        '[{"type":"photo","media":"attach://a","caption":"拆除前"},'
        '{"type":"photo","media":"attach://b"}]'
    )
    sent = await multipart(sb, web, "sendMediaGroup", chat_id=li["id"], media=media, a=PNG, b=PNG)
    first, second = sent["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("拆除前", False)


async def test_a_file_of_over_fifty_megabytes_is_refused(
    sb: Sandbox, web: aiohttp.ClientSession, li: Json
) -> None:
    refused = await multipart(
        sb, web, "sendDocument", chat_id=li["id"], document=bytes((50 << 20) + 1)
    )
    assert (refused["error_code"], refused["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_the_same_call_by_every_way(
    sb: Sandbox, web: aiohttp.ClientSession, li: Json, way: str
) -> None:
    params = {"chat_id": str(li["id"]), "text": "你好"}
    path = f"/bot{sb.token}/SENDMESSAGE"
    if way == "query":
        answer = await web.get(path, params=params)
    elif way == "form":
        answer = await web.post(path, data=params)
    else:
        answer = await web.post(path, json=params)
    assert (await answer.json())["result"]["text"] == "你好"
