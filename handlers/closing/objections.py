"""Objections to a public notice: the office enters them, the owner answers, a verifier decides."""

from functools import partial

from handlers.closing import decisions, objection_decision
from handlers.context import Context
from handlers.message import Message
from handlers.reporting import files
from messages.closing import objection_texts
from messages.closing.objection_texts import DaysLeft
from messages.incoming import ButtonPress, first_word
from messages.outgoing import OutgoingMessage, Reply
from notices import recipients
from rules.policy.items import Item, State
from rules.policy.objections import (
    PENDING,
    NewObjection,
    Objection,
    ObjectionState,
    days_left,
    may_answer_objection,
    may_enter_objection,
    takes_objections,
)
from rules.policy.refs import Ref, RefKind
from rules.policy.statements import says_something
from storage.closing import closings, objections
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import ObjectionSoFar, OpenQuestion, QuestionKind


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/objection NUMBER TEXT`; without a text it is asked for, and may be forwarded."""
    code, text = first_word(words)
    if not code:
        return ctx.say(objection_texts.how_to(ctx.t, objections.all_pending(ctx.tx)))
    item = item_store.by_code(ctx.tx, code)
    if item is None:
        return ctx.say(ctx.t("No item was found for “{words}”.", words=code))
    if not takes_objections(item):
        return ctx.say(objection_texts.not_on_notice(ctx.t, item))
    return _enter(message, ctx, item, text.strip()) if says_something(text) else _ask(ctx, item)


def _ask(ctx: Context, item: Item) -> Reply:
    question = OpenQuestion(QuestionKind.OBJECTION, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(objection_texts.question(ctx.t, item), about=Ref.item(item.id))


def described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take what was written or forwarded for the words of the objection."""
    item = item_store.by_id(ctx.tx, asked.about.id)
    if not may_enter_objection(ctx.person) or not takes_objections(item):
        return ctx.say(objection_texts.not_on_notice(ctx.t, item))
    words = message.text.strip()
    if not says_something(words):
        return _ask(ctx, item)
    return _enter(message, ctx, item, words)


def is_told(message: Message) -> bool:
    """Whether the office names an item that takes objections."""
    item = message.item_named if may_enter_objection(message.ctx.person) else None
    return item is not None and takes_objections(item)


def confirm(message: Message, ctx: Context) -> Reply:
    """Show an objection in words on a card: nothing is entered before its button is pressed."""
    item = message.item_named
    assert item is not None
    words = message.text.strip()
    question = OpenQuestion(QuestionKind.OBJECTION, Ref.item(item.id), ObjectionSoFar(words))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    text = objection_texts.to_confirm(ctx.t, item, words)
    buttons = objection_texts.confirm_buttons(ctx.t, item)
    return ctx.say(text, *buttons, about=Ref.item(item.id))


def confirmed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Enter the objection that stands on the card: `oe:<item>`."""
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    if (
        asked is None
        or not isinstance(asked.body, ObjectionSoFar)
        or asked.about.id != int(words[0])
    ):
        return Reply(toast=ctx.t("This button no longer works."))
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    item = item_store.by_id(ctx.tx, asked.about.id)
    if not may_enter_objection(ctx.person) or not takes_objections(item):
        return ctx.say(objection_texts.not_on_notice(ctx.t, item), edits=press.message_id)
    return _entered(ctx, item, asked.body.words)


def _enter(message: Message, ctx: Context, item: Item, words: str) -> Reply:
    files.note(message, ctx, item=item.id)
    return _entered(ctx, item, words)


def _entered(ctx: Context, item: Item, words: str) -> Reply:
    """Enter it, stop the notice's clock, and write to everybody concerned."""
    item = item_store.held(ctx.tx, item.id)
    closing = closings.latest(ctx.tx, item.id) if item.state is State.ON_NOTICE else None
    stopped = objections.pending(ctx.tx, item.id)
    until = closing.notice_until if closing else None
    step, left = decisions.running_notice(ctx, item), 0
    if stopped:
        left = stopped[0].days_left
    elif step is not None:
        left = days_left(step, ctx.city.calendar, ctx.today, until)
    new = NewObjection(item.id, closing.id if closing else None, ctx.person.id, words, left)
    number = objections.enter(ctx.tx, new, ctx.now)
    objection = objections.by_id(ctx.tx, number)
    assert objection is not None
    remaining = DaysLeft(left, working=step is None or not step.calendar_days)
    told = _letters(ctx, item, objection, remaining)
    return _receipt(ctx, item, remaining, told)


def _receipt(ctx: Context, item: Item, left: DaysLeft, told: list[OutgoingMessage]) -> Reply:
    reached = [people.by_account(ctx.tx, letter.chat) for letter in told]
    names = [person.name for person in reached if person is not None]
    text = objection_texts.entered(ctx.t, item, left, names)
    reply = ctx.say(text, about=Ref.item(item.id))
    reply.messages += told
    return reply


def _letters(
    ctx: Context, item: Item, objection: Objection, left: DaysLeft
) -> list[OutgoingMessage]:
    """Write to the owner, who answers, and to verifiers and guarantors."""
    owners = recipients.responsible(ctx.tx, item, ctx.today)
    others = [*recipients.verifiers(ctx.tx, item), *recipients.guarantors(ctx.tx, item)]
    say = partial(objection_texts.letter, item=item, objection=objection, left=left)
    offer = partial(objection_texts.answer_button, objection=objection)
    told = ctx.tell_others(owners, say, offer, about=Ref.item(item.id))
    chats = {letter.chat for letter in told}
    rest = [each for each in others if each.account not in chats]
    return told + ctx.tell_others(rest, say, about=Ref.item(item.id))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `ob:<objection>:answer`, `dismiss` or `uphold`."""
    objection = objections.by_id(ctx.tx, int(words[0]))
    if objection is None:
        return Reply(toast=ctx.t("This button no longer works."))
    if objection.state not in PENDING:
        return Reply(toast=_decided_before(ctx, objection))
    if words[1] != "answer":
        return objection_decision.settle(press, ctx, objection, holds=words[1] == "uphold")
    return _ask_answer(ctx, objection)


def _decided_before(ctx: Context, objection: Objection) -> str:
    by = people.name_of(ctx.tx, objection.decided_by)
    return ctx.t("This was already decided by {name}.", name=by)


def _ask_answer(ctx: Context, objection: Objection) -> Reply:
    item = item_store.by_id(ctx.tx, objection.item_id)
    if not may_answer_objection(ctx.person, item):
        return Reply(toast=ctx.t("This is not yours to decide."))
    if objection.state is not ObjectionState.OPEN:
        by = people.name_of(ctx.tx, objection.answered_by)
        return Reply(toast=ctx.t("This was already answered by {name}.", name=by))
    question = OpenQuestion(QuestionKind.OBJECTION_ANSWER, Ref(RefKind.OBJECTION, objection.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(objection_texts.answer_question(ctx.t, objection), about=Ref.item(item.id))


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words, with files, for the owner's answer; it goes to those who decide."""
    objection = objections.by_id(ctx.tx, asked.about.id)
    assert objection is not None
    item = item_store.by_id(ctx.tx, objection.item_id)
    if not may_answer_objection(ctx.person, item):
        return ctx.say(ctx.t("This is not yours to decide."))
    words = message.text.strip()
    if not says_something(words):
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the answer in words."))
    files.note(message, ctx, item=item.id)
    if not objections.answer(ctx.tx, objection, ctx.person.id, words, ctx.now):
        return ctx.say(ctx.t("The objection was answered or decided meanwhile; "
                             "your words were not taken down."))  # fmt: skip
    reply = ctx.say(ctx.t("The answer has been passed on."), about=Ref.item(item.id))
    reply.messages += objection_decision.to_decide(ctx, item, objection.id)
    return reply
