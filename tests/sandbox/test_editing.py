"""Edits, deletions and answers to presses."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]
DAY = 86_400
BUTTON = {"inline_keyboard": [[{"text": "确认", "callback_data": "ok"}]]}


@pytest.fixture
async def card(sb: Sandbox, api: Any, li: Json) -> Json:
    """A card with one button, sent and heard."""
    await api("sendMessage", chat_id=li["id"], text="已拆12栋", reply_markup=BUTTON)
    return await sb.heard(li)


def at(card: Json) -> Json:
    return {"chat_id": card["chat"]["id"], "message_id": card["message_id"]}


async def test_an_edit_changes_text_and_takes_the_buttons_away(
    sb: Sandbox, api: Any, li: Json, card: Json
) -> None:
    await api("editMessageText", **at(card), text="<b>已记入台账</b>", parse_mode="HTML")
    edited = await sb.heard_edit(li)
    kept = {key: value for key, value in card.items() if key != "reply_markup"}
    assert edited == kept | {
        "text": "已记入台账",
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
        "edit_date": edited["edit_date"],
    }
    assert [message["edited"] for message in sb.messages(li)] == [True]


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        pytest.param(
            "editMessageText",
            {"text": "已拆12栋", "reply_markup": BUTTON},
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message",
            id="same_content",
        ),
        pytest.param(
            "editMessageText",
            {"message_id": 99, "text": "x"},
            "message to edit not found",
            id="no_such_message",
        ),
        pytest.param("editMessageText", {}, "message text is empty", id="no_text"),
        pytest.param(
            "editMessageText", {"text": "长" * 4097}, "message is too long", id="too_long"
        ),
        pytest.param(
            "editMessageCaption",
            {"caption": "x"},
            "there is no caption in the message to edit",
            id="caption_of_a_text",
        ),
        pytest.param(
            "deleteMessage", {"message_id": 99}, "message to delete not found", id="nothing_there"
        ),
    ],
)
async def test_edits_telegram_would_not_take(
    api: Any, card: Json, method: str, params: Json, description: str
) -> None:
    refused = await api(method, **at(card) | params)
    assert refused["description"] == f"Bad Request: {description}"


async def test_the_words_of_others_cannot_be_edited(sb: Sandbox, api: Any, li: Json) -> None:
    said = await sb.say(li, "收到")
    refused = await api("editMessageText", **at(said), text="x")
    assert refused["description"] == "Bad Request: message can't be edited"


async def test_buttons_alone_can_be_changed(sb: Sandbox, api: Any, card: Json) -> None:
    edited = (await api("editMessageReplyMarkup", **at(card)))["result"]
    assert (edited["text"], "reply_markup" in edited) == ("已拆12栋", False)


async def test_a_message_is_gone_after_deletion(
    sb: Sandbox, api: Any, li: Json, card: Json
) -> None:
    assert (await api("deleteMessage", **at(card)))["result"] is True
    assert sb.messages(li) == []


async def test_after_two_days_nothing_can_be_deleted(sb: Sandbox, api: Any, card: Json) -> None:
    await sb.advance(2 * DAY + 1)
    refused = await api("deleteMessage", **at(card))
    assert refused["description"] == "Bad Request: message can't be deleted"


async def test_a_press_reaches_the_bot_and_its_answer_the_person(
    sb: Sandbox, api: Any, li: Json, card: Json
) -> None:
    pressed = await sb.tap(li, card, "确认")
    query = (await api("getUpdates"))["result"][0]["callback_query"]
    assert query == {
        "id": pressed,
        "from": sb.world.person(li["id"]).as_user(),
        "message": card,
        "chat_instance": query["chat_instance"],
        "data": "ok",
    }
    await api("answerCallbackQuery", callback_query_id=pressed, text="已记入", show_alert=True)
    assert await sb.answered(pressed) == {
        "answered": True,
        "text": "已记入",
        "show_alert": True,
        "url": None,
    }


@pytest.mark.parametrize("late", [DAY, None], ids=["a_day_late", "never_pressed"])
async def test_a_press_cannot_be_answered(
    sb: Sandbox, api: Any, li: Json, card: Json, late: int | None
) -> None:
    pressed = await sb.tap(li, card, "确认") if late else "12345"
    await sb.advance(late or 0)
    refused = await api("answerCallbackQuery", callback_query_id=pressed)
    assert refused["description"] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_press_on_a_deleted_message(sb: Sandbox, api: Any, li: Json, card: Json) -> None:
    await api("deleteMessage", **at(card))
    await sb.press(li, card, "ok", forged=True)
    query = (await api("getUpdates"))["result"][0]["callback_query"]
    assert query["message"] == {
        "chat": card["chat"],
        "message_id": card["message_id"],
        "date": 0,
    }
