"""What people do in the sandbox: write, press, correct, send files, block."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sandbox import groups, keyboards, media
from sandbox.access import IN_CHAT
from sandbox.entities import find_entities
from sandbox.files import Upload
from sandbox.groups import tell_bot_membership
from sandbox.residents import Chat, Person
from sandbox.texts import CAPTION_LIMIT, TEXT_LIMIT
from sandbox.wire import ActRefused, Json
from sandbox.world import World

STICKER = Upload("sticker.webp", b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f", "image/webp")


def say(
    world: World,
    user_id: int,
    text: str,
    chat_id: int | None = None,
    reply_to: int | None = None,
    *,
    thread: int | None = None,
    anonymous: bool = False,
) -> Json:
    """Write as a person; what is too long for one message is sent as several, as in the apps.

    `thread` is the topic of a group that is written in; `anonymous`: in the name of the group, as
    its administrators may. Returns the first of the messages.
    """
    person, chat = _place(world, user_id, chat_id)
    text = text.strip()
    if not text:
        raise ActRefused("an empty message cannot be sent")
    pieces = [text[i : i + TEXT_LIMIT] for i in range(0, len(text), TEXT_LIMIT)]
    if chat.private:
        person.started = True
    place = groups.topic_of(chat, thread) | _quote(chat, reply_to)
    if anonymous:
        place |= groups.without_a_name(chat, person.id)
    written = [_write(world, chat, person, place | _text(piece)) for piece in pieces]
    return written[0]


def edit(
    world: World, user_id: int, message_id: int, text: str, chat_id: int | None = None
) -> Json:
    """Edit a message as the person who wrote it: its text, or the caption under a file."""
    person, chat = _place(world, user_id, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message.get("from", {}).get("id") != person.id:
        raise ActRefused("this message is not there or belongs to somebody else")
    content = _text(text) if "text" in message else _caption(text)
    edited = {"entities": None, "caption_entities": None} | content
    edited = world.change(
        chat, message_id, edited | {"edit_date": world.clock.unix()}, by_bot=False
    )
    if _bot_hears(world, chat, edited):
        world.tell("edited_message", edited)
    return edited


def press(
    world: World,
    user_id: int,
    message_id: int,
    data: str,
    chat_id: int | None = None,
    *,
    forged: bool = False,
) -> str:
    """Press a button as a person; return the id of the callback query.

    `forged` sends data that no button of the message carries, or presses a message that is gone.
    """
    person, chat = _place(world, user_id, chat_id)
    message = chat.messages.get(message_id)
    if not forged and data not in _offered(message):
        raise ActRefused(f"the message has no button {data!r}")
    press_id = world.new_press({"user": person.id, "chat": chat.id, "data": data})
    gone: Json = {"chat": chat.as_chat(), "message_id": message_id, "date": 0}
    world.tell(
        "callback_query",
        {
            "id": press_id,
            "from": person.as_user(),
            "message": message or gone,
            "chat_instance": chat.instance,
            "data": data,
        },
    )
    return press_id


def _offered(message: Json | None) -> list[str]:
    return [button.get("callback_data", "") for button in keyboards.buttons(message or {})]


def upload(
    world: World,
    user_id: int,
    files: Sequence[Upload],
    *,
    kind: str = "document",
    caption: str = "",
    chat_id: int | None = None,
    reply_to: int | None = None,
    claimed_size: int | None = None,
) -> list[Json]:
    """Send files as a person; several at once make an album with the caption under the first.

    `claimed_size` (bytes) stands in for a file too large to carry around in a test.
    """
    person, chat = _place(world, user_id, chat_id)
    if kind not in media.MAKERS:
        raise ActRefused(f"there is no kind of file called {kind!r}")
    if len(caption) > CAPTION_LIMIT:
        raise ActRefused("the caption is too long")
    if chat.private:
        person.started = True
    made = [media.MAKERS[kind](world.files, file, claimed_size) for file in files]
    album = {"media_group_id": str(secrets.randbits(60))} if len(files) > 1 else {}
    made[0] |= _caption(caption) if caption else {}
    quote = _quote(chat, reply_to)
    return [_write(world, chat, person, quote | album | one) for one in made]


def share_location(
    world: World, user_id: int, latitude: float, longitude: float, chat_id: int | None = None
) -> Json:
    """Send, as a person, the place where they are, in degrees."""
    person, chat = _place(world, user_id, chat_id)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ActRefused("there is no such place")
    if chat.private:
        person.started = True
    place = {"latitude": latitude, "longitude": longitude}
    return _write(world, chat, person, {"location": place})


def block(world: World, user_id: int) -> None:
    person = world.person(user_id)
    if not person.blocked:
        person.blocked = True
        tell_bot_membership(world, world.chat(user_id), "member", "kicked", user_id)


def unblock(world: World, user_id: int) -> None:
    person = world.person(user_id)
    if person.blocked:
        person.blocked = False
        tell_bot_membership(world, world.chat(user_id), "kicked", "member", user_id)


def deactivate(world: World, user_id: int) -> None:
    """Delete the account: the bot gets no update and can write no more."""
    world.person(user_id).deactivated = True
    world.events.publish("chat", chat=world.chat(user_id).view())


def _place(world: World, user_id: int, chat_id: int | None) -> tuple[Person, Chat]:
    """Return the person and the chat they act in, by default the private one with the bot."""
    person = world.person(user_id)
    chat = world.chat(user_id if chat_id is None else chat_id)
    if chat.migrated_to is not None:
        raise ActRefused(f"this group is now {chat.migrated_to}")
    if user_id not in chat.members or person.deactivated:
        raise ActRefused("this person is not in that chat")
    if chat.private and person.blocked:
        raise ActRefused("this person has blocked the bot")
    return person, chat


def _write(world: World, chat: Chat, person: Person, content: Json) -> Json:
    message = world.post(chat, person.as_user(), content)
    if _bot_hears(world, chat, message):
        world.tell("message", message)
    return message


def _text(text: str) -> Json:
    found = find_entities(text)
    return {"text": text, "entities": found} if found else {"text": text}


def _caption(text: str) -> Json:
    found = find_entities(text)
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def _quote(chat: Chat, reply_to: int | None) -> Json:
    if reply_to is None:
        return {}
    if reply_to not in chat.messages:
        raise ActRefused("the message to reply to is not there")
    return {"reply_to_message": World.quoted(chat, reply_to)}


def _bot_hears(world: World, chat: Chat, message: Json) -> bool:
    """Whether privacy mode lets the bot have a message: commands, replies to it, its own name."""
    if chat.private:
        return True
    if chat.bot_status not in IN_CHAT:
        return False
    if chat.bot_status == "administrator" or not world.profile.privacy:
        return True
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    return replied == world.profile.id or _addressed(world, message)


def _addressed(world: World, message: Json) -> bool:
    """Whether the text holds a command for no other bot, or the bot's name anywhere."""
    words = (message.get("text") or message.get("caption") or "").split()
    name = f"@{world.profile.username}".lower()
    if any(name in word.lower() for word in words):
        return True
    return bool(words) and words[0].startswith("/") and "@" not in words[0]
