"""`/dossier NUMBER`: the case file of an item is asked for; it is made and sent afterwards."""

from handlers.context import Context
from messages.dossier import dossier_texts
from messages.dossier.document import can_be_made
from messages.outgoing import Reply
from rules.policy.permissions import may_see_case_file
from storage.dossier import requests
from storage.ledger import item_store


def asked(ctx: Context, code: str) -> Reply:
    """Take the request down; an item they do not verify does not exist for a verifier."""
    if not code:
        return ctx.say(dossier_texts.usage(ctx.t))
    item = item_store.by_code(ctx.tx, code)
    if item is None or not may_see_case_file(ctx.person, item):
        return ctx.say(dossier_texts.unknown(ctx.t, code))
    if not can_be_made():
        return ctx.say(dossier_texts.cannot_be_made(ctx.t))
    requests.ask(ctx.tx, item.id, ctx.person.id, ctx.chat, ctx.now)
    return ctx.say(dossier_texts.being_made(ctx.t, item))
