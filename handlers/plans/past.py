"""The history behind an item's card: its owners with their days, and every version of its plan."""

from handlers.context import Context
from messages.follow_up import assignment_texts
from messages.formatting import Words, bold, joined
from messages.incoming import ButtonPress
from messages.outgoing import ButtonRow, Reply
from messages.plans import plan_texts
from rules.policy.items import Item
from rules.policy.refs import Ref
from storage.follow_up import assignments
from storage.ledger import item_store
from storage.plans import plans


def rows(ctx: Context, item: Item) -> tuple[tuple[str, str], ...]:
    """Return the card's line on the item's plan; in a group nobody is named."""
    found = [] if ctx.in_group else plans.of_item(ctx.tx, item.id)
    if not found:
        return ()
    return ((ctx.t("Plan"), plan_texts.state_of(ctx.t, found[-1], ctx.city.zone)),)


def button(ctx: Context, item: Item) -> tuple[ButtonRow, ...]:
    """Offer the history where there is one; in a group nobody is shown it."""
    known = assignments.are_any(ctx.tx, item.id) or plans.of_item(ctx.tx, item.id)
    if ctx.in_group or not known:
        return ()
    return plan_texts.history_button(ctx.t, item.id)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`hi:<item>`."""
    del press
    item = item_store.by_id(ctx.tx, int(words[0]))
    found = plans.of_item(ctx.tx, item.id)
    lines: list[Words] = [bold(f"{item.code}｜{item.title}")]
    owners = assignments.trail(ctx.tx, item.id)
    if owners:
        lines += ["", *assignment_texts.trail(ctx.t, owners, ctx.city.zone)]
    if found:
        steps = plans.steps(ctx.tx, [plan.id for plan in found])
        lines += ["", *plan_texts.versions(ctx.t, found, steps, ctx.city.zone)]
    return ctx.say(joined("\n", lines), about=Ref.item(item.id))
