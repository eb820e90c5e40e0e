"""Turns Telegram's updates into what was heard.

Read from the plain JSON: the library's objects hold some hundred fields a message, of which a dozen
are wanted, and making them took a twentieth of the whole way.
"""

from datetime import UTC, datetime
from typing import Any

from handlers.heard import Chat, Heard, Membership, Moved, Pressed, Said, SentFile

Json = dict[str, Any]

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})

UNREADABLE = (
    "sticker", "voice", "video", "video_note", "audio", "animation", "location", "venue",
    "contact", "poll", "dice", "story", "game", "paid_media", "checklist",
)  # fmt: skip


def hear(update: Json) -> Heard | None:
    """What an update says; None for what does not concern the ledger.

    Raises KeyError, TypeError, ValueError or AttributeError when it is none of the Bot API.
    """
    if "callback_query" in update:
        return _pressed(update["callback_query"])
    if "my_chat_member" in update:
        return _membership(update["my_chat_member"])
    message = update.get("message") or update.get("edited_message")
    if message is None:
        return None
    if "migrate_to_chat_id" in message:
        return Moved(_chat(message["chat"]), message["migrate_to_chat_id"])
    return _said(message, edited="edited_message" in update)


def _chat(chat: Json) -> Chat:
    return Chat(chat["id"], chat["type"] != "private", chat.get("title", ""))


def _said(message: Json, *, edited: bool) -> Said | None:
    by, at = message.get("from"), datetime.fromtimestamp(message["date"], UTC)
    if by is None or by["is_bot"]:
        return None
    file = _file(message)
    other = next((kind for kind in UNREADABLE if kind in message), "")
    text = message.get("text") or message.get("caption") or ""
    if not (text or file or other):
        return None
    reply = message.get("reply_to_message")
    return Said(
        chat=_chat(message["chat"]),
        by=by["id"],
        text=text,
        message=message["message_id"],
        at=at,
        reply_to=reply["message_id"] if reply else None,
        file=file,
        album=message.get("media_group_id"),
        edited=edited,
        other="" if file else other,
    )


def _file(message: Json) -> SentFile | None:
    if message.get("photo"):
        largest = message["photo"][-1]
        name = f"photo-{message['message_id']}.jpg"
        return SentFile("photo", largest["file_id"], name, largest.get("file_size"))
    document = message.get("document")
    if document is None or "animation" in message:
        return None
    name = document.get("file_name") or f"file-{message['message_id']}"
    return SentFile("document", document["file_id"], name, document.get("file_size"))


def _pressed(query: Json) -> Pressed | None:
    message, data = query.get("message"), query.get("data")
    if message is None or data is None:
        return None
    return Pressed(
        chat=_chat(message["chat"]),
        by=query["from"]["id"],
        data=data,
        message=message["message_id"],
        callback=query["id"],
    )


def _membership(change: Json) -> Membership:
    inside = change["new_chat_member"]["status"] in INSIDE
    return Membership(_chat(change["chat"]), change["from"]["id"], inside)
