"""Bot API methods that put a new message into a chat."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox import ephemeral, keyboards, media
from sandbox.access import chat_to_write, known_chat
from sandbox.files import PHOTO_LIMIT, UPLOAD_LIMIT, Upload
from sandbox.residents import Chat
from sandbox.texts import caption, message_text, present
from sandbox.wire import BotApiError, Json, bad_request
from sandbox.world import World

ALBUM = range(2, 11)
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, p: Json) -> Json:
    return _send(world, p, message_text(p))


def send_photo(world: World, p: Json) -> Json:
    return _send(world, p, lambda: _media(world, "photo", p["photo"], p) | caption(p))


def send_document(world: World, p: Json) -> Json:
    return _send(world, p, lambda: _media(world, "document", p["document"], p) | caption(p))


def send_voice(world: World, p: Json) -> Json:
    return _send(world, p, lambda: _media(world, "voice", p["voice"], p) | caption(p))


def send_video(world: World, p: Json) -> Json:
    return _send(world, p, lambda: _media(world, "video", p["video"], p) | caption(p))


def send_sticker(world: World, p: Json) -> Json:
    return _send(world, p, lambda: _media(world, "sticker", p["sticker"], p))


def send_media_group(world: World, p: Json) -> list[Json]:
    chat = chat_to_write(world, p["chat_id"])
    if len(p["media"]) not in ALBUM:
        raise bad_request("media group must include 2-10 items")
    contents = [album_piece(world, one, p) | caption(one) for one in p["media"]]
    if len({"document" in content for content in contents}) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = {"media_group_id": str(secrets.randbits(60))}
    place = _topic(chat, p) | _reply(chat, p)
    return [_post(world, chat, group | place | content) for content in contents]


def album_piece(world: World, one: Json, p: Json) -> Json:
    if one["type"] not in {"photo", "video", "document"}:
        raise bad_request(f'type "{one["type"]}" of the media is not supported here')
    return _media(world, one["type"], one["media"], p)


def copy_message(world: World, p: Json) -> Json:
    source = _source(world, p)
    kept = {key: source[key] for key in _content_fields(source)}
    if "caption" in p:
        kept |= caption(p)
    return {"message_id": _send(world, p, kept)["message_id"]}


def forward_message(world: World, p: Json) -> Json:
    source = _source(world, p)
    origin = {"type": "user", "date": source["date"], "sender_user": source["from"]}
    kept = {key: source[key] for key in _content_fields(source)}
    return _send(world, p, kept | {"forward_origin": origin})


def _source(world: World, p: Json) -> Json:
    chat = known_chat(world, p["from_chat_id"])
    if p["message_id"] not in chat.messages:
        raise bad_request("message to copy not found")
    return chat.messages[p["message_id"]]


def _content_fields(message: Json) -> set[str]:
    texts = {"text", "entities", "caption", "caption_entities"}
    return message.keys() & (texts | media.MAKERS.keys())


def send_chat_action(world: World, p: Json) -> bool:
    chat = chat_to_write(world, p["chat_id"])
    if p["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.publish("action", chat=chat.id, action=p["action"])
    return True


def _send(world: World, p: Json, content: Any) -> Json:
    """Judge the chat first, then make the content: no file is kept for a refused call."""
    chat = chat_to_write(world, p["chat_id"])
    reader = ephemeral.reader(world, chat, p)
    markup = keyboards.checked(p.get("reply_markup"))
    place = _topic(chat, p) | _reply(chat, p)
    made = content() if callable(content) else content
    whole = place | made | {"reply_markup": keyboards.inline_only(markup)}
    if reader is not None:
        return world.whisper(chat, world.profile.as_user(), reader, present(whole))
    message = _post(world, chat, whole)
    if keyboard := keyboards.other(markup):
        chat.keyboards[message["message_id"]] = keyboard
    return message


def _post(world: World, chat: Chat, content: Json) -> Json:
    message = world.post(chat, world.profile.as_user(), present(content))
    chat.unheard.append(message)
    world.events.changes.announce()
    return message


def _topic(chat: Chat, p: Json) -> Json:
    thread = p.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    return chat.in_topic(thread)


def _reply(chat: Chat, p: Json) -> Json:
    reply = p.get("reply_parameters")
    if reply is None:
        return {}
    if reply["message_id"] in chat.messages:
        return {"reply_to_message": World.quoted(chat, reply["message_id"])}
    if reply.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _media(world: World, kind: str, given: Upload | str, p: Json) -> Json:
    """Return media from an uploaded file, from `attach://name`, or from a file_id seen before."""
    if isinstance(given, str) and given.startswith("attach://"):
        given = p.get(given.removeprefix("attach://"), "")
    if isinstance(given, Upload):
        return media.MAKERS[kind](world.files, _within_limits(kind, given))
    kept = world.files.by_id(given)
    if kept is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    data = world.files.data(kept)
    return media.MAKERS[kind](world.files, Upload(kept.upload.name, data, kept.upload.mime_type))


def _within_limits(kind: str, upload: Upload) -> Upload:
    size = len(upload.data)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_LIMIT:
        raise BotApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > PHOTO_LIMIT:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    return upload


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVoice": send_voice,
    "sendVideo": send_video,
    "sendSticker": send_sticker,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
