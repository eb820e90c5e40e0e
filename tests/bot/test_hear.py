"""What is heard of Telegram's updates."""

from typing import Any

from telegram import Update

from bot.hear import hear
from handlers.heard import Said
from tests.small_city import MORNING, OFFICIAL


def message(**more: Any) -> Update:
    person = {"id": OFFICIAL, "is_bot": False, "first_name": "张伟"}
    chat = {"id": OFFICIAL, "type": "private"}
    said = {"message_id": 7, "date": int(MORNING.timestamp()), "chat": chat, "from": person}
    update = Update.de_json({"update_id": 1, "message": said | more}, None)
    assert update is not None
    return update


def test_what_no_database_keeps_is_left_out() -> None:
    heard = hear(message(text="已拆除\x0012栋"))
    assert isinstance(heard, Said)
    assert heard.text == "已拆除12栋"


def test_words_under_a_photo_are_words() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    heard = hear(message(caption="已拆除12栋", photo=photo))
    assert isinstance(heard, Said)
    assert (heard.text, heard.file and heard.file.kind) == ("已拆除12栋", "photo")


def test_a_video_keeps_its_name_or_is_given_one() -> None:
    video = {"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9, "duration": 3}
    named = hear(message(video=video | {"file_name": "现场.mp4"}, caption="已拆除12栋"))
    assert isinstance(named, Said)
    assert (named.text, named.other) == ("已拆除12栋", "")
    plain = hear(message(video=video))
    assert isinstance(plain, Said)
    assert [each.file and each.file.name for each in (named, plain)] == ["现场.mp4", "video-7.mp4"]
