"""Bot API methods about chats, members, files and the bot itself."""

from __future__ import annotations

import re
from typing import Any

from sandbox.access import known_chat
from sandbox.files import DOWNLOAD_LIMIT
from sandbox.groups import ADMINISTRATOR_RIGHTS, leave, member_of
from sandbox.profile import scope_key
from sandbox.texts import present
from sandbox.wire import Json, bad_request
from sandbox.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMAND_LIMIT = 100
NEW_RIGHTS = frozenset({"can_send_welcome_messages"})
"""Rights that came with Bot API 10.3."""
SCOPES = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
"""Types of the scope of commands, and what each names."""
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(world: World, _: Json) -> Json:
    return world.profile.as_me()


def get_file(world: World, p: Json) -> Json:
    kept = world.files.by_id(p["file_id"])
    if kept is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if kept.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    identity = {"file_id": kept.file_id, "file_unique_id": kept.unique_id}
    return identity | {"file_size": kept.size, "file_path": kept.path}


def get_chat(world: World, p: Json) -> Json:
    chat = known_chat(world, p["chat_id"])
    pinned = chat.messages.get(chat.pinned or 0)
    return present(
        chat.as_chat()
        | {"accent_color_id": chat.id % 7, "max_reaction_count": 11}
        | {"accepted_gift_types": dict.fromkeys(GIFTS, False)}
        | {"pinned_message": pinned}
    )


def get_chat_member(world: World, p: Json) -> Json:
    chat = known_chat(world, p["chat_id"])
    member = member_of(world, chat, p["user_id"])
    if member is None:
        raise bad_request("user not found")
    return member


def get_chat_member_count(world: World, p: Json) -> int:
    return len(known_chat(world, p["chat_id"]).members) + 1


def get_chat_administrators(world: World, p: Json) -> list[Json]:
    chat = known_chat(world, p["chat_id"])
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    owner = member_of(world, chat, chat.owner)
    return [owner] if owner else []


def leave_chat(world: World, p: Json) -> bool:
    chat = known_chat(world, p["chat_id"])
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    leave(world, chat)
    return True


def set_my_commands(world: World, p: Json) -> bool:
    if len(p["commands"]) > COMMAND_LIMIT:
        raise bad_request("too many commands specified")
    for command in p["commands"]:
        if not COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[_audience(world, p)] = p["commands"]
    world.events.publish("bot", bot=world.profile.view())
    return True


def get_my_commands(world: World, p: Json) -> list[Json]:
    return world.profile.commands.get(_audience(world, p), [])


def delete_my_commands(world: World, p: Json) -> bool:
    world.profile.commands.pop(_audience(world, p), None)
    world.events.publish("bot", bot=world.profile.view())
    return True


def _audience(world: World, p: Json) -> tuple[str, str]:
    """Return whom commands are for; a scope of one chat names one that the bot knows."""
    scope = p.get("scope") or {"type": "default"}
    if scope.keys() - {"type"} != SCOPES.get(scope["type"]):
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" in scope:
        known_chat(world, scope["chat_id"])
    return scope_key(scope), p.get("language_code", "")


def _text_setter(kind: str, limit: int) -> Any:
    def set_text(world: World, p: Json) -> bool:
        if len(p.get(kind, "")) > limit:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        world.profile.texts[kind, p.get("language_code", "")] = p.get(kind, "")
        return True

    return set_text


def _text_getter(kind: str) -> Any:
    def get_text(world: World, p: Json) -> Json:
        texts = world.profile.texts
        text = texts.get((kind, p.get("language_code", "")), texts.get((kind, ""), ""))
        return {kind: text or (world.profile.first_name if kind == "name" else "")}

    return get_text


def set_chat_menu_button(world: World, p: Json) -> bool:
    world.profile.menu_buttons[p.get("chat_id", 0)] = p.get("menu_button", {"type": "default"})
    return True


def get_chat_menu_button(world: World, p: Json) -> Json:
    return world.profile.menu_buttons.get(p.get("chat_id", 0), {"type": "default"})


def get_my_default_administrator_rights(world: World, _: Json) -> Json:
    unknown = {"can_be_edited"} | (NEW_RIGHTS if world.older else frozenset())
    return {right: False for right in ADMINISTRATOR_RIGHTS if right not in unknown}


def say_yes(_world: World, _p: Json) -> bool:
    return True


METHODS = {
    "getMe": get_me,
    "logOut": say_yes,
    "close": say_yes,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _text_setter("name", 64),
    "getMyName": _text_getter("name"),
    "setMyDescription": _text_setter("description", 512),
    "getMyDescription": _text_getter("description"),
    "setMyShortDescription": _text_setter("short_description", 120),
    "getMyShortDescription": _text_getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "getMyDefaultAdministratorRights": get_my_default_administrator_rights,
}
