"""The private name of python-telegram-bot that is used does what it did when it was looked at."""

import telegram
from telegram import InputFile

from bot.telegram.request_data import request_data

LOOKED_AT = "22.8"


def test_the_library_has_the_minor_version_that_was_looked_at() -> None:
    """With another one, read telegram.request again, then change the number above."""
    assert ".".join(telegram.__version__.split(".")[:2]) == LOOKED_AT


def test_plain_values_stay_as_they_are_and_what_has_none_is_left_out() -> None:
    buttons = {"inline_keyboard": [[{"text": "确认", "callback_data": "c:1"}]]}
    data = request_data({"chat_id": 101, "text": "一", "reply_markup": buttons, "scope": None})
    assert data.parameters == {"chat_id": 101, "text": "一", "reply_markup": buttons}
    assert not data.contains_files


def test_a_file_is_a_part_of_its_own() -> None:
    data = request_data({"chat_id": 101, "photo": InputFile(b"\xff\xd8", filename="现场.jpg")})
    assert data.contains_files
    assert data.json_parameters == {"chat_id": "101"}
    assert data.multipart_data == {"photo": ("现场.jpg", b"\xff\xd8", "image/jpeg")}
