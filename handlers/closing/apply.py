"""Closing: the owner walks the five clauses, and what they show becomes an application."""

from functools import partial

from handlers.closing import clauses, next_step
from handlers.closing.decisions import moment_for
from handlers.context import Context
from handlers.message import Message
from handlers.queries import own_items
from handlers.reporting import eligibility
from messages.closing import closing_texts, gap_texts
from messages.formatting import code, joined
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import Reply
from messages.queries.offer_texts import ItemAct
from notices import closing_summary
from rules.policy.closing import ClosingState, Outcome, Refusal, decide, first_act
from rules.policy.drafts import DraftState
from rules.policy.permissions import may_apply_for_closing, may_see_item
from rules.policy.refs import Ref
from storage.closing import closings
from storage.closing.closings import Closing
from storage.ledger import item_store
from storage.people import people
from storage.reporting import drafts, filing, reports
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def begin(message: Message, ctx: Context, words: str) -> Reply:
    """`/close NUMBER`: from the first clause on, or where it was left."""
    if not words:
        usage = ctx.t("Please write /close and the number of an item of yours: /my")
        return own_items.offered(ctx, ItemAct.CLOSE) or ctx.say(usage)
    item = item_store.by_code(ctx.tx, words)
    if item is None or not may_see_item(ctx.person, item):
        return ctx.say(ctx.t("No item was found for “{words}”.", words=words))
    return begin_with(ctx, item.id, message.message_id)


def pressed_to_begin(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`申请销号` under what follows the answer `已完成`."""
    return begin_with(ctx, int(words[0]), press.message_id)


def begin_with(ctx: Context, number: int, message_id: int) -> Reply:
    """Ask for the first clause, or go on where it was left, if the item may be applied for."""
    item = item_store.held(ctx.tx, number)
    after_notice = next_step.application(ctx, item)
    if after_notice is not None:
        return next_step.asked_of_owner(ctx, after_notice)
    outcome = decide(item, first_act(ctx.city.procedure), ctx.person, moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        words = closing_texts.refused(ctx.t, item, outcome)
        buttons = gap_texts.step_buttons(ctx.t, item, outcome.gap)
        return ctx.say(words, *buttons, about=Ref.item(item.id))
    begun = closings.gathering(ctx.tx, item.id)
    if begun is not None:
        # Begun by the owner, gone on with by their deputy: nothing is asked twice.
        return clauses.go_on(ctx, item, begun)
    new = drafts.NewDraft(
        chat=ctx.chat,
        person=ctx.person.id,
        message_id=message_id,
        words="",
        kind="申请销号",
        item=item.id,
        reading={"figures": [], "dates": [], "candidates": [], "blocker": ""},
        state=DraftState.GATHERING,
    )
    draft = drafts.begin(ctx.tx, new, ctx.now).id
    closing = closings.begin(ctx.tx, item.id, ctx.person.id, draft, ctx.now)
    return clauses.ask(ctx, item, closing, 0)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`提交`, `取消` or `重填第N条` under the finished dossier, by whoever may apply."""
    closing = closings.by_id(ctx.tx, int(words[0]))
    if closing.state is not ClosingState.GATHERING:
        return Reply(toast=ctx.t("This card has already been dealt with."))
    item = item_store.held(ctx.tx, closing.item_id)
    outcome = decide(item, first_act(ctx.city.procedure), ctx.person, moment_for(ctx, item))
    if words[1] == "drop" and may_apply_for_closing(ctx.person, item):
        return dropped(ctx, closing, edits=press.message_id)
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    if words[1] == "again":
        return clauses.ask_again(ctx, closing, int(words[2]))
    if not clauses.is_complete(ctx, closing):
        return clauses.go_on(ctx, item, closing)
    return _submitted(press, ctx, closing, outcome)


def question_dropped(ctx: Context, asked: OpenQuestion) -> Reply | None:
    """Drop the writer's own application with the question for a clause of it."""
    kept = clauses.dropped_again(ctx, asked)
    if kept is not None or asked.question != QuestionKind.CLAUSE:
        return kept
    closing = closings.by_id(ctx.tx, asked.about.id)
    own = closing.person_id == ctx.person.id and closing.state is ClosingState.GATHERING
    return dropped(ctx, closing) if own else None


def dropped(ctx: Context, closing: Closing, *, edits: int | None = None) -> Reply:
    """Drop an application; the next one begins with the first clause."""
    if not closings.drop(ctx.tx, closing.id):
        return ctx.say(ctx.t("This card has already been dealt with."))
    item, live_key = item_store.by_id(ctx.tx, closing.item_id), closing.ref
    reply = ctx.say(
        closing_texts.dropped(ctx.t, item), about=Ref.item(item.id), edits=edits, live_key=live_key
    )
    if closing.person_id != ctx.person.id:
        begun_by = [people.by_id(ctx.tx, closing.person_id)]
        words = partial(closing_texts.dropped_by, item=item, by=ctx.person.name)
        reply.messages += letters(begun_by, ctx.city.language, words, about=Ref.item(item.id))
    return reply


def _submitted(press: ButtonPress, ctx: Context, closing: Closing, outcome: Outcome) -> Reply:
    """Hand an application in; whoever does so is the applicant, whoever began it."""
    if not closings.hand_in(ctx.tx, closing.id, ctx.person.id):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    item = item_store.by_id(ctx.tx, closing.item_id)
    shown = closing_summary.of(ctx.tx, closings.by_id(ctx.tx, closing.id))
    report = reports.Report(
        item=item,
        person=ctx.person.id,
        words="\n".join(f"{clause}：{words}" for clause, words in shown.clauses),
        kind="完成",
        finished=True,
        instead_of=eligibility.owner_represented(ctx, item),
    )
    number, receipt = reports.keep(ctx.tx, report, ctx.now, ctx.city.zone)
    filing.belongs_to(ctx.tx, closing.draft_id, number, ctx.now)
    drafts.settled(ctx.tx, closing.draft_id, number)
    closings.change(ctx.tx, closing.id, report_id=number)
    closings.move(ctx.tx, item_store.by_id(ctx.tx, item.id), outcome, ctx.person.id, ctx.now)
    applied = ctx.t.formatted("Applied for. Receipt: {receipt}", receipt=code(receipt))
    if outcome.notice_until is not None:
        applied = ctx.t.formatted("Put on public notice. Receipt: {receipt}", receipt=code(receipt))
    shown = closing_summary.of(ctx.tx, closings.by_id(ctx.tx, closing.id))
    reply = ctx.say(
        joined("\n", [applied, closing_texts.dossier_text(ctx.t, shown)]),
        edits=press.message_id,
        live_key=closing.ref,
    )
    if outcome.notice_until is not None:
        reply.messages += next_step.announced(ctx, item, outcome)
    reply.messages += next_step.told(ctx, item_store.by_id(ctx.tx, item.id))
    return reply
