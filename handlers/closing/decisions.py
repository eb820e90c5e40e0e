"""What every decision about an application needs: the moment it falls in, and whom it is told."""

from handlers.context import Context
from messages.closing import closing_texts
from messages.incoming import ButtonPress
from messages.letters import Say, letters
from messages.outgoing import OutgoingMessage, Reply
from rules.policy.closing import ClosingContext, Outcome, Refusal, awaited
from rules.policy.items import Item
from rules.policy.procedure import ProcedureStep, notice_before
from rules.policy.refs import Ref
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
        applicant=closing.person_id if closing else None,
        applicant_unit=people.by_id(ctx.tx, closing.person_id).unit_id if closing else None,
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


def why(ctx: Context, item: Item, outcome: Outcome | Refusal) -> str:
    return closing_texts.refused(ctx.t, item, outcome) if isinstance(outcome, Refusal) else ""


def tell(press: ButtonPress, ctx: Context, item: Item, words: Say, others: list[int]) -> Reply:
    reply = ctx.say(words(ctx.t), edits=press.message_id, about=Ref.item(item.id))
    reply.messages += notices(ctx, item, words, others)
    return reply


def notices(ctx: Context, item: Item, words: Say, others: list[int]) -> list[OutgoingMessage]:
    """Write to everybody else who is concerned, in their own language."""
    concerned = [people.by_id(ctx.tx, n) for n in dict.fromkeys(others) if n != ctx.person.id]
    return letters(concerned, ctx.city.language, words, about=Ref.item(item.id))
