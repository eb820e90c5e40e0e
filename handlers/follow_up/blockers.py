"""A problem that needs somebody else: raised, passed on, answered."""

from handlers.context import Context
from handlers.reporting import eligibility, report_guard
from messages.follow_up import blocker_texts, too_late_texts
from messages.incoming import ButtonPress, IncomingMessage, first_word
from messages.letters import letters
from messages.outgoing import Reply
from notices import prompt_notices, recipients, request_notices
from rules.policy.items import Item
from rules.policy.permissions import is_office, may_report_on
from storage.follow_up import blockers
from storage.follow_up import prompts as kept_prompts
from storage.follow_up.blockers import NewBlocker
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions

RAISED, ANSWERED = "blocker", "blocker_answer"
SHORTEST = 4
"""Characters below which nobody can tell what is needed."""


def by_number(message: IncomingMessage, ctx: Context, words: str) -> Reply:
    """`/blocker NUMBER TEXT`; for the office alone `/blocker` lists what is open."""
    del message
    code, text = first_word(words)
    if not code and is_office(ctx.person):
        rows = blockers.unanswered(ctx.tx)
        return ctx.say(blocker_texts.for_the_meeting(ctx.t, rows, ctx.city.zone))
    if not code:
        return ctx.say(ctx.t("Please write /blocker NUMBER and what you need from whom."))
    item = item_store.by_code(ctx.tx, code)
    relapse = report_guard.refusal_sentence(ctx, item, text.strip()) if item else None
    if relapse is not None:
        return relapse
    refusal = eligibility.refusal(ctx, item, code)
    if item is None or refusal:
        return ctx.say(refusal)
    return _entered(ctx, item, text.strip()) if text.strip() else begin(ctx, item)


def begin(ctx: Context, item: Item) -> Reply:
    question = open_questions.OpenQuestion(RAISED, f"item:{item.id}", {})
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(blocker_texts.question(ctx.t, item), about=f"item:{item.id}")


def told(message: IncomingMessage, ctx: Context, asked: open_questions.OpenQuestion) -> Reply:
    """What is needed, from whom."""
    item = item_store.by_id(ctx.tx, asked.number)
    refusal = eligibility.refusal(ctx, item, item.code)
    if refusal:
        return ctx.say(refusal)
    return _entered(ctx, item, message.text.strip())


def _entered(ctx: Context, item: Item, words: str) -> Reply:
    if len(words) < SHORTEST:
        reply = begin(ctx, item)
        return Reply(reply.messages)
    raised = NewBlocker(item.id, ctx.person.id, words)
    number, letters_out = request_notices.enter(ctx.tx, ctx.city, raised, item.lead.id, ctx.now)
    kept_prompts.record_answers(ctx.tx, item.id, "blocker", ctx.person.id, ctx.now)
    row = blockers.by_id(ctx.tx, number)
    reply = ctx.say(blocker_texts.handed_in(ctx.t, row), about=f"item:{item.id}")
    reply.messages += [letter for letter in letters_out if letter.chat != ctx.chat]
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, item.id, ctx.today)
    return reply


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`b:<blocker>:answer`."""
    del press
    refusal = may_not_answer(ctx, int(words[0]))
    if refusal:
        return Reply(toast=refusal)
    question = open_questions.OpenQuestion(ANSWERED, f"blocker:{words[0]}", {})
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Please write the answer to no. {number}.", number=words[0]))


def may_not_answer(ctx: Context, number: int) -> str:
    row = blockers.by_id(ctx.tx, number)
    if row is None:
        return ctx.t("This button no longer works.")
    if row.state != "open":
        by = people.name_of(ctx.tx, row.answered_by)
        return ctx.t("This was already answered by {name}.", name=by)
    asked = {p.id for p in request_notices.asked_to_help(ctx.tx, row.unit_id, row.leader_id)}
    if ctx.person.id in asked or is_office(ctx.person):
        return ""
    return ctx.t("This was not asked of you.")


def answered(message: IncomingMessage, ctx: Context, asked: open_questions.OpenQuestion) -> Reply:
    number = asked.number
    row = blockers.by_id(ctx.tx, number)
    refusal = may_not_answer(ctx, number)
    if row is not None and row.state != "open":
        return _answered_before(ctx, number)
    if row is None or refusal:
        return ctx.say(refusal)
    if not message.text.strip():
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the answer in words."))
    if not blockers.answer(ctx.tx, row, ctx.person.id, message.text.strip(), ctx.now):
        return _answered_before(ctx, number)
    return _passed_back(ctx, number)


def _answered_before(ctx: Context, number: int) -> Reply:
    """He was asked, or he could not have begun: he hears what was said, and that his is not it."""
    row = blockers.by_id(ctx.tx, number)
    assert row is not None
    item = item_store.by_id(ctx.tx, row.item_id)
    if may_report_on(ctx.person, item):
        add = too_late_texts.in_a_report(ctx.t, item.code)
    else:
        add = too_late_texts.by_telling(ctx.t, f"{row.person_unit} {row.person}")
    by = people.name_of(ctx.tx, row.answered_by)
    text = too_late_texts.answered_before(ctx.t, by=by, words=row.answer, add=add)
    return ctx.say(text, about=f"item:{row.item_id}")


def _passed_back(ctx: Context, number: int) -> Reply:
    row = blockers.by_id(ctx.tx, number)
    assert row is not None
    item = item_store.by_id(ctx.tx, row.item_id)
    raised = [people.by_id(ctx.tx, row.person_id), *recipients.owner(ctx.tx, item, ctx.today)]
    by = ctx.person.name
    reply = ctx.say(ctx.t("The answer has been passed on."))
    reply.messages += request_notices.told(ctx.tx, ctx.city, number)
    reply.messages += letters(
        raised,
        ctx.city.language,
        lambda t: blocker_texts.answered(t, row, by=by),
        about=f"item:{item.id}",
    )
    return reply
