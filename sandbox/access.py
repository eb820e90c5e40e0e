"""Which chat and which message the bot may touch, and what it is told when it may not."""

from __future__ import annotations

from sandbox.residents import Chat
from sandbox.wire import BotApiError, Json, bad_request, forbidden
from sandbox.world import World

IN_CHAT = frozenset({"member", "administrator"})


def known_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat the bot has had updates of and is still in."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise BotApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def chat_to_write(world: World, chat_id: int | str) -> Chat:
    """Return a chat the bot may send to: a person must have pressed Start and not blocked it."""
    chat = known_chat(world, chat_id)
    if chat.person is None:
        return chat
    if chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.person.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def own_message(world: World, chat: Chat, message_id: int | None) -> Json:
    """Return a message of the bot's own, to be edited."""
    message = chat.messages.get(message_id or 0)
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from", {}).get("id") != world.profile.id:
        raise bad_request("message can't be edited")
    return message
