"""Under the receipt of a report of all of it: to apply for closing, where nothing is in the way."""

from handlers.closing.decisions import moment_for
from handlers.context import Context
from messages.follow_up import prompt_texts
from messages.outgoing import ButtonRow
from rules.policy.closing import Refusal, decide, first_act
from rules.policy.progress import HUNDRED, Progress
from storage.ledger import item_store


def after(ctx: Context, number: int, progress: Progress) -> tuple[ButtonRow, ...]:
    """Return the button, as the item stands once the report is entered."""
    if progress.percent != HUNDRED:
        return ()
    item = item_store.by_id(ctx.tx, number)
    outcome = decide(item, first_act(ctx.city.procedure), ctx.person, moment_for(ctx, item))
    return () if isinstance(outcome, Refusal) else (prompt_texts.closing_button(ctx.t, item),)
