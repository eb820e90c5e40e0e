"""The owner's written explanation of a flag: by its button, or in reply to its letter."""

from handlers.context import Context
from handlers.message import Message
from messages.outgoing import Reply
from notices import radar_notices
from rules.policy.flags import Flag
from rules.policy.permissions import is_responsible_for
from rules.policy.refs import Ref, RefKind
from rules.policy.statements import says_something
from storage.ledger import item_store
from storage.mail import sent
from storage.people import people
from storage.radar import flags
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def ask(ctx: Context, flag: Flag) -> Reply:
    """Ask for the explanation; whoever may not give it learns nothing of the flag."""
    refused = _refusal(ctx, flag)
    if refused:
        return Reply(toast=refused)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, _question_of(flag), ctx.now)
    item = item_store.by_id(ctx.tx, flag.item_id)
    text = ctx.t("Please write the explanation about item {code}.", code=item.code)
    return ctx.say(text, about=Ref.item(item.id))


def _question_of(flag: Flag) -> OpenQuestion:
    return OpenQuestion(QuestionKind.EXPLANATION, flag.ref)


def _refusal(ctx: Context, flag: Flag | None) -> str:
    """Return why this person cannot explain it; empty when they can."""
    if flag is None or not _may(ctx, flag):
        return ctx.t("This button no longer works.")
    if flag.explanation:
        by = people.name_of(ctx.tx, flag.explained_by)
        return ctx.t("This was already explained by {name}.", name=by)
    return ctx.t("An explanation is not needed any more.") if flag.is_settled else ""


def _may(ctx: Context, flag: Flag) -> bool:
    """Return whether this is the owner, their deputy, or the head of the lead unit."""
    return is_responsible_for(ctx.person, item_store.by_id(ctx.tx, flag.item_id))


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for the explanation, unless another was faster."""
    flag = flags.by_id(ctx.tx, asked.about.id)
    refused = _refusal(ctx, flag)
    if flag is None or refused:
        return ctx.say(refused)
    words = message.text.strip()
    if not says_something(words):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        text = ctx.t("Please write the explanation in words.")
        return ctx.say(text, about=Ref.item(flag.item_id))
    if not flags.explain(ctx.tx, flag, ctx.person.id, words, ctx.now):
        return ctx.say(_refusal(ctx, flags.by_id(ctx.tx, flag.id)))
    return _passed_on(ctx, flag)


def _passed_on(ctx: Context, flag: Flag) -> Reply:
    """Show the explanation to the office and the verifiers, and that it was given to the owner."""
    case = radar_notices.case_by_id(ctx.tx, flag.id)
    text = ctx.t("The explanation has been passed on to the office.")
    reply = ctx.say(text, about=Ref.item(flag.item_id))
    reply.messages += radar_notices.explained(ctx.tx, ctx.city, case, ctx.today)
    return reply


def is_explanation(message: Message) -> bool:
    """Whether it replies to a question about a flag that its writer may explain."""
    flag = _replied_to(message)
    return bool(message.text) and flag is not None and not _refusal(message.ctx, flag)


def _replied_to(message: Message) -> Flag | None:
    ctx = message.ctx
    ref = sent.by_live_key(ctx.tx, ctx.chat, message.reply_to)
    if not isinstance(ref, Ref) or ref.kind is not RefKind.FLAG:
        return None
    return flags.by_id(ctx.tx, ref.id)


def replied(message: Message, ctx: Context) -> Reply:
    """Take a reply for the explanation."""
    flag = _replied_to(message)
    assert flag is not None
    return answered(message, ctx, _question_of(flag))
