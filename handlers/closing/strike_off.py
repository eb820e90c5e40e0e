"""Striking off: the office's last step, once the public notice is over."""

from functools import partial

from handlers.closing import decisions
from handlers.context import Context
from messages.closing import closing_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.policy.closing import Act, Refusal, decide
from rules.policy.items import Item
from storage.closing import closings


def pressed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """`销号`."""
    outcome = decide(item, Act.STRIKE_OFF, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    words = partial(closing_texts.struck_off, item=item, state=outcome.state)
    return decisions.told(press, ctx, item, words, _concerned(item))


def _concerned(item: Item) -> list[int]:
    named = (item.owner, item.city_leader, item.duty_leader)
    return [n.id for n in named if n is not None]
