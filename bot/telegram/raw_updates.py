"""Raw updates of the Bot API, before they are parsed: what the inbox has to know of each.

Nothing here may fail, whatever shape an update has: it is read again, and refused, by the worker.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.telegram.addresses import is_group, telegram_chat
from storage.db.column_types import is_number, storable
from storage.mail.inbox import NewUpdate

RawUpdate = dict[str, Any]


def received(update: RawUpdate) -> NewUpdate:
    """Return an update that has a number (see `number_of`) as the inbox keeps it."""
    chat = telegram_chat(_chat_of(update))
    return NewUpdate(
        update_id=update["update_id"],
        chat=chat,
        in_group=is_group(chat),
        account=telegram_chat(_account_of(update)),
        text=_text_of(update),
        raw=_as_text(update),
    )


def number_of(update: object) -> int | None:
    """Return Telegram's number of an update, None if it has none that can be kept."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if is_number(number) else None


def parsed_json(body: bytes) -> RawUpdate | None:
    """Return the update that a webhook delivered; None for anything else."""
    try:
        update: RawUpdate = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if number_of(update) is not None else None


def _as_text(update: RawUpdate) -> str:
    """Return readable JSON that every database takes.

    What is nested too deep for it is kept as Python writes it, and parked by the worker.
    """
    try:
        return storable(json.dumps(update, ensure_ascii=False))
    except RecursionError:
        return _as_python(update)


def _as_python(update: RawUpdate) -> str:
    try:
        return ascii(update)
    except RecursionError:
        return ""


def _chat_of(update: RawUpdate) -> int:
    for value in update.values():
        fields = _fields(value)
        message = _fields(fields.get("message"))
        for chat in (fields.get("chat"), message.get("chat"), fields.get("from")):
            number = _fields(chat).get("id")
            if is_number(number):
                return number
    return 0


def _account_of(update: RawUpdate) -> int:
    for value in update.values():
        fields = _fields(value)
        for whom in (fields.get("from"), fields.get("chat")):
            number = _fields(whom).get("id")
            if is_number(number):
                return number
    return 0


def _text_of(update: RawUpdate) -> str:
    text = _fields(update.get("message")).get("text")
    return text if isinstance(text, str) else ""


def _fields(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
