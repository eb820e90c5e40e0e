"""Who may report on an item, and what those hear who may not, or whose item is closed."""

from functools import partial

from handlers.context import Context
from messages.closing import closing_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from notices import recipients
from rules.language.relapses import reports_relapse
from rules.policy.items import Item, is_open
from rules.policy.permissions import is_office, may_report_on
from rules.policy.refs import Ref
from storage.reporting import filing
from storage.reporting.drafts import Draft


def refusal(ctx: Context, item: Item | None, code: str) -> str:
    """Return why nothing can be said here about an item named by number; empty when it can."""
    if item is None or not may_report_on(ctx.person, item):
        return ctx.t("No item {code} is yours to report on. Your items: /my", code=code)
    return "" if is_open(item) else closing_texts.closed(ctx.t, item)


def refusal_of(ctx: Context, item: Item) -> str:
    """Return why a card on an item cannot stand; empty when it can."""
    if not may_report_on(ctx.person, item):
        return ctx.t("This item is not yours to report on.")
    return "" if is_open(item) else closing_texts.closed(ctx.t, item)


def signature(ctx: Context, item: Item) -> str:
    """Return who speaks, and for whom if they are a deputy."""
    if owner_represented(ctx, item) is None:
        return ctx.person.name
    return ctx.t("{deputy} for {name}", deputy=ctx.person.name, name=item.owner.name)


def both_names(ctx: Context, item: Item | None) -> str:
    """Return who reports, and for whom (AB角); empty where nobody is stood in for."""
    if item is None or owner_represented(ctx, item) is None:
        return ""
    return signature(ctx, item)


def owner_represented(ctx: Context, item: Item) -> int | None:
    """Return the owner, where their deputy speaks: both names stand in the record."""
    return item.owner.id if item.owner.id in ctx.person.covers else None


def refusal_of_draft(ctx: Context, draft: Draft, item: Item) -> tuple[str, list[OutgoingMessage]]:
    """Return what the writer hears of words that cannot be a report.

    The office hears of those that tell of a relapse of a closed item.
    """
    if is_open(item) or not may_report_on(ctx.person, item):
        return refusal_of(ctx, item), []
    relapsed = reports_relapse(draft.words) or draft.reading["blocker"] != ""
    words, messages = _of_closed(ctx, item, draft.words if relapsed else "")
    if filing.kept_with_item(ctx.tx, draft.id, item.id, ctx.now):
        words += "\n" + ctx.t("The file is kept as evidence of item {code}.", code=item.code)
    return words, messages


def refusal_of_trouble(ctx: Context, item: Item, words: str) -> Reply | None:
    """Pass on trouble with a closed item, which can only be a relapse; None with an open one."""
    if is_open(item) or not may_report_on(ctx.person, item):
        return None
    text, messages = _of_closed(ctx, item, words)
    reply = ctx.say(text, about=Ref.item(item.id))
    reply.messages += messages
    return reply


def _of_closed(ctx: Context, item: Item, relapse: str) -> tuple[str, list[OutgoingMessage]]:
    """Answer words on a closed item; `relapse` are the words that tell of one, if any do."""
    if is_office(ctx.person):
        return f"{refusal_of(ctx, item)}\n{closing_texts.how_to_reopen(ctx.t, item)}", []
    messages = _to_the_office(ctx, item, relapse) if relapse else []
    return closing_texts.relapse_passed_on(ctx.t, item) if messages else refusal_of(
        ctx, item
    ), messages


def _to_the_office(ctx: Context, item: Item, words: str) -> list[OutgoingMessage]:
    relapse = partial(closing_texts.relapse, item=item, by=ctx.person.name, words=words)
    about = Ref.item(item.id)
    return letters(recipients.office(ctx.tx), ctx.city.language, relapse, about=about)
