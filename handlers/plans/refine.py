"""Refining (细化): an owner sees what their item lacks, writes dated steps, and hands them in."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.message import Message
from handlers.queries import plan_completeness
from handlers.reporting import eligibility
from messages.formatting import Words
from messages.incoming import ButtonPress, first_word
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.plans import plan_texts, trouble_texts
from messages.plans.plan_texts import MilestonesBefore
from notices import recipients, round_notices
from rules.language.plans import PlanQuery, UnreadStep, read_plan
from rules.policy.items import IN_REVIEW, Item, is_done
from rules.policy.permissions import may_decide_plan, sees_whole_city
from rules.policy.plans import Faulty, PlanStep, steps_of
from rules.policy.refs import Ref, RefKind
from storage.follow_up import rounds
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.plans import completeness, plans
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, PlanSoFar, QuestionKind


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/plan NUMBER [STEPS]`; alone it offers the person's own items."""
    del message
    code, rest = first_word(words)
    if not code:
        return _offered(ctx)
    item = item_store.by_code(ctx.tx, code)
    refusal = eligibility.refusal(ctx, item, code)
    if item is None or refusal:
        return ctx.say(refusal)
    return _weighed(ctx, item, rest.strip()) if rest.strip() else begin(ctx, item)


def _offered(ctx: Context) -> Reply:
    own = ItemFilter(owners=ctx.person.covers | {ctx.person.id}, open_only=True)
    found = [i for i in item_store.listed(ctx.tx, ctx.person, own) if not _is_settled(i)]
    if found:
        buttons = plan_texts.item_buttons(found)
        return ctx.say(
            ctx.t("Of which item? Please choose, or write /plan and its number."), *buttons
        )
    if sees_whole_city(ctx.person):
        return plan_completeness.of_city(ctx)
    return ctx.say(ctx.t("You have no items to plan. With its number: /plan 1"))


def _is_settled(item: Item) -> bool:
    """Return whether nothing more is planned for an item."""
    return is_done(item) or item.state in IN_REVIEW


