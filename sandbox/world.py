"""The state of the sandbox, and the few ways in which messages come, change and go."""

from __future__ import annotations

from itertools import count
from typing import Any

from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.files import Files
from sandbox.profile import Profile
from sandbox.residents import Chat, Person
from sandbox.updates import Updates
from sandbox.wire import ActRefused, Json

PINNED_REPLY = ("reply_to_message", "pinned_message")
"""Fields that quote another message; a quotation does not quote in turn."""


class World:
    def __init__(
        self, files: Files, bot_id: int, *, privacy: bool = True, older: bool = False
    ) -> None:
        """Set up. `older`: a server of before Bot API 10.3, which knows no ephemeral messages."""
        self.older = older
        self.events = Events()
        self.clock = Clock(self.events)
        self.updates = Updates(self.events)
        self.files = files
        self.profile = Profile(bot_id, privacy=privacy)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Json] = {}
        self._message_ids = count(1)
        self._ephemeral_ids = count(1)
        self._press_ids = count(1)
        self._user_ids = count(100_001)
        self._group_ids = count(1)

    # -- people and chats

    def settle(self, person: Person) -> Person:
        """Add a person, and their private chat with the bot."""
        self.people[person.id] = person
        chat = Chat(person.id, "private", person, members=[person.id], bot_status="member")
        self.open(chat)
        return person

    def open(self, chat: Chat) -> None:
        self.chats[chat.id] = chat
        self.events.publish("chat", chat=chat.view())

    def free_user_id(self) -> int:
        return next(i for i in self._user_ids if i not in self.people)

    def free_group_id(self) -> int:
        return next(-i for i in self._group_ids if -i not in self.chats)

    def person(self, user_id: int) -> Person:
        if user_id not in self.people:
            raise ActRefused(f"there is no user {user_id}")
        return self.people[user_id]

    def chat(self, chat_id: int) -> Chat:
        if chat_id not in self.chats:
            raise ActRefused(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    # -- messages

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        """Add a message to the chat; the sender's side decides whom else to notify."""
        message: Json = {
            "message_id": self._new_message_id(chat),
            "from": sender,
            "chat": chat.as_chat(),
            "date": self.clock.unix(),
            **content,
        }
        chat.messages[message["message_id"]] = message
        chat.last_message_id = message["message_id"]
        self.events.publish("message", chat=chat.id, message=chat.shown(message))
        return message

    def whisper(self, chat: Chat, sender: Json, receiver: int, content: Json) -> Json:
        """Add a message to a group that one of its members alone sees."""
        message: Json = {
            "message_id": 0,
            "ephemeral_message_id": next(self._ephemeral_ids),
            "receiver_user": self.person(receiver).as_user(),
            "from": sender,
            "chat": chat.as_chat(),
            "date": self.clock.unix(),
            **content,
        }
        chat.ephemeral.append(message)
        self.events.publish("message", chat=chat.id, message=chat.shown(message))
        return message

    def _new_message_id(self, chat: Chat) -> int:
        """Return the next number: supergroups count for themselves, other chats share the bot's counter."""
        if chat.type == "supergroup":
            return chat.last_message_id + 1
        return next(self._message_ids)

    def change(self, chat: Chat, message_id: int, content: Json, *, by_bot: bool) -> Json:
        """Return the message with `content` put over it; a field given as None is removed."""
        merged = {**chat.messages[message_id], **content}
        message = {key: value for key, value in merged.items() if value is not None}
        chat.messages[message_id] = message
        if by_bot:
            chat.unseen_edits.append(message)
        self.events.publish("edited", chat=chat.id, message=chat.shown(message))
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.events.publish("deleted", chat=chat.id, message_id=message_id)

    @staticmethod
    def quoted(chat: Chat, message_id: int) -> Json:
        message = chat.messages[message_id]
        return {key: value for key, value in message.items() if key not in PINNED_REPLY}

    # -- button presses

    def new_press(self, press: Json) -> str:
        press_id = str(7_000_000_000_000_000 + next(self._press_ids))
        self.presses[press_id] = {"id": press_id, "date": self.clock.exact(), **press}
        return press_id

    def answer_press(self, press_id: str, answer: Json) -> None:
        self.presses[press_id]["answer"] = answer
        user = self.presses[press_id]["user"]
        self.events.publish("callback_answer", callback_id=press_id, user=user, **answer)

    # -- the bot's ear

    def tell(self, kind: str, content: Any) -> int | None:
        return self.updates.put(kind, content)
