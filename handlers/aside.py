"""Answers to a press in a group that concern the presser alone."""

from dataclasses import replace

from handlers.context import Context
from messages.accounts import group_texts
from messages.incoming import ButtonPress
from messages.outgoing import Aside, Button, ButtonRow, Reply


def to_the_presser(press: ButtonPress, ctx: Context, told: Reply, word: str) -> Reply:
    """Say in the group, to the presser alone, what would be said in their own chat.

    Buttons are for the own chat: in the group a link leads there, which says it again by `word`.
    """
    messages = [
        replace(
            message,
            aside=Aside(
                ctx.chat,
                press.callback,
                press.chat.thread,
                _link(ctx, word) if message.buttons else (),
                group_texts.answered_aside(ctx.t),
                group_texts.answered_in_private(ctx.t),
                group_texts.open_own_chat(ctx.t),
                reachable=ctx.person.reachable,
                answers=number == 0,
            ),
        )
        for number, message in enumerate(told.messages)
    ]
    return replace(told, messages=messages, unanswered=bool(messages))


def _link(ctx: Context, word: str) -> tuple[ButtonRow, ...]:
    address = ctx.city.bot_at(ctx.chat.messenger).start_link
    if not address:
        return ()
    return ((Button(group_texts.see_in_own_chat(ctx.t), link=f"{address}={word}"),),)
