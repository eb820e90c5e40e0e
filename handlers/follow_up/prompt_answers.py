"""What follows a button of a prompt: the evidence of what is done, the figure of what goes on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from handlers.context import Context
from handlers.message import Message
from handlers.reporting import report
from messages import refusal_texts
from messages.follow_up import prompt_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.language.bare_figures import add_measure
from rules.language.reading.values import Reading
from rules.policy.figures import Figure
from rules.policy.gaps import NO_GAP, find_gap, is_reached
from rules.policy.items import Item, Milestone, is_open
from rules.policy.measures import convert_to
from rules.policy.permissions import may_apply_for_closing, may_report_on
from rules.policy.progress import HUNDRED, Progress, in_other_measures, progress_of
from rules.policy.refs import Ref
from storage.ledger import item_store, milestones
from storage.reporting import open_questions
from storage.reporting.open_questions import FigureSoFar, OpenQuestion, QuestionKind, StepDone

LATER = timedelta(days=14)


def ask(
    ctx: Context, item: Item, question: QuestionKind, body: FigureSoFar | StepDone | None = None
) -> None:
    asked = OpenQuestion(question, Ref.item(item.id), body)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)


def likely_day(ctx: Context, item: Item) -> date:
    """Return a day that an example may name: the deadline, or a later one when that has passed."""
    if item.deadline is not None and item.deadline >= ctx.today:
        return item.deadline
    return ctx.city.calendar.next_working_day(ctx.today + LATER)


def ask_figure(ctx: Context, item: Item) -> Reply:
    """Ask how far it is; the words that follow become a report's card of the item."""
    ask(ctx, item, QuestionKind.FIGURE_OF_PROMPT)
    example = prompt_texts.figure_example(ctx.t, item, likely_day(ctx, item))
    text = ctx.t(
        "Item {code}: how far is it, and by when will it be finished? ({example})",
        code=item.code,
        example=example,
    )
    return ctx.say(text, about=Ref.item(item.id))


def figure(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Make a report's card of the words after `按期推进`; what they leave out is asked for once."""
    item = _item_of(ctx, asked)
    refusal = _too_late(ctx, item)
    if refusal:
        return ctx.say(refusal)
    first = asked.body.words if isinstance(asked.body, FigureSoFar) else None
    words = "，".join(part for part in (first, message.text or ctx.t("On schedule")) if part)
    meant = message.with_text(add_measure(words, item.measure if item.total is not None else ""))
    reading = replace(meant.read_about(item), text=words)
    missing = "" if first is not None else _missing(ctx, item, reading)
    if missing and message.file is None:
        ask(ctx, item, QuestionKind.FIGURE_OF_PROMPT, FigureSoFar(words))
        return ctx.say(missing, about=Ref.item(item.id))
    return report.on_item(message.with_text(words), ctx, item, reading)


def _missing(ctx: Context, item: Item, reading: Reading) -> str:
    """Ask for the figure and, of what is counted and not all done, the day; empty if none is missing."""
    progress = progress_of(reading.figures, item)
    dated = bool(reading.dates) or item.total is None or progress.percent == HUNDRED
    day = likely_day(ctx, item)
    if not progress.has_figures and not dated:
        example = prompt_texts.figure_example(ctx.t, item, day)
        return ctx.t("Please add the figure and the expected date ({example}).", example=example)
    if not progress.has_figures:
        return ctx.t(
            "Please add how much is done so far ({example}).",
            example=prompt_texts.figure_example(ctx.t, item, None),
        )
    if dated:
        return ""
    return ctx.t("Please add by when it will be finished, for example: {day}", day=ctx.t.day(day))


def step_pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`ms:<item>:<milestone>`, under a refused application: its evidence, whenever it is due."""
    del press
    item = item_store.by_id(ctx.tx, int(words[0]))
    step = milestones.of_item(ctx.tx, item.id).get(int(words[1]))
    if step is None or is_reached(step, item):
        return Reply(toast=ctx.t("This button no longer works."))
    refusal = _too_late(ctx, item)
    if refusal:
        return Reply(toast=refusal)
    ask(ctx, item, QuestionKind.EVIDENCE_OF_DONE, StepDone(step.id))
    return ctx.say(prompt_texts.evidence_question(ctx.t, item, step), about=Ref.item(item.id))


def evidence(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Make a report with its evidence of what follows `已完成`, and lead on to striking off."""
    item = _item_of(ctx, asked)
    refusal = _too_late(ctx, item)
    if refusal:
        return ctx.say(refusal)
    named = asked.body.step if isinstance(asked.body, StepDone) else None
    step = milestones.named(ctx.tx, item, named)
    meant = message.with_text(message.text or prompt_texts.done_words(ctx.t, step))
    reading = _as_done(meant.read_about(item), item, step)
    reply = report.on_item(meant, ctx, item, reading, step=step.id if step else None)
    leads_on = step is None or _lacks_nothing_more(ctx, item, step, reading)
    if reading.intent == "done" and leads_on and may_apply_for_closing(ctx.person, item):
        reply.messages += ctx.say(
            prompt_texts.on_to_closing(ctx.t, item),
            prompt_texts.closing_button(ctx.t, item),
            about=Ref.item(item.id),
        ).messages
    return reply


def _lacks_nothing_more(ctx: Context, item: Item, step: Milestone, reading: Reading) -> bool:
    """Whether the item is done once the card of its milestone is confirmed."""
    progress = progress_of(reading.figures, item)
    after = replace(item, done=item.done if progress.done is None else progress.done)
    rest = [other for other in item_store.steps_of_one(ctx.tx, item.id) if other != step]
    return find_gap(after, rest) == NO_GAP


def _as_done(reading: Reading, item: Item, step: Milestone | None) -> Reading:
    """Read words after the button for done: without a figure, all of it or the milestone's share.

    Beside a figure in another measure the words alone say how much is done.
    """
    if step is not None:
        reading = _of_the_milestone(reading, item)
    progress = progress_of(reading.figures, item)
    if step is not None:
        short = step.target is not None and step.target > (item.done or Decimal(0))
        if progress.has_figures or step.target is None or not short:
            return reading
        return _with(reading, Figure(step.target, item.measure, "done", False, ""))
    if not progress.has_figures:
        if in_other_measures(reading.figures, item):
            return reading
        reading = _with(reading, Figure(HUNDRED, "%", "done", False, ""))
    return replace(reading, intent="done") if _complete(progress) else reading


def _of_the_milestone(reading: Reading, item: Item) -> Reading:
    """Leave “all of it” out: it is all of the milestone, unless the item's own total is named."""
    named = [f for f in reading.figures if f.role == "total"]
    totals = [convert_to(f.value, f.unit, item.measure) for f in named]
    if item.total is not None and item.total in totals:
        return reading
    others = (f for f in reading.figures if (f.value, f.unit) != (HUNDRED, "%"))
    return replace(reading, figures=tuple(others))


def _complete(message: Progress) -> bool:
    return message.percent in (None, HUNDRED) and not message.remaining


def _with(reading: Reading, figure: Figure) -> Reading:
    return replace(reading, figures=(*reading.figures, figure))


def _item_of(ctx: Context, asked: OpenQuestion) -> Item:
    return item_store.by_id(ctx.tx, asked.about.id)


def _too_late(ctx: Context, item: Item) -> str:
    """Return why an answer comes too late: the item was closed or given to another meanwhile."""
    if not may_report_on(ctx.person, item):
        return refusal_texts.of_answer(ctx.t, ctx.person, item)
    if not is_open(item):
        return ctx.t("Item {code} has been closed; no answer is needed.", code=item.code)
    return ""
