"""The office's word on a plan: agreed to, or sent back with a reason; and its withdrawal."""

from handlers.context import Context
from handlers.message import Message
from handlers.pending import refusal_reasons
from handlers.plans import refine
from messages.formatting import Words
from messages.incoming import ButtonPress
from messages.letters import Say, letters
from messages.outgoing import OutgoingMessage, Reply
from messages.plans import plan_texts
from messages.texts import Texts
from notices import prompt_notices, recipients
from rules.policy.items import is_done
from rules.policy.permissions import may_decide_plan
from rules.policy.plans import Plan, PlanState
from rules.policy.refs import Ref, RefKind
from storage.follow_up import prompts
from storage.ledger import item_store
from storage.people import people
from storage.plans import plans
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def waiting(ctx: Context, item: int | None = None) -> list[OutgoingMessage]:
    """Show every plan that this person may decide, or that of one item."""
    found = [row for row in plans.waiting(ctx.tx) if item is None or row.item_id == item]
    return [letter for row in found for letter in _shown(ctx, row)]


def _shown(ctx: Context, plan: Plan) -> list[OutgoingMessage]:
    item = item_store.by_id(ctx.tx, plan.item_id)
    if not may_decide_plan(ctx.person, item):
        return []
    steps = plans.steps(ctx.tx, [plan.id])[plan.id]
    text = plan_texts.to_decide(ctx.t, plan, steps, refine.before(ctx, item, steps))
    buttons = plan_texts.decision_buttons(ctx.t, plan.id)
    return ctx.say(text, *buttons, about=Ref.item(item.id)).messages


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pd:<plan>:ok` or `pd:<plan>:no`."""
    del press
    plan = _held(ctx, int(words[0]))
    refusal = _not_now(ctx, plan)
    if plan is None or refusal:
        return Reply(toast=refusal)
    question = OpenQuestion(QuestionKind.PLAN_RETURNED, Ref(RefKind.PLAN, plan.id))
    if words[1] == "ok":
        refusal_reasons.no_longer_wanted(ctx, question)
        return _settled(ctx, plan, PlanState.AGREED)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Please write why the plan of item {code} is sent back.", code=plan.code))


def returned(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the reason for which a plan is sent back."""
    plan = _held(ctx, asked.about.id)
    refusal = _not_now(ctx, plan)
    if plan is None or refusal:
        return ctx.say(refusal)
    lacking = refusal_reasons.lacking(message, ctx, asked, _undecided(ctx, plan))
    return lacking or _settled(ctx, plan, PlanState.RETURNED, message.text.strip())


def _undecided(ctx: Context, plan: Plan) -> Reply:
    """Ask for the reason once more, with the plan's buttons at hand."""
    text = ctx.t(
        "The plan is not decided yet. To agree, press “Agree”; otherwise write the reason."
    )
    buttons = plan_texts.decision_buttons(ctx.t, plan.id)
    return ctx.say(text, *buttons, about=Ref.item(plan.item_id))


def withdrawn(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pw:<plan>`."""
    plan = _held(ctx, int(words[0]))
    refusal = _decided_before(ctx, plan)
    if plan is None or refusal:
        return Reply(toast=refusal)
    plans.end(ctx.tx, plan, PlanState.WITHDRAWN, ctx.person.id, "", ctx.now)
    reply = ctx.say(
        _said(ctx, plan.id)(ctx.t), edits=press.message_id, about=Ref.item(plan.item_id)
    )
    told = [
        letter for letter in _notices(ctx, plan.id) if letter.chat != ctx.chat or letter.live_key
    ]
    reply.messages += told
    return reply


def _held(ctx: Context, number: int) -> Plan | None:
    """Return the plan as it stands once nobody else can decide on its item."""
    plan = plans.by_id(ctx.tx, number)
    if plan is None:
        return None
    item_store.hold(ctx.tx, plan.item_id)
    return plans.by_id(ctx.tx, number)


def _decided_before(ctx: Context, plan: Plan | None) -> str:
    if plan is None:
        return ctx.t("This button no longer works.")
    if plan.state is PlanState.ASKED:
        return ""
    by = people.name_of(ctx.tx, plan.decided_by)
    if plan.state is PlanState.WITHDRAWN:
        return ctx.t("This plan was withdrawn by {name}.", name=by)
    return ctx.t("This plan was already decided by {name}.", name=by)


def _not_now(ctx: Context, plan: Plan | None) -> str:
    before = _decided_before(ctx, plan)
    if plan is None or before:
        return before
    item = item_store.by_id(ctx.tx, plan.item_id)
    if not may_decide_plan(ctx.person, item):
        return ctx.t("Only the office decides on plans, and never on its own items.")
    return plan_texts.obstacle(ctx.t, item) if is_done(item) else ""


def _settled(ctx: Context, plan: Plan, state: PlanState, words: str = "") -> Reply:
    if state is PlanState.AGREED:
        plans.agree(ctx.tx, plan, ctx.person.id, ctx.now)
        prompts.drop_settled(ctx.tx, ctx.today)
    else:
        plans.end(ctx.tx, plan, state, ctx.person.id, words, ctx.now)
    reply = Reply(_notices(ctx, plan.id), toast=ctx.t("Decided."))
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, plan.item_id, ctx.today)
    return reply


def _said(ctx: Context, number: int) -> Say:
    plan = plans.by_id(ctx.tx, number)
    assert plan is not None
    steps = plans.steps(ctx.tx, [number])[number]

    def say(t: Texts) -> Words:
        return plan_texts.decided(t, plan, steps, by=ctx.person.name)

    return say


def _notices(ctx: Context, number: int) -> list[OutgoingMessage]:
    """Show the decision on every clerk's copy; tell whoever handed it in and the owner."""
    plan = plans.by_id(ctx.tx, number)
    assert plan is not None
    item = item_store.by_id(ctx.tx, plan.item_id)
    asked = [people.by_id(ctx.tx, plan.person_id), *recipients.owner(ctx.tx, item, ctx.today)]
    language, say = ctx.city.language, _said(ctx, number)
    return [
        *letters(recipients.office(ctx.tx), language, say, live_key=Ref(RefKind.PLAN, number)),
        *letters(asked, language, say, about=Ref.item(item.id)),
    ]
