"""Ephemeral messages: who may be sent one, and when.

Source: https://core.telegram.org/bots/api#ephemeral-messages-and-commands. The page says when a
call is refused, not in which words; those of presses are as for any press.
"""

from __future__ import annotations

from sandbox.residents import Chat
from sandbox.wire import Json, bad_request
from sandbox.world import World

WITHIN = 15.0
"""Seconds after a press in which a bot that is no administrator may answer it so."""


def reader(world: World, chat: Chat, p: Json) -> int | None:
    """Return who alone sees what a call sends; None for everybody.

    An older server does not look at what it does not know, and shows it to everybody.
    """
    given = p.get("ephemeral_message_parameters")
    if given is None or world.older:
        return None
    if chat.private:
        raise bad_request("ephemeral messages can be sent in groups and supergroups only")
    if given.get("replace_callback_query_message"):
        raise bad_request("replacing a message by an ephemeral one is not supported here")
    receiver: int = given["receiver_user_id"]
    if receiver not in chat.members:
        raise bad_request("USER_NOT_PARTICIPANT")
    if not _is_answer(world, chat, given) and chat.bot_status != "administrator":
        raise bad_request("BOT_NOT_ADMIN")
    return receiver


def _is_answer(world: World, chat: Chat, given: Json) -> bool:
    """Whether it answers a press of its receiver in this chat; refused when that is too long ago."""
    if "callback_query_id" not in given:
        return False
    press = world.presses.get(given["callback_query_id"], {})
    pressed = (press.get("user"), press.get("chat")) == (given["receiver_user_id"], chat.id)
    if not pressed or world.clock.exact() - press["date"] > WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return True
