"""The four buttons of a deadline prompt, and what each leads on to."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.context import Context
from handlers.extensions import request
from handlers.follow_up import prompt_answers, raise_request
from handlers.queries import item_card
from messages.follow_up import prompt_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from notices import prompt_notices
from rules.policy.items import Item, is_open
from rules.policy.prompts import DAY, Prompt, PromptAnswer, PromptState
from rules.policy.refs import Ref
from storage.follow_up import prompt_messages, prompts
from storage.ledger import item_store, milestones
from storage.reporting.open_questions import QuestionKind, StepDone

TWO_HOURS = timedelta(hours=2)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`p:<prompt>:<answer>`."""
    del press
    call = _current(ctx, int(words[0]))
    if call is None:
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.by_id(ctx.tx, call.item_id)
    if words[1] == "show":
        return item_card.in_full(ctx, item)
    refusal = _not_now(ctx, call, item)
    if refusal:
        return Reply(toast=refusal)
    return _led_on(ctx, call, item, words[1])


def _current(ctx: Context, number: int) -> Prompt | None:
    """Return the prompt that a button means: of an old message, what is asked of the same now."""
    call = prompts.by_id(ctx.tx, number)
    if call is not None and call.state is PromptState.LAPSED:
        return prompts.latest_of(ctx.tx, call.subject) or call
    return call


def _not_now(ctx: Context, call: Prompt, item: Item) -> str:
    t = ctx.t
    if not is_open(item):
        return t("Item {code} has been closed; no answer is needed.", code=item.code)
    if call.state is PromptState.ANSWERED and call.answered_at is not None:
        at = t.minute(call.answered_at.astimezone(ctx.city.zone))
        given = prompt_texts.answer_name(t, call.answer)
        return t("This was already answered on {at}: {answer}", at=at, answer=given)
    return "" if call.state is PromptState.OPEN else t("This reminder is out of date.")


def _led_on(ctx: Context, call: Prompt, item: Item, answer: str) -> Reply:
    """Lead on from an answer; done and on schedule count at once, the others when handed in."""
    if answer == "extension":
        return _extension(ctx, call, item)
    if answer == "blocker":
        return raise_request.ask_blocker(ctx, item)
    if not prompts.record_answer(ctx.tx, call, PromptAnswer(answer), ctx.person.id, ctx.now):
        return Reply(toast=_not_now(ctx, prompts.by_id(ctx.tx, call.id) or call, item))
    reply = _done(ctx, call, item) if answer == "done" else prompt_answers.ask_figure(ctx, item)
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, item.id, ctx.today)
    reply.toast = ctx.t("Your answer has been noted.")
    return reply


def _extension(ctx: Context, call: Prompt, item: Item) -> Reply:
    """Say first, to who was asked about a milestone, what an extension moves and what not."""
    reply = request.begin(ctx, item)
    step = milestones.named(ctx.tx, item, call.step_id)
    if step is not None:
        [question] = reply.messages
        text = f"{prompt_texts.not_the_milestone(ctx.t, step)}\n{question.text}"
        reply.messages = [replace(question, text=text)]
    return reply


def _done(ctx: Context, call: Prompt, item: Item) -> Reply:
    step = milestones.named(ctx.tx, item, call.step_id)
    prompt_answers.ask(ctx, item, QuestionKind.EVIDENCE_OF_DONE, StepDone(call.step_id))
    return ctx.say(prompt_texts.evidence_question(ctx.t, item, step), about=Ref.item(item.id))


def put_off(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Put off `pz:<prompt>:hours` or `:morning`: only what was put to this person, only for them."""
    del press
    sheet = prompt_messages.of_prompt(ctx.tx, int(words[0]), ctx.person.id)
    assert sheet is not None  # it is theirs
    until = _until(ctx, words[1])
    if not prompts.put_off(ctx.tx, prompt_messages.prompts_of(ctx.tx, sheet.id), until):
        return Reply(toast=ctx.t("This reminder is out of date."))
    return Reply(toast=prompt_texts.put_off_until(ctx.t, until.astimezone(ctx.city.zone)))


def _until(ctx: Context, choice: str) -> datetime:
    if choice == "hours":
        return ctx.city.next_sending_time(ctx.now + TWO_HOURS)
    morning = ctx.city.calendar.next_working_day(ctx.today + DAY)
    return ctx.city.moment(morning, ctx.city.prompt_time)
