"""Turns Telegram's updates into what was heard."""

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram import Chat as TelegramChat
from telegram.constants import ChatType

from handlers.heard import Chat, Heard, Membership, Moved, Pressed, Said, SentFile

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})

UNREADABLE = (
    "sticker", "voice", "video_note", "audio", "animation", "location", "venue",
    "contact", "poll", "dice", "story", "game", "paid_media", "checklist",
)  # fmt: skip


def hear(update: Update) -> Heard | None:
    """What an update says; None for what does not concern the ledger."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None:
        return None
    if message.migrate_to_chat_id is not None:
        return Moved(_chat(message.chat), message.migrate_to_chat_id)
    return _said(message, edited=update.edited_message is not None)


def _chat(chat: TelegramChat) -> Chat:
    return Chat(chat.id, chat.type != ChatType.PRIVATE, chat.title or "")


def _said(message: Message, *, edited: bool) -> Said | None:
    if message.from_user is None or message.from_user.is_bot:
        return None
    file = _file(message)
    other = next((kind for kind in UNREADABLE if getattr(message, kind, None)), "")
    text = (message.text or message.caption or "").replace("\0", "")  # PostgreSQL keeps none
    if not (text or file or other):
        return None
    return Said(
        chat=_chat(message.chat),
        by=message.from_user.id,
        text=text,
        message=message.message_id,
        at=message.date,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        file=file,
        album=message.media_group_id,
        edited=edited,
        other="" if file else other,
    )


def _file(message: Message) -> SentFile | None:
    if message.photo:
        largest = message.photo[-1]
        name = f"photo-{message.message_id}.jpg"
        return SentFile("photo", largest.file_id, name, largest.file_size)
    video = message.video
    if video is not None:
        name = video.file_name or f"video-{message.message_id}.mp4"
        return SentFile("video", video.file_id, name, video.file_size)
    document = message.document
    if document is None or message.animation:
        return None
    name = document.file_name or f"file-{message.message_id}"
    return SentFile("document", document.file_id, name, document.file_size)


def _pressed(query: CallbackQuery) -> Pressed | None:
    if query.message is None or query.data is None:
        return None
    return Pressed(
        chat=_chat(query.message.chat),
        by=query.from_user.id,
        data=query.data,
        message=query.message.message_id,
        callback=query.id,
    )


def _membership(change: ChatMemberUpdated) -> Membership:
    inside = change.new_chat_member.status in INSIDE
    return Membership(_chat(change.chat), change.from_user.id, inside)
