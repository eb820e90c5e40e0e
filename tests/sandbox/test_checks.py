"""Every call is held against the description of the Bot API; mistakes are refused and counted."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": "x", "parsemode": "HTML"},
            'sendMessage has no parameter "parsemode"',
            id="misspelt_parameter",
        ),
        pytest.param("sendMessage", {"text": "x"}, "chat_id is empty", id="no_chat"),
        pytest.param(
            "sendPhoto", {"chat_id": 1}, 'sendPhoto needs the parameter "photo"', id="no_photo"
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": 7},
            "sendMessage.text must be of type String",
            id="number_for_a_text",
        ),
        pytest.param(
            "getUpdates",
            {"timeout": "soon"},
            "getUpdates.timeout must be of type Integer",
            id="word_for_a_number",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": "x", "disable_notification": "perhaps"},
            "sendMessage.disable_notification must be of type Boolean",
            id="word_for_a_boolean",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": "{"},
            "sendMessage.reply_markup: can't parse JSON object",
            id="broken_json",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
            "sendMessage.reply_markup.inline_keyboard.0 must be an Array of InlineKeyboardButton",
            id="keyboard_without_rows",
        ),
        pytest.param(
            "editMessageText",
            {
                "chat_id": 1,
                "message_id": 1,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "data": "y"}]]},
            },
            "editMessageText.reply_markup.inline_keyboard.0.0: "
            'InlineKeyboardButton has no field "data"',
            id="button_with_an_unknown_field",
        ),
        pytest.param(
            "setMyCommands",
            {"commands": [{"command": "my"}]},
            'setMyCommands.commands.0: BotCommand needs the field "description"',
            id="command_without_description",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": 1, "text": "\ud83d"},
            "sendMessage.text: strings must be encoded in UTF-8",
            id="half_a_character",
        ),
    ],
)
async def test_malformed_calls(
    sb: Sandbox, api: Any, method: str, params: Json, description: str
) -> None:
    refused = await api(method, **params)
    assert refused == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {description}",
    }
    assert sb.malformed == 1


async def test_an_unknown_method(sb: Sandbox, api: Any) -> None:
    refused = await api("sendMassage", chat_id=1)
    assert (refused["error_code"], refused["description"]) == (404, "Not Found: method not found")
    assert sb.malformed == 1


async def test_a_wrong_token(sb: Sandbox, web: Any) -> None:
    async with web.get("/bot1:wrong/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }


async def test_a_refusal_that_is_nobodys_mistake_is_not_malformed(sb: Sandbox, api: Any) -> None:
    await api("sendMessage", chat_id=5, text="x")
    assert (sb.api.transcript.refused, sb.malformed) == (1, 0)
    assert sb.calls("sendMessage") == [
        {
            "number": 1,
            "method": "sendMessage",
            "params": {"chat_id": 5, "text": "x"},
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: chat not found",
            "fault": None,
        }
    ]
