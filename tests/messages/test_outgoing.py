"""Messages as the outbox keeps them: JSON of our own, back again as they were."""

import json

import pytest

from bot.telegram.addresses import telegram_chat
from messages.outgoing import (
    Aside,
    Attachment,
    Button,
    OutgoingMessage,
    Toast,
    content_of,
    content_of_toast,
    message_from,
    toast_from,
)
from rules.policy.refs import Ref, RefKind

MESSAGES = {
    "words": OutgoingMessage(telegram_chat(7), "您好"),
    "buttons": OutgoingMessage(
        telegram_chat(7),
        "请核对",
        ((Button("确认", "d:1:ok"), Button("打开", link="https://t.me/b")),),
    ),
    "picture": OutgoingMessage(telegram_chat(7), "全市情况", picture="<svg/>"),
    "document": OutgoingMessage(
        telegram_chat(7), "通报", attachment=Attachment("通报.docx", content="AA==")
    ),
    "photo": OutgoingMessage(
        telegram_chat(7), "", attachment=Attachment("a.jpg", path="a/b", is_photo=True)
    ),
    "aside": OutgoingMessage(
        telegram_chat(7),
        "逾期任务：1 项",
        aside=Aside(
            telegram_chat(-7),
            "77",
            thread=5,
            buttons=((Button("打开", link="https://t.me/b?start=d_red_city"),),),
            told_here="已单独回复您。",
            reachable=False,
        ),
    ),
    "reply": OutgoingMessage(telegram_chat(7), "收到", reply_to=5),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_kept_is_what_was_said(name: str) -> None:
    kept = json.loads(json.dumps(content_of(MESSAGES[name])))
    assert message_from(telegram_chat(7), kept) == MESSAGES[name]


def test_only_what_is_shown_is_kept() -> None:
    message = OutgoingMessage(
        telegram_chat(7), "卡片", edits=3, live_key=Ref(RefKind.DRAFT, 1), about=Ref.item(1)
    )
    assert content_of(message) == {"text": "卡片"}


@pytest.mark.parametrize("toast", [Toast("77"), Toast("77", "已记入台账", alert=True)])
def test_the_answer_to_a_press_is_kept(toast: Toast) -> None:
    assert toast_from(json.loads(json.dumps(content_of_toast(toast)))) == toast


@pytest.mark.parametrize("data", ["", "字" * 22])
def test_button_data_must_fit_in_64_bytes(data: str) -> None:
    with pytest.raises(ValueError, match="button data"):
        Button("确认", data)
