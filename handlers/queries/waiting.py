"""What waits for whoever asks: extensions, steps of closing, instructions, blockers."""

from handlers.context import Context
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import figure_texts
from messages.queries.figure_texts import Waiting
from notices import step_notices
from rules.language.figures import FigureQuestion
from rules.policy.items import Item
from rules.policy.permissions import is_responsible_for, may_decide_extension, may_decide_plan
from rules.policy.requests import RequestKind
from storage.follow_up import extensions, requests
from storage.ledger import item_store
from storage.plans import plans


def answer(ctx: Context, _question: FigureQuestion, _subject: QuerySubject) -> Reply:
    """List what waits, and of their own instructions what others have not answered."""
    asked_for = {row.item_id for row in extensions.waiting(ctx.tx)}
    planned = {row.item_id for row in plans.waiting(ctx.tx)}
    steps = step_notices.all_for(ctx.tx, ctx.city, ctx.person)
    given = requests.raised(ctx.tx, RequestKind.INSTRUCTION, ctx.person.id)
    waiting = Waiting(
        [item for item in _items(ctx, asked_for) if may_decide_extension(ctx.person, item)],
        [item for item in _items(ctx, planned) if may_decide_plan(ctx.person, item)],
        [(waits.step.kind, waits.item) for waits in steps],
        _asked_of_them(ctx, RequestKind.INSTRUCTION),
        _asked_of_them(ctx, RequestKind.BLOCKER),
        _items(ctx, {row.item_id for row in given if row.state == "open"}),
    )
    return ctx.say(figure_texts.waiting(ctx.t, waiting))


def _asked_of_them(ctx: Context, kind: RequestKind) -> list[Item]:
    """Return items with a request of this kind that is put to them, or to whom they stand in for."""
    theirs = {ctx.person.id, *ctx.person.covers}
    rows = requests.unanswered(ctx.tx, kind)
    named = _items(ctx, {row.item_id for row in rows if row.asked_id in theirs})
    if kind is RequestKind.BLOCKER:
        return named
    others = _items(ctx, {row.item_id for row in rows} - {item.id for item in named})
    return named + [item for item in others if is_responsible_for(ctx.person, item)]


def _items(ctx: Context, numbers: set[int]) -> list[Item]:
    return list(item_store.by_ids(ctx.tx, sorted(numbers)).values()) if numbers else []
