"""One item in full, found by its number or by words."""

from handlers.closing.decisions import moment_for
from handlers.context import Context
from handlers.plans import past
from handlers.projects import years
from handlers.queries import entities, lists, own_items
from messages.closing import check_texts, closing_rows
from messages.formatting import Words
from messages.outgoing import ButtonRow, Reply
from messages.projects import project_texts
from messages.queries import offer_texts, picture_texts
from messages.queries.list_texts import Further, item_text, masked
from messages.queries.offer_texts import ItemAct
from messages.reporting import evidence_texts
from messages.reporting.receipt_texts import in_a_line
from rules.policy.closing import Refusal, decide, first_act
from rules.policy.items import CLOSED, Item, is_done, is_open
from rules.policy.lists import ListKind, ListQuery
from rules.policy.permissions import may_apply_for_closing, may_see_item
from rules.policy.pictures import has_progress
from rules.policy.refs import Ref
from storage.closing import checks, closings, strike_offs, takeovers
from storage.closing.strike_offs import StrikeOff
from storage.closing.takeovers import TakenOver
from storage.ledger import item_store, lights
from storage.projects import projects
from storage.reporting import evidence, reports

LEAST_LOOKED_FOR = 2
"""Characters of words that may mean an item: 红 stands in many a name."""


def show(ctx: Context, words: str) -> Reply:
    """Show `/item WORDS`, or all that may be meant. What they may not see does not exist for them."""
    if not words:
        usage = ctx.t("Please write /item and the item's number or words of its title.")
        return own_items.offered(ctx, ItemAct.ITEM) or ctx.say(usage)
    one = entities.item_named(ctx, words)
    if one is not None:
        return in_full(ctx, one)
    return lists.show(ctx, ListQuery(ListKind.SEARCH, words))


def opened(ctx: Context, card: Ref, word: str) -> Reply:
    """Show the item that a link leads to; one they may not see answers like one there is not."""
    item = item_store.by_ids(ctx.tx, [card.id]).get(card.id)
    if item is None or not may_see_item(ctx.person, item):
        return ctx.say(ctx.t("Nothing was found for “{words}”.", words=word))
    return in_full(ctx, item)


def likely(ctx: Context, words: str) -> Reply | None:
    """Show all that may be meant; None when there is none."""
    if len(words) < LEAST_LOOKED_FOR:
        return None
    held = item_store.ids_containing(ctx.tx, ctx.person, words, 1)
    if not (held or entities.likely_items(ctx, words)):
        return None
    return lists.show(ctx, ListQuery(ListKind.SEARCH, words))


def in_full(ctx: Context, item: Item) -> Reply:
    if is_hidden(ctx, item):
        return ctx.say(text_of(ctx, item))
    steps = item_store.steps_of_one(ctx.tx, item.id)
    picture = picture_texts.item_rows(ctx.t, item.id, drawable=has_progress(item, steps))
    buttons = (*_acts(ctx, item), *evidence_button(ctx, item), *past.button(ctx, item), *picture)
    return ctx.say(text_of(ctx, item), *buttons, about=Ref.item(item.id))


def _acts(ctx: Context, item: Item) -> tuple[ButtonRow, ...]:
    """Offer what those responsible may begin with it; in a group nobody is offered it."""
    if ctx.in_group or not is_open(item) or not may_apply_for_closing(ctx.person, item):
        return ()
    outcome = decide(item, first_act(ctx.city.procedure), ctx.person, moment_for(ctx, item))
    return offer_texts.act_buttons(ctx.t, item, may_close=not isinstance(outcome, Refusal))


def text_of(ctx: Context, item: Item) -> Words:
    """Return an item in full; of a sensitive one a group learns the number."""
    if is_hidden(ctx, item):
        return f"{item.code}｜{masked(ctx.t)}"
    more = Further(
        item_store.supporting(ctx.tx, item.id),
        item_store.steps_of_one(ctx.tx, item.id),
        lights.of_item(ctx.tx, ctx.city, item, ctx.today),
        _last_reported(ctx, item),
        _last_checked(ctx, item),
        [*_closing(ctx, item), *past.rows(ctx, item), *_projects(ctx, item)],
    )
    return item_text(ctx.t, item, more, ctx.today)


def _projects(ctx: Context, item: Item) -> list[tuple[str, str]]:
    """Return the projects of an item in a line, and how its year stands."""
    found = projects.of_items(ctx.tx, [item.id])
    told = project_texts.of_item(ctx.t, found)
    return [(ctx.t("Projects"), told), (ctx.t("Yearly target"), years.of_item(ctx, item))]


def is_hidden(ctx: Context, item: Item) -> bool:
    """Return whether it is a sensitive item in a group: nothing but its number is shown there."""
    return ctx.in_group and ctx.city.is_masked(item)


def _closing(ctx: Context, item: Item) -> list[tuple[str, str]]:
    """Return number, day and names of what is closed, or why it came back; no names in a group."""
    struck = None if is_open(item) else strike_offs.latest(ctx.tx, item.id)
    if struck is not None:
        names = not ctx.in_group
        return closing_rows.of_closed(ctx.t, struck.number, struck.day, _names(struck, shown=names))
    taken = takeovers.of_item(ctx.tx, item.id)
    if taken is not None and is_done(item) and is_open(item) == (taken.state not in CLOSED):
        return _taken_over(ctx, item, taken)
    back = closings.last_return(ctx.tx, item.id)
    if back is None or ctx.in_group or not is_open(item):
        return []
    day = back.at.astimezone(ctx.city.zone).date()
    return [closing_rows.of_return(ctx.t, back.fact, day, back.name, back.words)]


def _taken_over(ctx: Context, item: Item, taken: TakenOver) -> list[tuple[str, str]]:
    """Return how an item came in that was done or struck off before the ledger began here."""
    closed = not is_open(item)
    day = taken.struck_off_on if closed else taken.finished_on
    if not closed and item.finished_on != taken.finished_on:
        return []
    return closing_rows.of_taken_over(ctx.t, taken.number, day, closed=closed)


def _names(struck: StrikeOff, *, shown: bool) -> tuple[str, str]:
    return (struck.verified_by, struck.struck_off_by) if shown else ("", "")


def _last_reported(ctx: Context, item: Item) -> str:
    """Return the last report in a line; in a group nobody is shown who wrote what."""
    found = [] if ctx.in_group else reports.of_item(ctx.tx, item.id, limit=1)
    return in_a_line(ctx.t, found[0], ctx.city.zone) if found else ""


def _last_checked(ctx: Context, item: Item) -> str:
    """Return the last check on site in a line; in a group nobody is named."""
    found = None if ctx.in_group else checks.of_item(ctx.tx, item.id)
    return check_texts.in_a_line(ctx.t, item, found) if found else ""


def evidence_button(ctx: Context, item: Item) -> tuple[ButtonRow, ...]:
    """Offer a button for the evidence so far; in a group nobody is shown it."""
    if ctx.in_group:
        return ()
    return evidence_texts.rows(ctx.t, item.id, evidence.count_of_item(ctx.tx, item.id))
