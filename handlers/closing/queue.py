"""The queue of what waits for somebody's decision: applications are taken up and given back."""

from datetime import datetime
from functools import partial

from handlers.closing import decisions, in_hand, next_step, objection_decision
from handlers.closing.decisions import moment_for
from handlers.closing.in_hand import CHECKED, may_check
from handlers.context import Context
from messages.closing import check_texts, closing_texts
from messages.extensions import extension_texts
from messages.formatting import joined
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.reporting import evidence_texts
from notices import closing_summary
from rules.policy.checks import CheckClaim
from rules.policy.closing import Act, Refusal, RefusalReason, decide, may_do
from rules.policy.extensions import Extension
from rules.policy.items import IN_REVIEW, Item
from rules.policy.permissions import may_decide_extension
from rules.policy.procedure import StepKind
from rules.policy.refs import Ref
from storage.closing import checks, closings
from storage.closing.closings import Closing
from storage.follow_up import extensions
from storage.ledger import item_store
from storage.people import people


def waiting(ctx: Context) -> Reply:
    """`/review`: what waits for this person's decision, each with its own buttons."""
    reply = Reply()
    found = item_store.by_ids(ctx.tx, closings.in_states(ctx.tx, IN_REVIEW)).values()
    for item in sorted(found, key=lambda item: _applied_at(ctx, item)):
        reply.messages += _at_the_door(ctx, item).messages
    reply.messages += [letter for row in extensions.waiting(ctx.tx) for letter in _asked(ctx, row)]
    reply.messages += objection_decision.waiting(ctx)
    return reply if reply.messages else ctx.say(ctx.t("Nothing waits for your decision."))


def _applied_at(ctx: Context, item: Item) -> datetime:
    """Return since when an item waits: who came first is shown first."""
    closing = closings.latest(ctx.tx, item.id)
    return ctx.now if closing is None else checks.applied_at(ctx.tx, closing)


def of_item(ctx: Context, item: Item) -> Reply:
    """Show the same of one item; no messages where nothing of it waits for this person."""
    reply = _at_the_door(ctx, item) if item.state in IN_REVIEW else Reply()
    asked = [row for row in extensions.waiting(ctx.tx) if row.item_id == item.id]
    reply.messages += [letter for row in asked for letter in _asked(ctx, row)]
    return reply


def _at_the_door(ctx: Context, item: Item) -> Reply:
    """Show what the step that is waited for shows to whoever does it; nothing to others."""
    closing, step = closings.latest(ctx.tx, item.id), decisions.awaited_step(ctx, item)
    if closing is None or step is None:
        return Reply()  # imported in this state: there is nothing to look at
    if step.kind is StepKind.CHECK:
        return _to_check(ctx, item) if may_check(ctx, ctx.person, item) else Reply()
    mine = may_do(step, ctx.person, item, closing.person_id)
    return next_step.card(ctx, item) if mine else Reply()


def _asked(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show a request for a later deadline, where this person may decide it."""
    if not may_decide_extension(ctx.person, item_store.by_id(ctx.tx, request.item_id)):
        return []
    history = extensions.of_item(ctx.tx, request.item_id)
    text = extension_texts.to_decide(ctx.t, request, history, ctx.city)
    buttons = extension_texts.decision_buttons(ctx.t, request.id)
    return ctx.say(text, *buttons, about=Ref.item(request.item_id)).messages


def _to_check(ctx: Context, item: Item, edits: int | None = None) -> Reply:
    """Show an application with how long it waits and who has it in hand."""
    closing = _application(ctx, item)
    dossier = closing_summary.of(ctx.tx, closing)
    claim = checks.in_hand(ctx.tx, closing.id)
    waits = _waits(ctx, closing, claim)
    text = joined("\n", [closing_texts.dossier_text(ctx.t, dossier), waits])
    own = claim is not None and claim.person_id == ctx.person.id
    buttons = (
        *check_texts.queue_buttons(ctx.t, item.id, own=own, free=in_hand.is_free(ctx, claim)),
        *evidence_texts.rows(ctx.t, item.id, dossier.exhibits),
    )
    return ctx.say(text, *buttons, about=Ref.item(item.id), edits=edits)


def _waits(ctx: Context, closing: Closing, claim: CheckClaim | None) -> str:
    days = (ctx.today - ctx.city.today(checks.applied_at(ctx.tx, closing))).days
    if claim is None:
        return check_texts.waiting(ctx.t, days, "", None)
    name = people.by_id(ctx.tx, claim.person_id).name
    return check_texts.waiting(ctx.t, days, name, in_hand.claimed_on(ctx, claim))


def _application(ctx: Context, item: Item) -> Closing:
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    return closing


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`受理` or `退还队列`."""
    item = item_store.held(ctx.tx, int(words[0]))
    return _taken(press, ctx, item) if words[1] == "take" else _given_back(press, ctx, item)


def _taken(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Take an application up; the item is being checked from now on, if it is done."""
    if item.state not in CHECKED or not may_check(ctx, ctx.person, item):
        why = RefusalReason.NOT_YOURS if item.state in CHECKED else RefusalReason.NOT_NOW
        return Reply(toast=closing_texts.refused(ctx.t, item, Refusal(why)))
    before = in_hand.holder(ctx, item)
    if before is not None and before.person_id == ctx.person.id:
        return _to_check(ctx, item, edits=press.message_id)
    if before is not None and not in_hand.is_free(ctx, before):
        return Reply(toast=in_hand.held_by(ctx, before))
    checks.claim(ctx.tx, _application(ctx, item), ctx.person.id, ctx.now)
    outcome = decide(item, Act.TAKE_UP, ctx.person, moment_for(ctx, item))
    if not isinstance(outcome, Refusal):
        closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now)
    reply = _to_check(ctx, item_store.by_id(ctx.tx, item.id), edits=press.message_id)
    if before is not None:
        words = partial(check_texts.taken_over, item=item, by=ctx.person.name)
        lost = [people.by_id(ctx.tx, before.person_id)]
        reply.messages += letters(lost, ctx.city.language, words, about=Ref.item(item.id))
    return reply


def _given_back(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    why = in_hand.form_refusal(ctx, item)
    claim = in_hand.holder(ctx, item)
    if why or claim is None:
        return Reply(toast=why)
    checks.give_back(ctx.tx, claim, _application(ctx, item), ctx.now)
    return _to_check(ctx, item, edits=press.message_id)
