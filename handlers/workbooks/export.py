"""`/export [WORDS]`: the workbook of what somebody may see; it is made and sent afterwards."""

from handlers.context import Context
from handlers.queries import entities, unanswerable
from messages.outgoing import Reply
from messages.workbooks import workbook_texts
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.workbook import requests


def asked(ctx: Context, words: str) -> Reply:
    """Take the request down; bot/workbooks.py makes the workbook."""
    subject = entities.listed(ctx, words)
    refusal = unanswerable.refused(ctx, subject)
    if refusal is not None:
        return refusal
    named = subject.item_filter if words else ItemFilter()
    found = item_store.ids(ctx.tx, ctx.person, named)
    if not found:
        scope = subject.words or ctx.t("Items that concern me")
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))
    ids = sorted(found) if words else None
    requests.ask_export(ctx.tx, ctx.person.id, ctx.chat, subject.words, ids, ctx.now)
    return ctx.say(workbook_texts.being_exported(ctx.t, subject.words))
