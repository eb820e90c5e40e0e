"""How messages become calls: within every limit, in plain text, edited where they stand."""

import pytest

from bot.telegram.addresses import telegram_chat
from bot.telegram.calls import Call, call_aside, call_for, call_for_toast, clipped
from messages.formatting import width
from messages.outgoing import Aside, Attachment, Button, OutgoingMessage, Toast


def test_plain_words() -> None:
    assert call_for(OutgoingMessage(telegram_chat(7), "您好")) == Call(
        "sendMessage", {"chat_id": 7, "text": "您好"}
    )


def test_buttons_below_words() -> None:
    said = OutgoingMessage(
        telegram_chat(7),
        "请核对",
        ((Button("确认", "d:1:ok"), Button("打开", link="https://t.me/b")),),
    )
    assert call_for(said).params["reply_markup"] == {
        "inline_keyboard": [
            [
                {"text": "确认", "callback_data": "d:1:ok"},
                {"text": "打开", "url": "https://t.me/b"},
            ]
        ]
    }


def test_a_picture_carries_its_words_as_a_caption() -> None:
    call = call_for(OutgoingMessage(telegram_chat(7), "字" * 2000, picture="<svg/>"))
    assert (call.method, call.svg, width(str(call.params["caption"]))) == (
        "sendPhoto",
        "<svg/>",
        1024,
    )


def test_words_that_take_the_place_of_a_caption() -> None:
    said = OutgoingMessage(telegram_chat(7), "字" * 2000, captioned=True)
    edited, anew = call_for(said, edits=3), call_for(said)
    assert (edited.method, edited.params["message_id"], width(str(edited.params["caption"]))) == (
        "editMessageCaption",
        3,
        1024,
    )
    assert (anew.method, len(str(anew.params["text"]))) == ("sendMessage", 2000)


def test_a_file_is_a_document() -> None:
    file = Attachment("通报.docx", content="AA==")
    call = call_for(OutgoingMessage(telegram_chat(7), "通报", attachment=file))
    assert (call.method, call.file) == ("sendDocument", file)


def test_no_call_carries_a_parse_mode() -> None:
    calls = [
        call_for(OutgoingMessage(telegram_chat(7), "<b>&")),
        call_for(OutgoingMessage(telegram_chat(7), "<b>&", picture="<svg/>")),
        call_for(OutgoingMessage(telegram_chat(7), "<b>&"), edits=3),
    ]
    assert [key for call in calls for key in call.params if "parse" in key] == []


@pytest.mark.parametrize("letter", ["字", "a", "🔴"])
def test_words_beyond_the_limit_end_in_an_ellipsis(letter: str) -> None:
    cut = clipped(letter * 5000, 4096)
    assert cut.endswith(letter + "…")
    assert 4095 <= width(cut) <= 4096


def test_words_within_the_limit_stay_as_they_are() -> None:
    assert clipped("🔴" * 2048, 4096) == "🔴" * 2048


def test_an_edit_replies_to_nothing() -> None:
    assert call_for(OutgoingMessage(telegram_chat(7), "新", reply_to=5), edits=12) == Call(
        "editMessageText", {"chat_id": 7, "text": "新", "message_id": 12}
    )


def test_a_picture_edits_nothing() -> None:
    assert (
        call_for(OutgoingMessage(telegram_chat(7), "新", picture="<svg/>"), edits=12).method
        == "sendPhoto"
    )


def test_every_press_is_answered_even_without_words() -> None:
    assert call_for_toast(Toast("77")) == Call("answerCallbackQuery", {"callback_query_id": "77"})


def test_a_new_message_is_put_into_its_topic_and_an_edit_stays_where_it_is() -> None:
    said = OutgoingMessage(telegram_chat(-7), "日报", thread=5)
    assert call_for(said).params["message_thread_id"] == 5
    assert call_for(said, 9).params == {"chat_id": -7, "text": "日报", "message_id": 9}


def test_a_message_aside_is_a_call_to_the_group_for_one_reader() -> None:
    own = ((Button("下一页", "l:1"),),)
    aside = Aside(telegram_chat(-7), "77", 5, ((Button("打开", link="https://t.me/b"),),))
    said = OutgoingMessage(telegram_chat(7), "逾期任务：9 项", own, reply_to=3, aside=aside)
    assert call_aside(said, aside) == Call(
        "sendMessage",
        {
            "chat_id": -7,
            "message_thread_id": 5,
            "text": "逾期任务：9 项",
            "reply_markup": {"inline_keyboard": [[{"text": "打开", "url": "https://t.me/b"}]]},
            "ephemeral_message_parameters": {"receiver_user_id": 7, "callback_query_id": "77"},
        },
    )
