"""What is heard of Telegram's updates."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from telegram import Update

from bot.telegram.addresses import telegram_chat
from bot.telegram.limits import PUBLISHED
from bot.telegram.updates import Strange, parse_update
from messages.incoming import ButtonPress, Chat, ChatMigrated, IncomingFile, IncomingMessage
from rules.policy.location import Location
from tests.support.small_city import GROUP, MORNING, OFFICIAL


def message(**more: Any) -> Update:
    person = {"id": OFFICIAL, "is_bot": False, "first_name": "张伟"}
    chat = {"id": OFFICIAL, "type": "private"}
    said = {"message_id": 7, "date": int(MORNING.timestamp()), "chat": chat, "from": person}
    update = Update.de_json({"update_id": 1, "message": said | more}, None)
    assert update is not None
    return update


def test_what_no_database_keeps_is_left_out() -> None:
    heard = parse_update(message(text="已拆除\x0012栋"))
    assert isinstance(heard, IncomingMessage)
    assert heard.text == "已拆除12栋"


def test_words_under_a_photo_are_words() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    heard = parse_update(message(caption="已拆除12栋", photo=photo))
    assert isinstance(heard, IncomingMessage)
    assert (heard.text, heard.file and heard.file.kind) == ("已拆除12栋", "photo")


def test_a_video_keeps_its_name_or_is_given_one() -> None:
    video = {"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9, "duration": 3}
    named = parse_update(message(video=video | {"file_name": "现场.mp4"}, caption="已拆除12栋"))
    assert isinstance(named, IncomingMessage)
    assert (named.text, named.other) == ("已拆除12栋", "")
    plain = parse_update(message(video=video))
    assert isinstance(plain, IncomingMessage)
    assert [each.file and each.file.name for each in (named, plain)] == ["现场.mp4", "video-7.mp4"]


PHOTO = {"file_id": "a\0b", "file_unique_id": "u", "width": 9, "height": 9}
DOCUMENT = {"file_id": "d", "file_unique_id": "u", "file_name": "现\0场\r\n.pdf"}


def test_no_field_keeps_what_no_database_takes() -> None:
    titled = {"id": GROUP, "type": "supergroup", "title": "整改\0\ud83d群"}
    under_photo = parse_update(message(photo=[PHOTO], caption="已拆\0除", media_group_id="9\0"))
    assert isinstance(under_photo, IncomingMessage)
    assert (under_photo.text, under_photo.album) == ("已拆除", "9")
    assert under_photo.file == IncomingFile("photo", "ab", "photo-7.jpg", None, PUBLISHED.download)
    named = parse_update(message(chat=titled, document=DOCUMENT))
    assert isinstance(named, IncomingMessage)
    assert (named.chat.title, named.file and named.file.name) == ("整改?群", "现场 .pdf")
    press = {"id": "c\0", "chat_instance": "i", "data": "d:1\0:ok"}
    said = {"message_id": 7, "date": 1_790_000_000, "chat": titled, "text": "请您核对"}
    person = {"id": OFFICIAL, "is_bot": False, "first_name": "张伟"}
    update = {"update_id": 1, "callback_query": press | {"from": person, "message": said}}
    pressed = parse_update(Update.de_json(update))
    assert pressed == ButtonPress(
        Chat(telegram_chat(GROUP), True, "整改?群"), telegram_chat(OFFICIAL), "d:1:ok", 7, "c"
    )


@pytest.mark.parametrize("number", [True, 1.5, "七", 10**30, None, {}])
def test_what_is_no_number_is_no_account_and_no_message(number: object) -> None:
    person = {"id": number, "is_bot": False, "first_name": "张伟"}
    for spoilt in (
        {"chat": {"id": number, "type": "private"}},
        {"from": person},
        {"message_id": number},
        {"document": {"file_id": "d", "file_unique_id": "u", "file_size": number or {}}},
        {"reply_to_message": {"message_id": number, "date": 0, "chat": {"id": 1, "type": "x"}}},
    ):
        with pytest.raises(Strange):
            parse_update(message(**({"text": "已拆除12栋"} | spoilt)))


def test_a_group_moves_only_to_a_number() -> None:
    group = {"id": GROUP, "type": "group", "title": "整改工作群"}
    moved = parse_update(message(chat=group, migrate_to_chat_id=GROUP - 1))
    assert moved == ChatMigrated(
        Chat(telegram_chat(GROUP), True, "整改工作群"), telegram_chat(GROUP - 1)
    )
    with pytest.raises(Strange):
        parse_update(message(chat=group, migrate_to_chat_id=True))


def test_words_without_a_moment_say_no_today_and_no_tomorrow() -> None:
    for date in (None, 0, -1, 253_402_300_799):
        with pytest.raises(Strange):
            parse_update(message(text="明天完成", date=date))


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({"rich_message": {"blocks": []}}, "rich_message"),
        ({"effect_id": "5", "hologram": {"file_id": "x"}}, "hologram"),
        ({"dice": {"emoji": "🎲", "value": 6}}, "dice"),
    ],
)
def test_content_that_is_not_known_is_heard_as_such(sent: dict[str, Any], kind: str) -> None:
    heard = parse_update(message(**sent))
    assert isinstance(heard, IncomingMessage)
    assert (heard.other, heard.text, heard.file) == (kind, "", None)


def test_a_notice_of_the_messenger_with_a_new_field_is_no_content() -> None:
    assert parse_update(message(new_chat_title="整改群", title_colour=3)) is None


PLACE = {"latitude": 30.1234567, "longitude": 120.5}
HERE = Location(Decimal("30.123457"), Decimal("120.500000"))


@pytest.mark.parametrize(
    "sent",
    [
        {"location": PLACE},
        {"venue": {"location": PLACE, "title": "云溪河", "address": "青山县"}, "location": PLACE},
        {"location": PLACE | {"live_period": 900}},
    ],
)
def test_a_place_is_heard(sent: dict[str, Any]) -> None:
    heard = parse_update(message(**sent))
    assert isinstance(heard, IncomingMessage)
    assert (heard.location, heard.other, heard.text) == (HERE, "", "")


def test_the_way_that_a_phone_shares_says_nothing_more() -> None:
    moved = message(location=PLACE).to_dict()
    moved["edited_message"] = moved.pop("message")
    update = Update.de_json(moved, None)
    assert update is not None
    assert parse_update(update) is None


@pytest.mark.parametrize("wrong", [{"latitude": 91}, {"longitude": "东"}, {"latitude": None}])
def test_no_place_on_earth(wrong: dict[str, Any]) -> None:
    with pytest.raises(Strange):
        parse_update(message(location=PLACE | wrong))


def test_a_forwarded_file_says_when_it_was_sent_first() -> None:
    origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "某某"}
    heard = parse_update(message(photo=[PHOTO], forward_origin=origin))
    assert isinstance(heard, IncomingMessage)
    assert heard.file is not None
    assert heard.file.made_at == datetime.fromtimestamp(1_790_000_000, UTC)


FORUM = {"id": GROUP, "type": "supergroup", "title": "整改群", "is_forum": True}


def test_a_topic_is_told_from_a_thread_of_replies() -> None:
    in_topic = parse_update(
        message(chat=FORUM, text="/digest", message_thread_id=5, is_topic_message=True)
    )
    replies = parse_update(message(chat=FORUM, text="/digest", message_thread_id=5))
    assert isinstance(in_topic, IncomingMessage)
    assert isinstance(replies, IncomingMessage)
    assert (in_topic.chat.thread, replies.chat.thread) == (5, None)


def test_whoever_writes_in_the_name_of_the_group_is_the_group() -> None:
    robot = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    heard = parse_update(message(chat=FORUM, sender_chat=FORUM, text="/bind", **{"from": robot}))
    assert isinstance(heard, IncomingMessage)
    assert (heard.by, heard.is_nameless) == (telegram_chat(GROUP), True)
