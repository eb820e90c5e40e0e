"""Turns Telegram's updates into incoming values.

The library takes whatever stands in a field: here each is what its column keeps, or refused.
"""

import json
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    Document,
    MaybeInaccessibleMessage,
    Message,
    PhotoSize,
    Update,
    Video,
)
from telegram import Chat as TelegramChat
from telegram.constants import ChatType, MessageType

from bot.telegram.addresses import telegram_chat
from bot.telegram.limits import PUBLISHED
from messages.incoming import (
    ButtonPress,
    Chat,
    ChatMigrated,
    Incoming,
    IncomingFile,
    IncomingMessage,
    MembershipChange,
)
from rules.policy.chats import ChatAddress
from rules.policy.location import Location
from storage.db.column_types import is_number, storable

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})

UNREADABLE = (
    "sticker", "voice", "video_note", "audio", "animation", "venue",
    "contact", "poll", "dice", "story", "game", "paid_media", "checklist", "live_photo",
    "giveaway", "invoice",
)  # fmt: skip
BESIDE = frozenset(
    {
        "effect_id",
        "business_connection_id",
        "sender_boost_count",
        "sender_business_bot",
        "reply_to_story",
    }
)
"""What the library counts among kinds of content, and stands beside any of them."""
KINDS = tuple(kind.value for kind in MessageType if kind.value not in BESIDE)


_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class Strange(ValueError):
    """A field does not hold what the Bot API says it holds."""


def parse_raw(raw: str, largest: int | None = PUBLISHED.download) -> Incoming | None:
    """Return what an update says, given as JSON. Raises whatever comes of JSON that is none."""
    return parse_update(Update.de_json(json.loads(raw)), largest)


def parse_update(update: Update, largest: int | None = PUBLISHED.download) -> Incoming | None:
    """Return what an update says; None for what does not concern the ledger. Raises Strange.

    `largest` is how many bytes of a file can be downloaded.
    """
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return None
    if message.migrate_to_chat_id is not None:
        return ChatMigrated(_chat(message.chat), _address(message.migrate_to_chat_id))
    said = _message(message, edited=update.edited_message is not None)
    if said is None or said.file is None:
        return said
    return replace(said, file=replace(said.file, limit=largest))


def _chat(chat: TelegramChat) -> Chat:
    return Chat(_address(chat.id), chat.type != ChatType.PRIVATE, _words(chat.title))


def _place(message: MaybeInaccessibleMessage) -> Chat:
    """Return where a message stands; threads of replies in groups without topics are none."""
    chat = _chat(message.chat)
    if not getattr(message, "is_topic_message", False):
        return chat
    return replace(chat, thread=_number(getattr(message, "message_thread_id", None)))


def _address(value: object) -> ChatAddress:
    return telegram_chat(_number(value))


def _number(value: object) -> int:
    if not is_number(value):
        raise Strange(f"no number: {value!r}")
    return value


def _moment(value: object) -> datetime:
    """Return a moment of this millennium: other ones break calculations with dates."""
    if not isinstance(value, datetime) or not 2000 <= value.year < 3000:
        raise Strange(f"no moment: {value!r}")
    return value


def _words(value: object) -> str:
    """Return a text, empty where there is none."""
    if not isinstance(value, str | None):
        raise Strange(f"no text: {value!r}")
    return storable(value or "")


def _file_name(value: object) -> str:
    """Return a name without control characters, which no header of an upload may hold."""
    return _CONTROL.sub(" ", _words(value)).strip()


def _message(message: Message, *, edited: bool) -> IncomingMessage | None:
    writer = _writer(message)
    if writer is None:
        return None
    file = _file(message)
    other = _unread(message)
    text = _words(message.text) or _words(message.caption)
    # A phone that shares its way edits the message every few seconds: only the first place counts.
    location = None if edited else _location(message)
    if not (text or file or other or location):
        return None
    answered = message.reply_to_message
    return IncomingMessage(
        chat=_place(message),
        by=writer,
        text=text,
        message_id=_number(message.message_id),
        at=_moment(message.date),
        reply_to=_number(answered.message_id) if answered else None,
        file=file,
        album=_words(message.media_group_id) or None,
        edited=edited,
        other="" if file or location else other,
        location=location,
        forwarded=message.forward_origin is not None,
    )


def _unread(message: Message) -> str:
    """Return the kind of content that cannot be read: a known one, or one newer than the library."""
    known = next((kind for kind in KINDS if getattr(message, kind, None)), "")
    if known:
        return next((kind for kind in UNREADABLE if getattr(message, kind, None)), "")
    return next(iter(message.api_kwargs), "")


def _location(message: Message) -> Location | None:
    """Return the place that was sent, alone or with the name of what is there."""
    found = message.location or (message.venue.location if message.venue else None)
    if found is None:
        return None
    return Location(_degrees(found.latitude, 90), _degrees(found.longitude, 180))


def _degrees(value: object, limit: int) -> Decimal:
    """Return degrees to six decimals."""
    if not isinstance(value, int | float) or not -limit <= value <= limit:
        raise Strange(f"no degrees: {value!r}")
    return Decimal(f"{value:.6f}")


def _writer(message: Message) -> ChatAddress | None:
    """Return who wrote it: an account, or the group itself for an administrator without a name.

    Source: Bot API, Message: `sender_chat` of messages sent by anonymous group administrators.
    """
    if message.sender_chat is not None and message.sender_chat.id == message.chat.id:
        return _address(message.sender_chat.id)
    if message.from_user is None or message.from_user.is_bot:
        return None
    return _address(message.from_user.id)


def _file(message: Message) -> IncomingFile | None:
    file = _attached(message)
    origin = message.forward_origin
    return replace(file, made_at=_moment(origin.date)) if file and origin else file


def _attached(message: Message) -> IncomingFile | None:
    number = message.message_id
    if message.photo:
        return _incoming_file("photo", message.photo[-1], f"photo-{number}.jpg")
    video = message.video
    if video is not None:
        return _incoming_file("video", video, _file_name(video.file_name) or f"video-{number}.mp4")
    document = message.document
    if document is None or message.animation:
        return None
    return _incoming_file("document", document, _file_name(document.file_name) or f"file-{number}")


def _incoming_file(kind: str, file: PhotoSize | Video | Document, name: str) -> IncomingFile:
    size = None if file.file_size is None else _number(file.file_size)
    return IncomingFile(kind, _words(file.file_id), name, size)


def _press(query: CallbackQuery) -> ButtonPress | None:
    if query.message is None or query.data is None:
        return None
    return ButtonPress(
        chat=_place(query.message),
        by=_address(query.from_user.id),
        data=_words(query.data),
        message_id=_number(query.message.message_id),
        callback=_words(query.id),
    )


def _membership(change: ChatMemberUpdated) -> MembershipChange:
    before, after = (
        member.status in INSIDE for member in (change.old_chat_member, change.new_chat_member)
    )
    return MembershipChange(_chat(change.chat), _address(change.from_user.id), after, before)
