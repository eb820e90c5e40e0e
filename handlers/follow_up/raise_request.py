"""Raise a blocker or an instruction: by command, by a prompt's button, by a leader's reply."""

from dataclasses import replace
from datetime import date

from handlers.context import Context
from handlers.follow_up import agenda
from handlers.message import Message
from handlers.pending import confirmation
from handlers.queries import own_items
from handlers.reporting import eligibility
from messages.closing import closing_texts
from messages.follow_up import request_texts
from messages.incoming import first_word
from messages.outgoing import Reply
from messages.queries.offer_texts import ItemAct
from notices import prompt_notices, request_notices
from rules.policy.items import Item, is_open
from rules.policy.permissions import is_office, may_instruct, may_order, may_report_on
from rules.policy.prompts import PromptAnswer
from rules.policy.refs import Ref
from rules.policy.requests import NewRequest, RequestKind
from storage.follow_up import prompts
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

SHORTEST = 4
"""Characters below which nobody can tell what is needed."""

ASKS = frozenset(
    {"query_mine", "query_item", "query_unit", "query_overdue", "chart", "ack", "cancel"}
)
"""What a leader may reply to a card without instructing anybody."""


def blocker_by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/blocker NUMBER TEXT`; for the office alone `/blocker` lists what is open."""
    code, text = first_word(words)
    if not code and is_office(ctx.person):
        return agenda.blockers(ctx)
    if not code:
        usage = ctx.t("Please write /blocker NUMBER and what you need from whom.")
        return own_items.offered(ctx, ItemAct.BLOCKER) or ctx.say(usage)
    item = item_store.by_code(ctx.tx, code)
    relapse = eligibility.refusal_of_trouble(ctx, item, text.strip()) if item else None
    if relapse is not None:
        return relapse
    refusal = eligibility.refusal(ctx, item, code)
    if item is None or refusal:
        return ctx.say(refusal)
    described = message.with_text(text.strip())
    return _blocker_shown(described, ctx, item) if described.text else ask_blocker(ctx, item)


def ask_blocker(ctx: Context, item: Item) -> Reply:
    """Ask what is needed, and from whom."""
    question = OpenQuestion(QuestionKind.BLOCKER, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(request_texts.blocker_question(ctx.t, item), about=Ref.item(item.id))


def blocker_described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the answer to `ask_blocker`."""
    item = item_store.by_id(ctx.tx, asked.about.id)
    refusal = eligibility.refusal(ctx, item, item.code)
    if refusal:
        return ctx.say(refusal)
    return _blocker_shown(message, ctx, item)


def _blocker_shown(message: Message, ctx: Context, item: Item) -> Reply:
    """Show the blocker as it would be passed on."""
    words = message.text.strip()
    if len(words) < SHORTEST:
        return ask_blocker(ctx, item)
    new = request_notices.addressed(ctx.tx, ctx.city, _blocker(ctx, item, words), item.lead.id)
    whom = request_notices.name_of_addressee(ctx.tx, new)
    due = request_notices.due_day(ctx.city, new.kind, words, ctx.now)
    card = request_texts.blocker_card(ctx.t, item, words, whom, due)
    asked = OpenQuestion(QuestionKind.BLOCKER, Ref.item(item.id))
    return confirmation.shown(message, ctx, asked, card, Ref.item(item.id))


def _blocker(ctx: Context, item: Item, words: str) -> NewRequest:
    return NewRequest(RequestKind.BLOCKER, item.id, ctx.person.id, words)


def blocker_confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Enter a blocker and pass it on."""
    item = item_store.by_id(ctx.tx, asked.about.id)
    refusal = eligibility.refusal(ctx, item, item.code)
    if refusal:
        return ctx.say(refusal)
    new = _blocker(ctx, item, message.text)
    blocker, letters = request_notices.enter_blocker(ctx.tx, ctx.city, new, item.lead.id, ctx.now)
    prompts.record_answers(ctx.tx, item.id, PromptAnswer.BLOCKER, ctx.person.id, ctx.now)
    reply = ctx.say(request_texts.blocker_passed_on(ctx.t, blocker), about=Ref.item(item.id))
    reply.messages += [letter for letter in letters if letter.chat != ctx.chat]
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, item.id, ctx.today)
    return reply


def instruct_by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/instruct NUMBER TEXT`; alone it lists what has not been answered."""
    del message
    code, text = first_word(words)
    if not code:
        return agenda.instructions(ctx)
    item = item_store.by_code(ctx.tx, code)
    if item is None or not may_instruct(ctx.person, item):
        return refused(ctx)
    if not text.strip():
        return ctx.say(ctx.t("Please write the instruction after the number."))
    return enter_instruction(ctx, item, text.strip())


def refused(ctx: Context) -> Reply:
    """Say who may instruct."""
    return ctx.say(
        ctx.t("Only leaders can instruct, on an item they answer for: /instruct NUMBER TEXT")
    )


def is_instruction(message: Message) -> bool:
    """Whether a leader replies to a message about an item with words of their own."""
    if not message.text or message.intent in ASKS:
        return False
    item, person = message.item_replied_to, message.ctx.person
    return item is not None and may_instruct(person, item) and not may_report_on(person, item)


def instruct(message: Message, ctx: Context) -> Reply:
    """Pass a leader's reply on as an instruction."""
    assert message.item_replied_to is not None
    return enter_instruction(ctx, message.item_replied_to, message.text)


def enter_instruction(
    ctx: Context, item: Item, words: str, due: date | None = None, *, edits: int | None = None
) -> Reply:
    """Enter an instruction and pass it on; the answer takes the place of the message it `edits`."""
    if not is_open(item):
        return ctx.say(closing_texts.closed(ctx.t, item))
    owner = item.owner.id
    new = NewRequest(RequestKind.INSTRUCTION, item.id, ctx.person.id, words, owner, due=due)
    new = replace(new, advice=not may_order(ctx.person, item))
    given, letters = request_notices.enter(ctx.tx, ctx.city, new, ctx.now)
    reached = request_notices.asked_to_answer(ctx.tx, given, ctx.today)
    names = [person.name for person in reached]
    reply = ctx.say(request_texts.instruction_passed_on(ctx.t, given, names), edits=edits)
    reply.messages += letters
    return reply
