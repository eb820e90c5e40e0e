"""What a decision on an item's closing depends on now."""

from handlers.context import Context
from rules.policy.closing import ClosingContext
from rules.policy.items import Item
from storage.closing import closings, objections
from storage.ledger import item_store
from storage.people import people
from storage.reporting import denials


def moment_for(ctx: Context, item: Item) -> ClosingContext:
    """Return the day, the calendar, the notice and what the item lacks."""
    closing = closings.latest(ctx.tx, item.id)
    return ClosingContext(
        today=ctx.today,
        calendar=ctx.city.calendar,
        notice_until=closing.notice_until if closing else None,
        notice_days=ctx.city.notice_days,
        applicant=closing.person_id if closing else None,
        applicant_unit=people.by_id(ctx.tx, closing.person_id).unit_id if closing else None,
        steps=item_store.steps_of_one(ctx.tx, item.id),
        denied=denials.denied(ctx.tx, item.id),
        objected=bool(objections.pending(ctx.tx, item.id)),
    )
