"""`/verify`: the ledger is held against its journal; the answer comes when that is done."""

from handlers.context import Context
from messages import audit_texts
from messages.outgoing import Reply
from storage.audit import asked


def begin(ctx: Context) -> Reply:
    """Note who asked: bot/verifier.py verifies beside the conversations, and answers."""
    asked.ask(ctx.tx, ctx.person.id)
    return ctx.say(audit_texts.being_verified(ctx.t))
