"""Entities that a bot gives: the sandbox refuses what Telegram refuses, in its words."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.files import Upload
from sandbox.given_entities import checked
from sandbox.server import Sandbox
from sandbox.wire import BotApiError, Malformed

Json = dict[str, Any]
TEXT = "🔴一二三"


def entity(kind: str, offset: int, length: int, **more: str) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        pytest.param(
            entity("shiny", 0, 2),
            "can't parse MessageEntity: Unsupported type specified",
            id="unknown_type",
        ),
        pytest.param(
            entity("text_link", 0, 2),
            "can't parse MessageEntity: Can't find field \"url\"",
            id="link_without_address",
        ),
        pytest.param(
            entity("text_link", 0, 2, url="javascript:alert(1)"),
            "entity URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
            id="link_to_a_script",
        ),
        pytest.param(
            entity("bold", -1, 1),
            "receive an entity with incorrect offset -1",
            id="negative_offset",
        ),
        pytest.param(
            entity("bold", 0, -1),
            "receive an entity with incorrect length -1",
            id="negative_length",
        ),
        pytest.param(
            entity("bold", 3, 3),
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 6",
            id="beyond_the_end",
        ),
        pytest.param(
            entity("bold", 5, 1),
            "entity begins after the end of the text at UTF-16 offset 5",
            id="after_the_end",
        ),
        pytest.param(
            entity("bold", 1, 1),
            "entity begins in a middle of a UTF-16 symbol at byte offset 4",
            id="begins_inside_an_emoji",
        ),
        pytest.param(
            entity("bold", 0, 1),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol "
            "at byte offset 4",
            id="ends_inside_an_emoji",
        ),
    ],
)
def test_a_wrong_entity_is_refused_in_telegrams_words(one: Json, reason: str) -> None:
    with pytest.raises(BotApiError) as refused:
        checked(TEXT, [one])
    assert refused.value.description == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("outer", "inner", "allowed"),
    [
        ("bold", "text_link", True),
        ("text_link", "bold", True),
        ("expandable_blockquote", "bold", True),
        ("expandable_blockquote", "code", True),
        ("expandable_blockquote", "text_link", True),
        ("blockquote", "expandable_blockquote", False),
        ("expandable_blockquote", "blockquote", False),
        ("bold", "code", False),
        ("code", "bold", False),
        ("text_link", "text_link", False),
        ("text_link", "code", False),
    ],
)
def test_what_may_stand_inside_what(outer: str, inner: str, allowed: bool) -> None:
    both = [entity(outer, 2, 3, url="https://a.cn"), entity(inner, 3, 1, url="https://a.cn")]
    if allowed:
        assert checked(TEXT, both) == both
    else:
        with pytest.raises(Malformed, match="can't be nested"):
            checked(TEXT, both)


def test_entities_that_overlap_are_a_mistake_of_the_bot() -> None:
    with pytest.raises(Malformed, match="overlap"):
        checked(TEXT, [entity("bold", 2, 2), entity("italic", 3, 2)])


def test_what_the_server_finds_itself_and_what_is_empty_is_left_out() -> None:
    assert checked(TEXT, [entity("mention", 2, 1), entity("bold", 2, 0)]) == []


async def test_the_call_is_refused_and_nothing_is_said(sb: Sandbox, api: Any, li: Json) -> None:
    wrong = [entity("bold", 0, 9)]
    [paper] = await sb.upload(li, Upload("b.bin", b"1234"), kind="document")
    file = paper["document"]["file_id"]
    said = await api("sendMessage", chat_id=li["id"], text="一", entities=wrong)
    sent = await api(
        "sendDocument", chat_id=li["id"], document=file, caption="一", caption_entities=wrong
    )
    assert (said["error_code"], sent["error_code"]) == (400, 400)
    assert sb.messages(li["id"])[-1]["message_id"] == paper["message_id"]


async def test_white_space_and_carriage_returns_go_and_entities_move(
    sb: Sandbox, api: Any, li: Json
) -> None:
    given = [entity("bold", 3, 2), entity("expandable_blockquote", 3, 5)]
    said = await api("sendMessage", chat_id=li["id"], text=" \n\r一二\r\n三 ", entities=given)
    assert said["result"]["text"] == "一二\n三"
    assert said["result"]["entities"] == [
        entity("expandable_blockquote", 0, 4),
        entity("bold", 0, 2),
    ]


async def test_a_button_has_one_of_three_styles(api: Any, li: Json) -> None:
    async def said(style: str) -> bool:
        button = {"text": "确认", "callback_data": "ok", "style": style}
        markup = {"inline_keyboard": [[button]]}
        answer = await api("sendMessage", chat_id=li["id"], text="一", reply_markup=markup)
        return bool(answer["ok"])

    styles = ("danger", "success", "primary", "green")
    assert [await said(style) for style in styles] == [True, True, True, False]
