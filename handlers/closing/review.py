"""Review: whoever does the next step of the procedure passes it on or sends it back."""

from functools import partial

from handlers.closing import decisions, next_step, strike_off
from handlers.context import Context
from handlers.message import Message
from messages.closing import closing_texts
from messages.extensions import extension_texts
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from notices import calendar_notices, recipients
from rules.policy.closing import Act, Refusal, RefusalReason, decide, may_do
from rules.policy.extensions import Extension
from rules.policy.items import IN_REVIEW, Item, State
from rules.policy.permissions import may_decide_extension
from rules.policy.procedure import StepKind
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.follow_up import extensions
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def waiting(ctx: Context) -> Reply:
    """`/review`: what waits for this person's decision, each with its own buttons."""
    reply = Reply()
    for item in item_store.by_ids(ctx.tx, closings.in_states(ctx.tx, IN_REVIEW)).values():
        reply.messages += _at_the_door(ctx, item).messages
    reply.messages += [letter for row in extensions.waiting(ctx.tx) for letter in _asked(ctx, row)]
    return reply if reply.messages else ctx.say(ctx.t("Nothing waits for your decision."))


def of_item(ctx: Context, item: Item) -> Reply:
    """Show the same of one item; no messages where nothing of it waits for this person."""
    reply = _at_the_door(ctx, item) if item.state in IN_REVIEW else Reply()
    asked = [row for row in extensions.waiting(ctx.tx) if row.item_id == item.id]
    reply.messages += [letter for row in asked for letter in _asked(ctx, row)]
    return reply


def _at_the_door(ctx: Context, item: Item) -> Reply:
    closing, step = closings.latest(ctx.tx, item.id), decisions.awaited_step(ctx, item)
    if closing is None or step is None:
        return Reply()
    mine = may_do(step, ctx.person, item, closing.person_id)
    return next_step.card(ctx, item) if mine else Reply()


def _asked(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show a request for a later deadline, where this person may decide it."""
    if not may_decide_extension(ctx.person, item_store.by_id(ctx.tx, request.item_id)):
        return []
    history = extensions.of_item(ctx.tx, request.item_id)
    text = extension_texts.to_decide(ctx.t, request, history, ctx.city)
    buttons = extension_texts.decision_buttons(ctx.t, request.id)
    return ctx.say(text, *buttons, about=f"item:{request.item_id}").messages


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`通过`, `退回`, `销号`, or `申请验收` after a notice; the step it was made at stands last."""
    item_store.hold(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, int(words[0]))
    if len(words) > 2 and int(words[2]) != closings.last_step(ctx.tx, item.id):
        return Reply(toast=closing_texts.of_an_old_step(ctx.t, item))
    match words[1]:
        case "pass":
            return _passed(press, ctx, item)
        case "apply":
            return _applied(press, ctx, item)
        case "strike":
            return strike_off.asked(ctx, item)
    return _asked_back(ctx, item)


def _applied(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Apply after the notice; without one the clauses are answered first, and `/close` asks them."""
    if not next_step.is_application(ctx, item):
        return Reply(toast=closing_texts.refused(ctx.t, item, Refusal(RefusalReason.NOT_NOW)))
    return _done(press, ctx, item, Act.APPLY)


def _passed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Pass or confirm; what was not taken up yet is taken up in one step: both are entered."""
    step = decisions.awaited_step(ctx, item)
    act = Act.CONFIRM if step is not None and step.kind is StepKind.REVIEW else Act.PASS
    if act is Act.PASS and item.state is not State.UNDER_CHECK:
        taken = decide(item, Act.TAKE_UP, ctx.person, decisions.moment_for(ctx, item))
        if isinstance(taken, Refusal):
            return Reply(toast=closing_texts.refused(ctx.t, item, taken))
        closings.move(ctx.tx, item, taken, ctx.person.id, ctx.now)
        item = item_store.by_id(ctx.tx, item.id)
    return _done(press, ctx, item, act)


def _done(press: ButtonPress, ctx: Context, item: Item, act: Act) -> Reply:
    """Do a step, tell the owner and the office, and those whose step comes next."""
    outcome = decide(item, act, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=decisions.why(ctx, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    until = outcome.notice_until
    years = unpublished_years(ctx.city.calendar, ctx.today, until) if until is not None else []
    said = partial(closing_texts.step_done, item=item, outcome=outcome, unpublished=years)
    to = [item.owner.id, *(clerk.id for clerk in recipients.office(ctx.tx))]
    reply = decisions.told(press, ctx, item, said, to)
    reply.messages += next_step.told(ctx, item_store.by_id(ctx.tx, item.id))
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    return reply


def _asked_back(ctx: Context, item: Item) -> Reply:
    """Ask for the reason that sending back needs."""
    outcome = decide(item, Act.SEND_BACK, ctx.person, decisions.moment_for(ctx, item), reason="…")
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    question = OpenQuestion(QuestionKind.REASON_TO_SEND_BACK, str(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Why is item {code} sent back? Please write the reason.", code=item.code))


def sent_back(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    item_store.hold(ctx.tx, int(asked.about))
    item = item_store.by_id(ctx.tx, int(asked.about))
    outcome = decide(
        item, Act.SEND_BACK, ctx.person, decisions.moment_for(ctx, item), reason=message.text
    )
    if isinstance(outcome, Refusal):
        if outcome.why is RefusalReason.NO_REASON:
            open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, message.text):
        return ctx.say(ctx.t("This card has already been dealt with."))
    words = partial(closing_texts.sent_back, item=item, by=ctx.person.name, reason=message.text)
    reply = ctx.say(words(ctx.t))
    reply.messages += decisions.notices(ctx, item, words, [item.owner.id])
    return reply
