"""Review: whoever a step waits for confirms it or sends the item back. Never the owner.

A check passes by the form of the check on site (check_form), which comes here to be done.
"""

from functools import partial

from handlers.closing import decisions, in_hand, next_step, strike_off
from handlers.context import Context
from handlers.message import Message
from messages.closing import check_texts, closing_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from notices import calendar_notices, recipients
from rules.policy.closing import Act, Outcome, Refusal, RefusalReason, decide
from rules.policy.items import Item, State
from rules.policy.procedure import StepKind
from rules.policy.refs import Ref
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

REASON_TO_COME = "to come"
"""Stands for the reason that is asked for once sending back is possible at all."""


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`通过`, `退回`, `销号`, or `申请验收` after a notice; the step it was made at stands last."""
    item = item_store.held(ctx.tx, int(words[0]))
    if len(words) > 2 and int(words[2]) != closings.last_step(ctx.tx, item.id):
        return Reply(toast=closing_texts.of_an_old_step(ctx.t, item))
    match words[1]:
        case "pass":
            return _confirmed(press, ctx, item)
        case "apply":
            return _applied(press, ctx, item)
        case "strike":
            return strike_off.asked(ctx, item)
    return _asked_back(ctx, item)


def _applied(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Apply after the notice; without one the clauses are answered first, and `/close` asks them."""
    if next_step.application(ctx, item) is None:
        return Reply(toast=closing_texts.refused(ctx.t, item, Refusal(RefusalReason.NOT_NOW)))
    return _done(press, ctx, item, Act.APPLY)


def _confirmed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Confirm the conclusion of a check; the check itself passes by its form only."""
    step = decisions.awaited_step(ctx, item)
    if step is None or step.kind is not StepKind.REVIEW:
        return Reply(toast=check_texts.by_form(ctx.t))
    return _done(press, ctx, item, Act.CONFIRM)


def passed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Pass a check, taken up before or now; a toast without messages says why not."""
    if item.state is not State.UNDER_CHECK:
        taken = decide(item, Act.TAKE_UP, ctx.person, decisions.moment_for(ctx, item))
        if isinstance(taken, Refusal):
            return Reply(toast=closing_texts.refused(ctx.t, item, taken))
        closings.move(ctx.tx, item, taken, ctx.person.id, ctx.now)
        item = item_store.by_id(ctx.tx, item.id)
    return _done(press, ctx, item, Act.PASS)


def _done(press: ButtonPress, ctx: Context, item: Item, act: Act) -> Reply:
    """Do a step, tell the owner and the office, and those whose step comes next."""
    outcome = decide(item, act, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    until = outcome.notice_until
    years = unpublished_years(ctx.city.calendar, ctx.today, until) if until is not None else []
    said = partial(closing_texts.step_done, item=item, outcome=outcome, unpublished=years)
    to = [people.by_id(ctx.tx, item.owner.id), *recipients.office(ctx.tx)]
    reply = ctx.tell(to, said, about=Ref.item(item.id), edits=press.message_id)
    after = item_store.by_id(ctx.tx, item.id)
    reply.messages += next_step.told(ctx, after)
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    if until is not None:
        reply.messages += next_step.notice_to_publish(ctx, after, until)
    return reply


def _asked_back(ctx: Context, item: Item) -> Reply:
    """Ask for the reason that sending back needs."""
    outcome = decide(
        item, Act.SEND_BACK, ctx.person, decisions.moment_for(ctx, item), reason=REASON_TO_COME
    )
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    held = in_hand.refusal(ctx, item)
    if held:
        return Reply(toast=held)
    question = OpenQuestion(QuestionKind.REASON_TO_SEND_BACK, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Why is item {code} sent back? Please write the reason.", code=item.code))


def sent_back(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the reason for which an item is sent back."""
    item = item_store.held(ctx.tx, asked.about.id)
    held = in_hand.refusal(ctx, item)
    if held:
        return ctx.say(held)
    moment = decisions.moment_for(ctx, item)
    outcome = decide(item, Act.SEND_BACK, ctx.person, moment, reason=message.text)
    if isinstance(outcome, Refusal) and outcome.why is RefusalReason.NO_REASON:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    return send_back(ctx, item, outcome, message.text)


def send_back(
    ctx: Context, item: Item, outcome: Outcome | Refusal, reason: str, edits: int | None = None
) -> Reply:
    """Send an item back and tell its owner, or say why that is refused."""
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, reason):
        return ctx.say(ctx.t("This card has already been dealt with."))
    words = partial(closing_texts.sent_back, item=item, by=ctx.person.name, reason=reason)
    reply = ctx.say(words(ctx.t), edits=edits)
    owner = people.by_id(ctx.tx, item.owner.id)
    reply.messages += ctx.tell_others([owner], words, about=Ref.item(item.id))
    return reply
