"""The queue of what waits for somebody's decision: applications are taken up and given back."""

from functools import partial

from handlers.closing import in_hand, next_step, objection_decision
from handlers.closing.decisions import moment_for
from handlers.closing.in_hand import CHECKED, may_check
from handlers.context import Context
from handlers.plans import plan_decisions
from messages.closing import check_texts, closing_texts
from messages.extensions import extension_texts
from messages.formatting import joined
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.reporting import evidence_texts
from notices import closing_summary, step_notices
from notices.step_notices import NextStep
from rules.policy.checks import CheckClaim
from rules.policy.closing import Act, Refusal, RefusalReason, decide
from rules.policy.extensions import Extension
from rules.policy.items import Item
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
    steps = step_notices.all_for(ctx.tx, ctx.city, ctx.person)
    for waits in sorted(steps, key=lambda waits: checks.applied_at(ctx.tx, waits.closing)):
        reply.messages += _to_decide(ctx, waits).messages
    reply.messages += [letter for row in extensions.waiting(ctx.tx) for letter in _asked(ctx, row)]
    reply.messages += plan_decisions.waiting(ctx)
    reply.messages += objection_decision.waiting(ctx)
    return reply if reply.messages else ctx.say(ctx.t("Nothing waits for your decision."))


def of_item(ctx: Context, item: Item) -> Reply:
    """Show the same of one item; no messages where nothing of it waits for this person."""
    waits = step_notices.of(ctx.tx, ctx.city, item)
    mine = waits is not None and waits.is_for(ctx.person)
    reply = _to_decide(ctx, waits) if waits is not None and mine else Reply()
    asked = [row for row in extensions.waiting(ctx.tx) if row.item_id == item.id]
    reply.messages += [letter for row in asked for letter in _asked(ctx, row)]
    reply.messages += plan_decisions.waiting(ctx, item.id)
    return reply


def _to_decide(ctx: Context, waits: NextStep) -> Reply:
    """Show what the step that is waited for shows to whoever does it."""
    if waits.step.kind is StepKind.CHECK:
        return _to_check(ctx, waits.closing)
    return next_step.card(ctx, waits)


def _asked(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show a request for a later deadline, where this person may decide it."""
    if not may_decide_extension(ctx.person, item_store.by_id(ctx.tx, request.item_id)):
        return []
    history = extensions.of_item(ctx.tx, request.item_id)
    text = extension_texts.to_decide(ctx.t, request, history, ctx.city)
    buttons = extension_texts.decision_buttons(ctx.t, request.id)
    return ctx.say(text, *buttons, about=Ref.item(request.item_id)).messages


def _to_check(ctx: Context, closing: Closing, edits: int | None = None) -> Reply:
    """Show an application with how long it waits and who has it in hand."""
    item = closing.item_id
    dossier = closing_summary.of(ctx.tx, closing)
    claim = checks.in_hand(ctx.tx, closing.id)
    waits = _waits(ctx, closing, claim)
    text = joined("\n", [closing_texts.dossier_text(ctx.t, dossier), waits])
    own = claim is not None and claim.person_id == ctx.person.id
    buttons = (
        *check_texts.queue_buttons(ctx.t, item, own=own, free=in_hand.is_free(ctx, claim)),
        *evidence_texts.rows(ctx.t, item, dossier.exhibits),
    )
    return ctx.say(text, *buttons, about=Ref.item(item), edits=edits)


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
        return _to_check(ctx, _application(ctx, item), edits=press.message_id)
    if before is not None and not in_hand.is_free(ctx, before):
        return Reply(toast=in_hand.held_by(ctx, before))
    checks.claim(ctx.tx, _application(ctx, item), ctx.person.id, ctx.now)
    outcome = decide(item, Act.TAKE_UP, ctx.person, moment_for(ctx, item))
    if not isinstance(outcome, Refusal):
        closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now)
    reply = _to_check(ctx, _application(ctx, item), edits=press.message_id)
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
    closing = _application(ctx, item)
    checks.give_back(ctx.tx, claim, closing, ctx.now)
    return _to_check(ctx, closing, edits=press.message_id)
