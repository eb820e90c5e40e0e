"""Who lives in the sandbox: persons and chats, and how they look to the Bot API."""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass, field

from sandbox.wire import Json

SUPERGROUP_BASE = -1_000_000_000_000
REMEMBERED = 1_000
"""How many of the bot's doings per chat wait to be heard by a test."""


@dataclass
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "zh-hans"
    role_hint: str = ""
    """Shown by the page only: what part this person plays."""
    start_code: str = ""
    """What the page sends after /start when its button 开始 is pressed."""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        return user | {"language_code": self.language_code}

    def view(self) -> Json:
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "role_hint": self.role_hint,
            "start_code": self.start_code,
            "started": self.started,
            "blocked": self.blocked,
            "deactivated": self.deactivated,
        }


@dataclass
class Chat:
    id: int
    type: str
    """private, group or supergroup"""
    person: Person | None = None
    title: str = ""
    members: list[int] = field(default_factory=list)
    owner: int = 0
    bot_status: str = "left"
    """member, administrator, left or kicked; in a private chat always member"""
    migrated_to: int | None = None
    topics: dict[int, str] = field(default_factory=dict)
    """Names by thread: a group with topics is a forum."""
    messages: dict[int, Json] = field(default_factory=dict)
    ephemeral: list[Json] = field(default_factory=list)
    """Messages that one member alone sees, in order. None of them is among `messages`."""
    keyboards: dict[int, Json] = field(default_factory=dict)
    """Reply keyboards and forced replies: sent with a message, not part of it."""
    last_message_id: int = 0
    pinned: int | None = None
    unheard: deque[Json] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    unseen_edits: deque[Json] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    @property
    def private(self) -> bool:
        return self.person is not None

    @property
    def instance(self) -> str:
        """Return `chat_instance` of callback queries: stable for the chat, without other meaning."""
        return str(zlib.crc32(f"chat {self.id}".encode()) * 4_294_967_291)

    def as_chat(self) -> Json:
        chat: Json = {"id": self.id, "type": self.type}
        if self.person is None:
            forum = {"is_forum": True} if self.topics else {}
            return chat | {"title": self.title} | forum
        user = self.person.as_user()
        names = ("first_name", "last_name", "username")
        return chat | {name: user[name] for name in names if name in user}

    def view(self) -> Json:
        return {
            "id": self.id,
            "type": self.type,
            "title": self.title or (self.person.first_name if self.person else ""),
            "members": list(self.members),
            "last_message_id": self.last_message_id,
            "bot": self.bot_status,
            "migrated_to": self.migrated_to,
            "topics": dict(self.topics),
        }

    def in_topic(self, thread: int | None) -> Json:
        """Return the fields by which a message stands in a topic; none in the group at large."""
        if thread is None:
            return {}
        return {"message_thread_id": thread, "is_topic_message": True}

    def shown(self, message: Json) -> Json:
        """Return one message as the page and the tests see it."""
        view = {**message, "edited": "edit_date" in message}
        if keyboard := self.keyboards.get(message["message_id"]):
            view["keyboard"] = keyboard
        return view
