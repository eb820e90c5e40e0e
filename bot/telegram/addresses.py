"""Telegram's chats as addresses, and what their numbers tell."""

from rules.policy.chats import ChatAddress

NAME = "telegram"
"""Telegram's name in addresses. It stands in every ledger in use: never change it."""


def telegram_chat(number: int) -> ChatAddress:
    """Return the address of a chat, or of an account, that has this number at Telegram."""
    return ChatAddress(NAME, number)


def is_group(chat: ChatAddress) -> bool:
    """Return whether a chat is a group. Source: Bot API, Chat: only these have negative numbers."""
    return chat.id < 0
