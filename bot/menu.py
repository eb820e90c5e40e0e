"""The menu of commands that Telegram shows, in Chinese and in English."""

from bot.transport import BotApi
from messages.menu import COMMANDS
from messages.texts import texts

TELEGRAM_NAMES = {"zh_CN": "", "en": "en"}
"""Chinese is shown to everybody whose Telegram speaks no other language of ours."""


async def publish_menu(api: BotApi) -> None:
    for language, code in TELEGRAM_NAMES.items():
        t = texts(language)
        menu = [{"command": name, "description": said(t)} for name, said in COMMANDS.items()]
        await api.call("setMyCommands", {"commands": menu, "language_code": code or None})
