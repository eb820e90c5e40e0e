"""What every decision about an application needs: the moment it falls in, and what it waits for."""

from handlers.context import Context
from rules.policy.closing import ClosingContext, awaited
from rules.policy.items import Item
from rules.policy.procedure import ProcedureStep, notice_before
from storage.closing import closings, objections
from storage.ledger import item_store
from storage.people import people
from storage.reporting import last_words


def moment_for(ctx: Context, item: Item) -> ClosingContext:
    """Return the day, the calendar, the procedure, the notice and what the item lacks."""
    closing = closings.latest(ctx.tx, item.id)
    return ClosingContext(
        today=ctx.today,
        calendar=ctx.city.calendar,
        notice_until=closing.notice_until if closing else None,
        procedure=ctx.city.procedure,
        awaits=closing.awaits if closing else None,
        applicant=people.by_id(ctx.tx, closing.person_id) if closing else None,
        steps=item_store.steps_of_one(ctx.tx, item.id),
        said=last_words.last_said(ctx.tx, item.id),
        objected=bool(objections.pending(ctx.tx, item.id)),
    )


def awaited_step(ctx: Context, item: Item) -> ProcedureStep | None:
    """Return the step of the procedure that an item in review waits for."""
    closing = closings.latest(ctx.tx, item.id)
    return awaited(ctx.city.procedure, item.state, closing.awaits if closing else None)


def running_notice(ctx: Context, item: Item) -> ProcedureStep | None:
    """Return the public notice that runs while an item waits for its next step; None without one."""
    step = awaited_step(ctx, item)
    return None if step is None else notice_before(ctx.city.procedure, step)
