"""What people do, and what the bot gets of it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.files import Upload
from sandbox.server import Sandbox
from sandbox.wire import ActRefused

Json = dict[str, Any]
MEGABYTE = 1 << 20
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (90).to_bytes(4, "big") + (60).to_bytes(4, "big")


async def updates(api: Any) -> list[Json]:
    result: list[Json] = (await api("getUpdates"))["result"]
    return [{k: v for k, v in update.items() if k != "update_id"} for update in result]


async def test_the_first_word_starts_the_conversation(sb: Sandbox, api: Any, wang: Json) -> None:
    before = await api("sendMessage", chat_id=wang["id"], text="您好")
    await sb.say(wang, "/start")
    after = await api("sendMessage", chat_id=wang["id"], text="您好")
    assert (before["error_code"], before["description"], after["ok"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
        True,
    )


async def test_a_long_text_arrives_as_several_messages(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.say(li, "长" * 5000)
    assert [len(u["message"]["text"]) for u in await updates(api)] == [4096, 904]


async def test_white_space_around_a_text_is_cut_off(sb: Sandbox, li: Json) -> None:
    assert (await sb.say(li, "  收到\n"))["text"] == "收到"


async def test_an_edited_message(sb: Sandbox, api: Any, li: Json) -> None:
    said = await sb.say(li, "已拆23栋")
    edited = await sb.edit(li, said, "已拆21栋")
    assert edited == said | {"text": "已拆21栋", "edit_date": edited["edit_date"]}
    assert await updates(api) == [{"message": said}, {"edited_message": edited}]


async def test_an_album_with_a_caption(sb: Sandbox, api: Any, li: Json) -> None:
    photo = Upload("a.png", PNG, "image/png")
    first, second = await sb.upload(li, photo, photo, kind="photo", caption="1号拆除现场")
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("1号拆除现场", False)
    assert await updates(api) == [{"message": first}, {"message": second}]


@pytest.mark.parametrize("kind", ["document", "voice", "video", "sticker"])
async def test_other_files(sb: Sandbox, api: Any, li: Json, kind: str) -> None:
    [sent] = await sb.upload(li, Upload("f.bin", b"12345"), kind=kind)
    assert sent[kind]["file_size"] == 5
    assert await updates(api) == [{"message": sent}]


async def test_a_place(sb: Sandbox, api: Any, li: Json) -> None:
    sent = await sb.location(li, 30.5, 104.25)
    assert sent["location"] == {"latitude": 30.5, "longitude": 104.25}
    assert await updates(api) == [{"message": sent}]


async def test_over_twenty_megabytes_cannot_be_fetched(sb: Sandbox, api: Any, li: Json) -> None:
    [sent] = await sb.upload(li, Upload("报告.pdf", b"%PDF"), claimed_size=20 * MEGABYTE + 1)
    refused = await api("getFile", file_id=sent["document"]["file_id"])
    assert refused["description"] == "Bad Request: file is too big"


async def test_blocking_and_coming_back(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.block(li)
    refused = await api("sendMessage", chat_id=li["id"], text="您好")
    await sb.unblock(li)
    taken = await api("sendMessage", chat_id=li["id"], text="您好")
    assert (refused["description"], taken["ok"]) == (
        "Forbidden: bot was blocked by the user",
        True,
    )
    changes = [u["my_chat_member"] for u in await updates(api)]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_a_deleted_account(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.deactivate(li)
    refused = await api("sendMessage", chat_id=li["id"], text="您好")
    assert refused["description"] == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        pytest.param(lambda sb, li: sb.say(li, " "), "an empty message cannot be sent", id="blank"),
        pytest.param(lambda sb, li: sb.say(9, "x"), "there is no user 9", id="nobody"),
        pytest.param(lambda sb, li: sb.say(li, "x", chat=-5), "there is no chat -5", id="nowhere"),
        pytest.param(
            lambda sb, li: sb.press(li, 9, "ok"),
            "the message has no button 'ok'",
            id="no_such_button",
        ),
        pytest.param(
            lambda sb, li: sb.edit(li, 9, "x"),
            "this message is not there or belongs to somebody else",
            id="nothing_to_edit",
        ),
        pytest.param(
            lambda sb, li: sb.say(li, "x", reply_to=9),
            "the message to reply to is not there",
            id="nothing_to_reply_to",
        ),
    ],
)
async def test_what_cannot_be_done(sb: Sandbox, li: Json, act: Any, reason: str) -> None:
    with pytest.raises(ActRefused) as refused:
        await act(sb, li)
    assert str(refused.value) == reason
    assert not sb.world.updates.waiting
