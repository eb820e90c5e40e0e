"""The commands that Telegram offers: to everybody in Chinese and in English, to officials their own."""

from pydantic import JsonValue

from bot.telegram.calls import Call
from bot.telegram.client import BotApi
from messages.accounts import menu_texts
from messages.outgoing import MenuEntry
from messages.texts import texts
from rules.policy.acts import GROUP_COMMANDS
from rules.policy.chats import ChatAddress
from rules.policy.menus import UNKNOWN

TELEGRAM_NAMES = {"zh_CN": "", "en": "en"}
"""Chinese is shown to everybody whose Telegram speaks no other language of ours."""


IN_A_GROUP = {"type": "all_group_chats"}
"""A group is offered only what is answered there."""


async def publish_menu(api: BotApi) -> None:
    """Set the commands offered where no chat has its own, by language, and those of groups."""
    in_groups = [name for name in menu_texts.COMMANDS if name in GROUP_COMMANDS]
    for language, code in TELEGRAM_NAMES.items():
        t = texts(language)
        for names, scope in ((UNKNOWN, None), (in_groups, IN_A_GROUP)):
            commands = _commands(menu_texts.entries(t, names))
            given = {"commands": commands, "scope": scope, "language_code": code or None}
            await api.call("setMyCommands", given)


def call_for_menu(chat: ChatAddress, menu: tuple[MenuEntry, ...]) -> Call:
    """Return the call that sets the commands of one private chat, or takes them away."""
    scope: JsonValue = {"type": "chat", "chat_id": chat.id}
    if not menu:
        return Call("deleteMyCommands", {"scope": scope})
    return Call("setMyCommands", {"commands": _commands(menu), "scope": scope})


def _commands(menu: tuple[MenuEntry, ...]) -> list[JsonValue]:
    return [{"command": one.command, "description": one.description} for one in menu]
