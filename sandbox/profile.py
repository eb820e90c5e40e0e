"""What the bot says of itself: name, commands, descriptions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sandbox.wire import Json


@dataclass
class Profile:
    id: int
    privacy: bool = True
    first_name: str = "台账"
    username: str = "taizhang_sandbox_bot"
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """(name | description | short_description, language) → text"""
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """(scope as JSON, language) → commands"""
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """chat id (0: default) → menu button"""

    def as_user(self) -> Json:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def as_me(self) -> Json:
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def menu(self, language: str, *, chat: int = 0, group: bool = False) -> list[Json]:
        """Return the commands a chat offers: the narrower scope first, then the language."""
        everybody = {"type": "all_group_chats" if group else "all_private_chats"}
        for scope in ({"type": "chat", "chat_id": chat}, everybody, None):
            for code in (language, ""):
                if commands := self.commands.get((scope_key(scope), code)):
                    return commands
        return []

    def view(self) -> Json:
        return self.as_me() | {"commands": self.menu("zh")}


def scope_key(scope: Json | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)
