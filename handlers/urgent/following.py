"""What becomes of an urgent notice: received, more is told, settled, withdrawn."""

from handlers.context import Context
from handlers.message import Message
from handlers.urgent import raising
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.urgent import urgent_texts
from notices import urgent_notices
from rules.policy.refs import Ref
from rules.policy.statements import says_something
from rules.policy.urgent import UNSETTLED, UrgentNotice, UrgentState
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind
from storage.urgent import notices


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `un:<notice>:got`, `settle` or `back`."""
    del press
    notice = notices.there(ctx.tx, int(words[0]))
    if notice.state not in UNSETTLED:
        return Reply(toast=urgent_texts.over(ctx.t, notice))
    match words[1]:
        case "got":
            return _received(ctx, notice)
        case "settle":
            question = urgent_texts.settle_question(ctx.t)
            return _ask(ctx, notice, QuestionKind.URGENT_SETTLED, question)
    question = urgent_texts.withdraw_question(ctx.t)
    return _ask(ctx, notice, QuestionKind.URGENT_WITHDRAWN, question)


def _received(ctx: Context, notice: UrgentNotice) -> Reply:
    if not notices.receive(ctx.tx, notice, ctx.person.id, ctx.now):
        return Reply(toast=urgent_texts.received_before(ctx.t, notices.there(ctx.tx, notice.id)))
    reply = _told(ctx, notice)
    reply.toast = ctx.t("Noted that you have received it.")
    return reply


def _told(ctx: Context, notice: UrgentNotice) -> Reply:
    stands = notices.there(ctx.tx, notice.id)
    return Reply(urgent_notices.changed(ctx.tx, ctx.city, stands, ctx.person.id, ctx.now))


def _ask(ctx: Context, notice: UrgentNotice, kind: QuestionKind, words: str) -> Reply:
    question = OpenQuestion(kind, notice.ref)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(words, about=Ref.item(notice.item_id))


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for more of a notice, for how it was settled, or why it is withdrawn."""
    notice, words = notices.there(ctx.tx, asked.about.id), message.text.strip()
    if notice.state not in UNSETTLED:
        return ctx.say(urgent_texts.over(ctx.t, notice))
    if not says_something(words):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the answer in words."))
    if asked.question is QuestionKind.URGENT_DETAILS:
        notices.add(ctx.tx, notice, ctx.person.id, words, ctx.now)
        return Reply(raising.added_to(ctx, notice))
    end = UrgentState.SETTLED
    if asked.question is QuestionKind.URGENT_WITHDRAWN:
        end = UrgentState.WITHDRAWN
    notices.end(ctx.tx, notice, end, ctx.person.id, words, ctx.now)
    told = _told(ctx, notice)
    said = ctx.say(ctx.t("Recorded; everybody who was told of it hears so."))
    return Reply(said.messages + told.messages)
