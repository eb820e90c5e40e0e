"""Answers to a press that take the place of the message they were pressed under."""

from dataclasses import replace

from handlers.context import Context
from messages.formatting import Words, formatted, width
from messages.incoming import ButtonPress
from messages.outgoing import ButtonRow, Reply
from messages.queries.pages import CAPTION_ROOM
from rules.policy.refs import Ref
from storage.mail import sent


def say(
    ctx: Context, press: ButtonPress, text: Words, *buttons: ButtonRow, about: Ref | None = None
) -> Reply:
    """Say it in place; below a picture as its caption, and anew where a caption has no room for it."""
    said = formatted(text)
    if not sent.holds_picture(ctx.tx, ctx.chat, press.message_id):
        return ctx.say(said, *buttons, about=about, edits=press.message_id)
    if width(said.text) > CAPTION_ROOM:
        return ctx.say(said, *buttons, about=about)
    reply = ctx.say(said, *buttons, about=about, edits=press.message_id)
    reply.messages = [replace(message, captioned=True) for message in reply.messages]
    return reply
