"""A leader's word on an item: passed on to its owner, and the answer brought back."""

from typing import Any

from handlers.context import Context
from handlers.reporting import eligibility
from messages.closing import closing_texts
from messages.follow_up import instruction_texts, too_late_texts
from messages.incoming import ButtonPress, IncomingMessage, first_word
from messages.letters import letters
from messages.outgoing import Reply
from notices import recipients
from rules.language.reading.values import Reading
from rules.policy.items import Item, is_open
from rules.policy.permissions import is_office, may_instruct, may_report_on
from storage.follow_up import instructions
from storage.ledger import item_store
from storage.mail import sent
from storage.people import people
from storage.reporting import open_questions

ANSWERED = "instruction_answer"
ASKS = frozenset(
    {"query_mine", "query_item", "query_unit", "query_overdue", "chart", "ack", "cancel"}
)
"""What a leader may reply to a card without instructing anybody."""


def by_number(message: IncomingMessage, ctx: Context, words: str) -> Reply:
    """`/instruct NUMBER TEXT`; alone it lists what has not been answered."""
    del message
    code, text = first_word(words)
    if not code:
        return listed(ctx)
    item = item_store.by_code(ctx.tx, code)
    if item is None or not may_instruct(ctx.person, item):
        return ctx.say(
            ctx.t("Only leaders can instruct, on an item they answer for: /instruct NUMBER TEXT")
        )
    if not text.strip():
        return ctx.say(ctx.t("Please write the instruction after the number."))
    return _given(ctx, item, text.strip())


def listed(ctx: Context) -> Reply:
    """The office sees all of them; whoever else his own, with a button where he is to answer."""
    given, to_answer = instructions.given(ctx.tx), []
    if not is_office(ctx.person):
        given = [row for row in given if ctx.person.id in (row.leader_id, row.owner_id)]
    if not given:
        return ctx.say(ctx.t("No instruction was given."))
    rows = [row for row in given if row.state == "open"]
    if not is_office(ctx.person):
        to_answer = [row for row in rows if not may_not_answer(ctx, row)]
    buttons = instruction_texts.answer_buttons(ctx.t, to_answer)
    return ctx.say(instruction_texts.open_ones(ctx.t, rows, ctx.city.zone), *buttons)


def replied(message: IncomingMessage, ctx: Context, found: tuple[Reading, ...]) -> Reply | None:
    """A leader's reply to a message about an item; None when it is something else."""
    if not message.text or found[0].intent in ASKS:
        return None
    item = item_store.spoken_of(ctx.tx, sent.about(ctx.tx, ctx.chat, message.reply_to))
    if item is None or not may_instruct(ctx.person, item) or may_report_on(ctx.person, item):
        return None
    return _given(ctx, item, message.text)


def _given(ctx: Context, item: Item, words: str) -> Reply:
    if not is_open(item):
        return ctx.say(closing_texts.closed(ctx.t, item))
    number = instructions.give(ctx.tx, item, ctx.person.id, words, ctx.now)
    given = instructions.by_id(ctx.tx, number)
    responsible = recipients.responsible(ctx.tx, item, ctx.today)
    reached = [p for p in responsible if p.chat_id is not None]
    reply = ctx.say(instruction_texts.passed_on(ctx.t, given, [p.name for p in reached]))
    reply.messages += letters(
        reached or recipients.office(ctx.tx),
        ctx.city.language,
        lambda t: instruction_texts.to_owner(t, given),
        lambda t: instruction_texts.answer_button(t, number),
        about=f"item:{item.id}",
        live_key=f"instruction:{number}",
    )
    return reply


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`n:<instruction>:answer`."""
    del press
    refusal = may_not_answer(ctx, instructions.by_id(ctx.tx, int(words[0])))
    if refusal:
        return Reply(toast=refusal)
    question = open_questions.OpenQuestion(ANSWERED, f"instruction:{words[0]}", {})
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Please write the answer to the instruction."))


def may_not_answer(ctx: Context, given: Any) -> str:
    if given is None:
        return ctx.t("This button no longer works.")
    if given.state != "open":
        by = people.name_of(ctx.tx, given.answered_by)
        return ctx.t("This was already answered by {name}.", name=by)
    item = item_store.by_id(ctx.tx, given.item_id)
    return (
        "" if may_report_on(ctx.person, item) else ctx.t("This instruction is not yours to answer.")
    )


def answered(message: IncomingMessage, ctx: Context, asked: open_questions.OpenQuestion) -> Reply:
    number = asked.number
    given = instructions.by_id(ctx.tx, number)
    refusal = may_not_answer(ctx, given)
    if given is not None and given.state != "open":
        return _answered_before(ctx, number)
    if given is None or refusal:
        return ctx.say(refusal)
    if not message.text.strip():
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the answer in words."))
    if not instructions.answer(ctx.tx, given, ctx.person.id, message.text.strip(), ctx.now):
        return _answered_before(ctx, number)
    return _brought_back(ctx, number)


def _answered_before(ctx: Context, number: int) -> Reply:
    """Whoever may still answer for the item hears what was said, and where his words belong."""
    given = instructions.by_id(ctx.tx, number)
    assert given is not None
    item = item_store.by_id(ctx.tx, given.item_id)
    if not may_report_on(ctx.person, item):
        return ctx.say(may_not_answer(ctx, given))
    by = people.name_of(ctx.tx, given.answered_by)
    add = too_late_texts.in_a_report(ctx.t, item.code)
    text = too_late_texts.answered_before(ctx.t, by=by, words=given.answer, add=add)
    return ctx.say(text, about=f"item:{item.id}")


def _brought_back(ctx: Context, number: int) -> Reply:
    given = instructions.by_id(ctx.tx, number)
    assert given is not None
    item = item_store.by_id(ctx.tx, given.item_id)
    by = f"{ctx.person.unit} {eligibility.signature(ctx, item)}"
    reply = ctx.say(ctx.t("The answer has been passed on."), about=f"item:{item.id}")
    reply.messages += letters(
        [people.by_id(ctx.tx, given.leader_id)],
        ctx.city.language,
        lambda t: instruction_texts.answered(t, given, by=by),
        about=f"item:{given.item_id}",
    )
    return reply
