"""The menu of commands that Telegram shows, in Chinese and in English."""

from bot.telegram.client import BotApi
from messages.accounts.menu_texts import COMMANDS
from messages.texts import texts
from rules.policy.acts import GROUP_COMMANDS

TELEGRAM_NAMES = {"zh_CN": "", "en": "en"}
"""Chinese is shown to everybody whose Telegram speaks no other language of ours."""


IN_A_GROUP = {"type": "all_group_chats"}
"""A group is offered only what is answered there."""


async def publish_menu(api: BotApi) -> None:
    """Set the commands that Telegram offers, by language, for private chats and for groups."""
    for language, code in TELEGRAM_NAMES.items():
        t = texts(language)
        menu = [
            {"command": name, "description": describe(t)} for name, describe in COMMANDS.items()
        ]
        for_groups = [entry for entry in menu if entry["command"] in GROUP_COMMANDS]
        for commands, scope in ((menu, None), (for_groups, IN_A_GROUP)):
            given = {"commands": commands, "scope": scope, "language_code": code or None}
            await api.call("setMyCommands", given)
