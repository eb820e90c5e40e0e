"""`/circular`: the circular of the last round as a draft, and its publication."""

from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages.follow_up import circular_texts
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from messages.papers import paper_texts
from messages.papers.faults import NoPaper
from notices import circulars, papers, recipients
from rules.policy.papers import PaperKind
from rules.policy.permissions import is_office
from rules.policy.refs import Ref, RefKind
from rules.policy.statements import says_something
from storage.follow_up import circular_drafts
from storage.follow_up.circular_drafts import CircularDraft
from storage.papers.issued import IssuedPaper
from storage.people import groups
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def asked(ctx: Context) -> Reply:
    """Show the draft of the last round that is over, or what was published of it."""
    draft = circular_drafts.latest(ctx.tx)
    if draft is None:
        return ctx.say(ctx.t("No round has ended yet; its circular is drafted when it does."))
    done = _published(ctx, draft)
    if done is None:
        return _shown(ctx, draft)
    said = ctx.say(ctx.t("{number} is published.", number=done.number)).messages[0]
    return Reply.of(replace(said, attachment=papers.file_of(done)))


def _published(ctx: Context, draft: CircularDraft) -> IssuedPaper | None:
    return papers.issued_about(ctx.tx, PaperKind.CIRCULAR, circulars.about(draft))


def _shown(ctx: Context, draft: CircularDraft) -> Reply:
    return Reply(circulars.shown(ctx.tx, ctx.city, draft, ctx.now, ctx.chat, ctx.t))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `cb:<round>:publish`, which asks once, `yes`, `no` or `edit`."""
    draft = circular_drafts.of_round(ctx.tx, int(words[0]))
    if draft is None:
        return Reply(toast=ctx.t("This button no longer works."))
    done = _published(ctx, draft)
    if done is not None:
        return Reply(toast=ctx.t("{number} is published.", number=done.number))
    match words[1]:
        case "publish":
            count = sum(group.unit_id is None for group in groups.bound(ctx.tx))
            count += sum(not mirror.unit for mirror in ctx.city.mirrors)
            buttons = circular_texts.sure_buttons(ctx.t, draft.round_id)
            return ctx.say(circular_texts.sure(ctx.t, count), *buttons)
        case "edit":
            question = OpenQuestion(QuestionKind.REMARKS, Ref(RefKind.ROUND, draft.round_id))
            open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
            return ctx.say(circular_texts.ask_remarks(ctx.t))
        case "no":
            text = ctx.t("Cancelled. Nothing was recorded.")
            return ctx.say(text, edits=press.message_id)
    return _publish(press, ctx, draft)


def _publish(press: ButtonPress, ctx: Context, draft: CircularDraft) -> Reply:
    try:
        made = circulars.publish(ctx.tx, ctx.city, draft, ctx.person.id, ctx.now)
    except NoPaper as why:
        return ctx.say(paper_texts.not_made(ctx.t, why), edits=press.message_id)
    if made is None:
        return Reply(toast=ctx.t("This card has already been dealt with."))
    paper, to_groups = made
    number, name, file = paper.number, ctx.person.name, papers.file_of(paper)
    said = ctx.say(circular_texts.published(ctx.t, number, name), edits=press.message_id)
    copy = OutgoingMessage(ctx.chat, number, attachment=file)
    told = ctx.tell_others(
        recipients.office(ctx.tx), lambda t: circular_texts.published(t, number, name)
    )
    others = [replace(letter, attachment=file) for letter in told]
    return Reply([*said.messages, copy, *others, *to_groups])


def remarked(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Let the circular ask for what its clerk writes, and show it anew."""
    draft = circular_drafts.of_round(ctx.tx, asked.about.id)
    if draft is None or not is_office(ctx.person):
        return Reply()
    done = _published(ctx, draft)
    if done is not None:
        return ctx.say(ctx.t("{number} is published.", number=done.number))
    words = message.text.strip()
    if not says_something(words):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(circular_texts.ask_remarks(ctx.t))
    circular_drafts.remark(ctx.tx, draft, words)
    return _shown(ctx, replace(draft, remarks=words))
