"""Who may claim a message in a group: commands, and what is said to the bot by name or in reply."""

import re

from handlers.accounts import groups
from handlers.commands import command
from handlers.context import Context
from handlers.message import Message
from handlers.queries import questions, silence
from handlers.routes import WISHES, always, claims, silent, unasked
from messages.accounts import group_texts
from messages.outgoing import Reply
from rules.policy.acts import GROUP_COMMANDS, GROUP_PERSONAL, GROUP_SHARE
from storage.mail import sent

SHARED = frozenset({"query_overdue", "query_unit"})
"""Questions that show a group its own share, whoever asks: the same as its commands."""


def _name(ctx: Context) -> str:
    return ctx.city.bot_at(ctx.chat.messenger).name


def _is_spoken_to(message: Message) -> bool:
    """Whether the bot is named in it, or it replies to a message of the bot's."""
    if message.edited or message.command is not None:
        return False
    name, ctx = _name(message.ctx), message.ctx
    named = bool(name) and f"@{name}".lower() in message.text.lower()
    return named or sent.is_ours(ctx.tx, ctx.chat, message.reply_to)


def _said(message: Message) -> Message:
    """Return what is said to the bot, without its name."""
    name = re.escape(f"@{_name(message.ctx)}")
    return message.with_text(re.sub(name, " ", message.text, flags=re.IGNORECASE).strip(" ，,:："))


def _heard(message: Message, ctx: Context) -> Reply:
    """Answer a question: what is the group's here, all else in the writer's own chat."""
    said = _said(message)
    if said.file is None and said.text and said.intent == "ack":
        return Reply()
    if not _asks(said):
        return ctx.say(group_texts.how_to_ask(ctx.t, _name(ctx)))
    if said.intent in SHARED and not silence.is_asked_for(said) and groups.for_the_group(ctx):
        act = WISHES[said.readings[0].intent]
        return groups.own_share(said, ctx, act)
    return groups.in_their_own_chat(said, ctx, unasked)


def _asks(said: Message) -> bool:
    """Whether it is a question, and nothing that would be recorded."""
    if said.file is not None or not said.text:
        return False
    asking = said.intent.startswith("query") or said.intent == "chart"
    if asking or silence.is_asked_for(said) or questions.is_bare_name(said):
        return True
    return questions.is_put(said, plainly=True)


IN_A_GROUP = claims(
    ("what is said to the bot", _is_spoken_to, _heard),
    ("talk among people", lambda m: not groups.is_for_the_bot(m, GROUP_COMMANDS), silent),
    (
        "a command that shows the group its own share",
        lambda m: m.command is not None and m.command.name in GROUP_SHARE,
        lambda m, ctx: groups.own_share(m, ctx, command),
    ),
    (
        "a personal command: answered in the writer's own chat",
        lambda m: m.command is not None and m.command.name in GROUP_PERSONAL,
        lambda m, ctx: groups.in_their_own_chat(m, ctx, command),
    ),
    ("any other command", always, command),
)
"""Who may claim a message in a group, in order."""
