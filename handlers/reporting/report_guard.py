"""What cannot be reported: of an item that is closed, or another's. Said before there is a card."""

from functools import partial

from handlers.context import Context
from messages.closing import closing_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from notices import recipients
from rules.language.relapses import reports_relapse
from rules.policy.items import Item, is_open
from rules.policy.permissions import is_office, may_report_on
from storage.reporting import evidence
from storage.reporting.drafts import Draft


def refusal_of(ctx: Context, item: Item) -> str:
    """Empty when a report may stand."""
    if not is_open(item):
        return closing_texts.closed(ctx.t, item)
    if not may_report_on(ctx.person, item):
        return ctx.t("This item is not yours to report on.")
    return ""


def of_draft(ctx: Context, draft: Draft, item: Item) -> tuple[str, list[OutgoingMessage]]:
    """What he hears of words that cannot be a report, and the office of those about a relapse."""
    if is_open(item) or not may_report_on(ctx.person, item):
        return refusal_of(ctx, item), []
    relapsed = reports_relapse(draft.words) or draft.reading["blocker"] != ""
    said, told = _of_closed(ctx, item, draft.words if relapsed else "")
    if evidence.kept_with_item(ctx.tx, draft.id, item.id):
        said += "\n" + ctx.t("The file is kept as evidence of item {code}.", code=item.code)
    return said, told


def refusal_sentence(ctx: Context, item: Item, words: str) -> Reply | None:
    """Trouble with an item of his that is closed, which can only be a relapse."""
    if is_open(item) or not may_report_on(ctx.person, item):
        return None
    said, told = _of_closed(ctx, item, words)
    reply = ctx.say(said, about=f"item:{item.id}")
    reply.messages += told
    return reply


def _of_closed(ctx: Context, item: Item, relapse: str) -> tuple[str, list[OutgoingMessage]]:
    """`relapse`: the words that tell of one, if any do."""
    if is_office(ctx.person):
        return f"{refusal_of(ctx, item)}\n{closing_texts.how_to_reopen(ctx.t, item)}", []
    told = _to_the_office(ctx, item, relapse) if relapse else []
    return closing_texts.relapse_passed_on(ctx.t, item) if told else refusal_of(ctx, item), told


def _to_the_office(ctx: Context, item: Item, words: str) -> list[OutgoingMessage]:
    relapse = partial(closing_texts.relapse, item=item, by=ctx.person.name, words=words)
    about = f"item:{item.id}"
    return letters(recipients.office(ctx.tx), ctx.city.language, relapse, about=about)
