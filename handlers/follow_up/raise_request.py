"""Raise a blocker or an instruction: by command, by a prompt's button, by a leader's reply."""

from handlers.context import Context
from handlers.follow_up import answer_request
from handlers.message import Message
from handlers.reporting import eligibility
from messages.closing import closing_texts
from messages.follow_up import request_texts
from messages.incoming import first_word
from messages.outgoing import Reply
from notices import prompt_notices, request_notices
from rules.policy.items import Item, is_open
from rules.policy.permissions import is_office, may_instruct, may_report_on
from rules.policy.prompts import PromptAnswer
from rules.policy.refs import Ref
from rules.policy.requests import NewRequest, RequestKind, TrackedRequest
from storage.follow_up import prompts, requests
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
    del message
    code, text = first_word(words)
    if not code and is_office(ctx.person):
        rows = requests.unanswered(ctx.tx, RequestKind.BLOCKER)
        return ctx.say(request_texts.open_blockers(ctx.t, rows, ctx.city.zone))
    if not code:
        return ctx.say(ctx.t("Please write /blocker NUMBER and what you need from whom."))
    item = item_store.by_code(ctx.tx, code)
    relapse = eligibility.refusal_of_trouble(ctx, item, text.strip()) if item else None
    if relapse is not None:
        return relapse
    refusal = eligibility.refusal(ctx, item, code)
    if item is None or refusal:
        return ctx.say(refusal)
    return _enter_blocker(ctx, item, text.strip()) if text.strip() else ask_blocker(ctx, item)


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
    return _enter_blocker(ctx, item, message.text.strip())


def _enter_blocker(ctx: Context, item: Item, words: str) -> Reply:
    if len(words) < SHORTEST:
        return ask_blocker(ctx, item)
    new = NewRequest(RequestKind.BLOCKER, item.id, ctx.person.id, words)
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
        return list_instructions(ctx)
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


def enter_instruction(ctx: Context, item: Item, words: str, *, edits: int | None = None) -> Reply:
    """Enter an instruction and pass it on; the answer takes the place of the message it `edits`."""
    if not is_open(item):
        return ctx.say(closing_texts.closed(ctx.t, item))
    owner = item.owner.id
    new = NewRequest(RequestKind.INSTRUCTION, item.id, ctx.person.id, words, asked=owner)
    given, letters = request_notices.enter(ctx.tx, ctx.city, new, ctx.now)
    reached = request_notices.asked_to_answer(ctx.tx, given, ctx.today)
    names = [person.name for person in reached]
    reply = ctx.say(request_texts.instruction_passed_on(ctx.t, given, names), edits=edits)
    reply.messages += letters
    return reply


def list_instructions(ctx: Context) -> Reply:
    """List all of them to the office; to others their own, with buttons where they may answer."""
    given, to_answer = requests.raised(ctx.tx, RequestKind.INSTRUCTION), list[TrackedRequest]()
    if not is_office(ctx.person):
        given = [row for row in given if ctx.person.id in (row.raiser_id, row.asked_id)]
    if not given:
        return ctx.say(ctx.t("No instruction was given."))
    rows = [row for row in given if row.state == "open"]
    if not is_office(ctx.person):
        to_answer = [row for row in rows if not answer_request.refusal(ctx, row)]
    buttons = request_texts.answer_buttons(ctx.t, to_answer)
    return ctx.say(request_texts.open_instructions(ctx.t, rows, ctx.city.zone), *buttons)