def chosen(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`pi:<item>`."""
    del press
    return begin(ctx, item_store.by_id(ctx.tx, int(words[0])))


def begin(ctx: Context, item: Item) -> Reply:
    """Show what an item lacks, and ask for its steps."""
    hindered = _hindered(ctx, item)
    if hindered is not None:
        return hindered
    _ask(ctx, item, PlanSoFar())
    lacking = completeness.of_item(ctx.tx, item)
    known = item_store.steps_of_one(ctx.tx, item.id)
    return ctx.say(plan_texts.question(ctx.t, item, lacking, known), about=Ref.item(item.id))


def _hindered(ctx: Context, item: Item) -> Reply | None:
    """Say why nothing can be handed in now; None when it can. Of two at once one is first."""
    item_store.hold(ctx.tx, item.id)
    about = Ref.item(item.id)
    if _is_settled(item):
        return ctx.say(plan_texts.obstacle(ctx.t, item), about=about)
    waiting = plans.waiting_for(ctx.tx, item.id)
    if waiting is None:
        return None
    button = plan_texts.withdraw_button(ctx.t, waiting.id)
    return ctx.say(plan_texts.waits(ctx.t, waiting), button, about=about)


def _ask(ctx: Context, item: Item, so_far: PlanSoFar) -> None:
    question = OpenQuestion(QuestionKind.PLAN, Ref.item(item.id), so_far)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)


def described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for the steps."""
    item = item_store.by_id(ctx.tx, asked.about.id)
    refusal = eligibility.refusal(ctx, item, item.code)
    return ctx.say(refusal) if refusal else _weighed(ctx, item, message.text.strip())


def _weighed(ctx: Context, item: Item, words: str) -> Reply:
    """Show the steps as they were understood; what is wrong is said, and asked again."""
    hindered = _hindered(ctx, item)
    if hindered is not None:
        return hindered
    about = Ref.item(item.id)
    so_far = PlanSoFar(words, ctx.today)
    steps = _steps(ctx, item, so_far)
    if isinstance(steps, str):
        _ask(ctx, item, PlanSoFar())
        return ctx.say(steps, about=about)
    _ask(ctx, item, so_far)
    text = plan_texts.card(ctx.t, item, steps, before(ctx, item, steps))
    return ctx.say(text, *plan_texts.card_buttons(ctx.t, item.id), about=about)


def before(ctx: Context, item: Item, steps: Sequence[PlanStep]) -> MilestonesBefore:
    """Return what stands before a plan of these steps is agreed to."""
    known = item_store.steps_of_one(ctx.tx, item.id)
    return MilestonesBefore(known, plans.left_out(ctx.tx, item.id, steps))


def _steps(ctx: Context, item: Item, so_far: PlanSoFar) -> tuple[PlanStep, ...] | str:
    """Return the steps that words of a day mean, or in a sentence why there are none."""
    measure = item.measure if item.total is not None else ""
    asked = PlanQuery(so_far.day or ctx.today, ctx.city.calendar, measure, item.deadline)
    written = read_plan(so_far.words, asked)
    if isinstance(written, UnreadStep):
        return trouble_texts.unread(ctx.t, written)
    known = item_store.steps_of_one(ctx.tx, item.id)
    steps = steps_of(written, item, known, ctx.today)
    return plan_texts.faulty(ctx.t, steps, item) if isinstance(steps, Faulty) else steps


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `pl:<item>:ok`, `ed` or `no` of the card that was shown last."""
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    so_far = None if asked is None or asked.about != Ref.item(int(words[0])) else asked.body
    if not isinstance(so_far, PlanSoFar) or not so_far.words:
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.by_id(ctx.tx, int(words[0]))
    if words[1] == "ed":
        _ask(ctx, item, PlanSoFar())
        return ctx.say(ctx.t("Please write the steps anew."), about=Ref.item(item.id))
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    if words[1] == "no":
        return ctx.say(ctx.t("Cancelled. Nothing was recorded."), edits=press.message_id)
    return _confirmed(ctx, item, so_far, press.message_id)


def _confirmed(ctx: Context, item: Item, so_far: PlanSoFar, card: int) -> Reply:
    hindered = _hindered(ctx, item)
    if hindered is not None:
        return hindered
    steps = _steps(ctx, item, so_far)
    if isinstance(steps, str):
        return ctx.say(steps, about=Ref.item(item.id))
    answered = rounds.plans_wanted(ctx.tx, item.id, ctx.now)
    number = plans.hand_in(ctx.tx, item, ctx.person.id, so_far.words, steps, ctx.now)
    plan = plans.by_id(ctx.tx, number)
    assert plan is not None
    text: Words = plan_texts.handed_in(ctx.t, plan, steps)
    button = plan_texts.withdraw_button(ctx.t, number)
    reply = ctx.say(text, button, about=Ref.item(item.id), edits=card)
    reply.messages += _to_office(ctx, number)
    for entry in answered:
        reply.messages += round_notices.as_shown(
            ctx.tx, ctx.city, entry.round_id, entry.owner_id, ctx.now
        )
    return reply


def _to_office(ctx: Context, number: int) -> list[OutgoingMessage]:
    plan = plans.by_id(ctx.tx, number)
    assert plan is not None
    item = item_store.by_id(ctx.tx, plan.item_id)
    steps = plans.steps(ctx.tx, [number])[number]
    stands = before(ctx, item, steps)
    clerks = [clerk for clerk in recipients.office(ctx.tx) if may_decide_plan(clerk, item)]
    return letters(
        clerks,
        ctx.city.language,
        lambda t: plan_texts.to_decide(t, plan, steps, stands),
        lambda t: plan_texts.decision_buttons(t, number),
        about=Ref.item(plan.item_id),
        live_key=Ref(RefKind.PLAN, number),
    )
