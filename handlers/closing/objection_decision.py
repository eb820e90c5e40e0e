"""What becomes of an objection: the notice goes on, or the item goes back to its owner."""

from functools import partial

from handlers.closing import decisions
from handlers.closing.decisions import moment_for
from handlers.context import Context
from messages.closing import closing_texts, objection_texts
from messages.incoming import ButtonPress
from messages.letters import Say, letters
from messages.outgoing import OutgoingMessage, Reply
from notices import recipients
from rules.policy.closing import Act, Refusal, decide
from rules.policy.items import CLOSED, Item
from rules.policy.objections import Objection, may_decide_objection, resumed_until
from rules.policy.people import Person
from rules.policy.refs import Ref
from storage.closing import closings, objections
from storage.ledger import item_store
from storage.people import people


def to_decide(ctx: Context, item: Item, number: int) -> list[OutgoingMessage]:
    """Show an objection with its answer to everybody who may decide on it."""
    objection = objections.by_id(ctx.tx, number)
    assert objection is not None
    by, applicant = people.name_of(ctx.tx, objection.answered_by), _applicant(ctx, objection)
    deciding = [*recipients.verifiers(ctx.tx, item), *recipients.office(ctx.tx)]
    return letters(
        [person for person in deciding if may_decide_objection(person, item, applicant)],
        ctx.city.language,
        lambda t: objection_texts.to_decide(t, item, objection, by),
        lambda t: objection_texts.decision_buttons(t, item, objection),
        about=Ref.item(item.id),
    )


def waiting(ctx: Context) -> list[OutgoingMessage]:
    """Return what this person may decide now, for their queue."""
    shown: list[OutgoingMessage] = []
    for objection in objections.all_pending(ctx.tx):
        item = item_store.by_id(ctx.tx, objection.item_id)
        if not may_decide_objection(ctx.person, item, _applicant(ctx, objection)):
            continue
        by = people.name_of(ctx.tx, objection.answered_by)
        text = objection_texts.to_decide(ctx.t, item, objection, by)
        buttons = objection_texts.decision_buttons(ctx.t, item, objection)
        shown += ctx.say(text, *buttons, about=Ref.item(item.id)).messages
    return shown


def _applicant(ctx: Context, objection: Objection) -> Person | None:
    """Return who applied for what is objected to."""
    if objection.closing_id is None:
        return None
    return people.by_id(ctx.tx, closings.by_id(ctx.tx, objection.closing_id).person_id)


def settle(press: ButtonPress, ctx: Context, seen: Objection, *, holds: bool) -> Reply:
    """Decide on an objection, unless somebody was faster or it is not this person's to decide."""
    item = item_store.held(ctx.tx, seen.item_id)
    if not may_decide_objection(ctx.person, item, _applicant(ctx, seen)):
        return Reply(toast=ctx.t("This is not yours to decide."))
    return _uphold(press, ctx, item, seen) if holds else _dismiss(press, ctx, item, seen)


def _dismiss(press: ButtonPress, ctx: Context, item: Item, objection: Objection) -> Reply:
    if not objections.dismiss(ctx.tx, objection, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    return _tell(press, ctx, item, _resumed(ctx, item, objection))


def _resumed(ctx: Context, item: Item, objection: Objection) -> Say:
    """Let the notice go on unless another objection keeps it stopped; return what is said."""
    by = ctx.person.name
    if objections.pending(ctx.tx, item.id):
        return partial(objection_texts.still_stopped, item=item, by=by)
    closing = closings.latest(ctx.tx, item.id) if objection.closing_id is not None else None
    until = closing.notice_until if closing else None
    step, left = decisions.running_notice(ctx, item), objection.days_left
    going_on = until
    if step is not None:
        going_on = resumed_until(step, ctx.city.calendar, ctx.today, until, left)
    if going_on is not None and going_on != until:
        objections.resume(ctx.tx, objection, going_on, ctx.person.id, ctx.now)
    said = objection_texts.dismissed
    return partial(said, item=item, by=by, until=going_on, today=ctx.today)


def _uphold(press: ButtonPress, ctx: Context, item: Item, objection: Objection) -> Reply:
    """Send the item back, or re-open it where it is closed, for the objection's words."""
    act = Act.REOPEN if item.state in CLOSED else Act.SEND_BACK
    moment, reason = moment_for(ctx, item), objection.words
    outcome = decide(item, act, ctx.person, moment, reason=reason)
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, reason):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    for each in objections.pending(ctx.tx, item.id):
        objections.uphold(ctx.tx, each, ctx.person.id, ctx.now)
    said = closing_texts.reopened if act is Act.REOPEN else closing_texts.sent_back
    return _tell(press, ctx, item, partial(said, item=item, by=ctx.person.name, reason=reason))


def _tell(press: ButtonPress, ctx: Context, item: Item, say: Say) -> Reply:
    """Answer whoever decided, and write to everybody who heard of the objection."""
    concerned = [
        *recipients.responsible(ctx.tx, item, ctx.today),
        *recipients.verifiers(ctx.tx, item),
        *recipients.guarantors(ctx.tx, item),
        *recipients.office(ctx.tx),
    ]
    return ctx.tell(concerned, say, about=Ref.item(item.id), edits=press.message_id)
