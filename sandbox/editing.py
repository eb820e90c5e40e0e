"""Bot API methods that change, remove or pin a message, or answer a button press."""

from __future__ import annotations

from sandbox import keyboards, media
from sandbox.access import chat_to_write, known_chat, own_message
from sandbox.residents import Chat
from sandbox.sending import album_piece
from sandbox.texts import caption, message_text, present
from sandbox.wire import Json, bad_request, utf16_length
from sandbox.world import World

DELETE_WITHIN = 48 * 3600
"""Seconds in which a bot may delete a message."""
PRESS_LIFETIME = 15 * 60
"""Seconds in which a press may be answered. Telegram names no figure; real ones die sooner."""
ANSWER_LIMIT = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def edit_message_text(world: World, p: Json) -> Json:
    chat, message = _to_edit(world, p)
    content = message_text({"text": "", **p})
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, p, content)


def edit_message_caption(world: World, p: Json) -> Json:
    chat, message = _to_edit(world, p)
    if not message.keys() & media.MAKERS.keys():
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, chat, message, p, caption(p))


def edit_message_media(world: World, p: Json) -> Json:
    chat, message = _to_edit(world, p)
    cleared: Json = dict.fromkeys(message.keys() & (media.MAKERS.keys() | {"text", "entities"}))
    content = cleared | album_piece(world, p["media"], p) | caption(p["media"])
    return _edit(world, chat, message, p, content)


def edit_message_reply_markup(world: World, p: Json) -> Json:
    chat, message = _to_edit(world, p)
    return _edit(world, chat, message, p, {})


def _to_edit(world: World, p: Json) -> tuple[Chat, Json]:
    if "chat_id" not in p:
        raise bad_request("chat_id is empty")
    chat = chat_to_write(world, p["chat_id"])
    return chat, own_message(world, chat, p.get("message_id"))


def _edit(world: World, chat: Chat, message: Json, p: Json, content: Json) -> Json:
    """Edit a message; without `reply_markup` its buttons are removed, as in Telegram."""
    markup = keyboards.inline_only(keyboards.checked(p.get("reply_markup")))
    required = content | {"reply_markup": markup}
    if all(message.get(key) == value for key, value in required.items()):
        raise bad_request(NOT_MODIFIED)
    edited = required | {"edit_date": world.clock.unix()}
    return world.change(chat, message["message_id"], edited, by_bot=True)


def delete_message(world: World, p: Json) -> bool:
    chat = known_chat(world, p["chat_id"])
    message = chat.messages.get(p["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, chat, message):
        raise bad_request("message can't be deleted")
    world.remove(chat, p["message_id"])
    return True


def _may_delete(world: World, chat: Chat, message: Json) -> bool:
    if world.clock.unix() - message["date"] > DELETE_WITHIN:
        return False
    own = message.get("from", {}).get("id") == world.profile.id
    return own or chat.private or chat.bot_status == "administrator"


def delete_messages(world: World, p: Json) -> bool:
    """Delete messages; those that cannot be found are skipped."""
    chat = known_chat(world, p["chat_id"])
    for message_id in p["message_ids"]:
        message = chat.messages.get(message_id)
        if message is not None and _may_delete(world, chat, message):
            world.remove(chat, message_id)
    return True


def pin_chat_message(world: World, p: Json) -> bool:
    chat = _to_pin(world, p)
    if p["message_id"] not in chat.messages:
        raise bad_request("message to pin not found")
    chat.pinned = p["message_id"]
    note = world.post(
        chat,
        world.profile.as_user(),
        {"pinned_message": world.quoted(chat, p["message_id"])},
    )
    world.tell("message", note)
    return True


def unpin_chat_message(world: World, p: Json) -> bool:
    _to_pin(world, p).pinned = None
    return True


def _to_pin(world: World, p: Json) -> Chat:
    chat = chat_to_write(world, p["chat_id"])
    if not chat.private and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def answer_callback_query(world: World, p: Json) -> bool:
    press = world.presses.get(p["callback_query_id"])
    if press is None or world.clock.exact() - press["date"] > PRESS_LIFETIME:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16_length(p.get("text", "")) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": p.get("text"), "url": p.get("url")}
    world.answer_press(press["id"], present(answer) | {"show_alert": p.get("show_alert", False)})
    return True


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "answerCallbackQuery": answer_callback_query,
}
