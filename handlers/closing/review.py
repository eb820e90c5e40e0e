"""Review: the verifying unit passes or sends back, the office strikes off. Never the owner."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.closing import objection_decision
from handlers.closing.moment import moment_for
from handlers.context import Context
from handlers.message import Message
from messages.closing import closing_texts
from messages.closing.notice_texts import PublicNotice
from messages.extensions import extension_texts
from messages.incoming import ButtonPress
from messages.letters import Say, letters
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.texts import Texts
from notices import calendar_notices, closing_summary, public_notices, recipients
from rules.policy.closing import Act, Outcome, Refusal, RefusalReason, decide
from rules.policy.extensions import Extension
from rules.policy.items import IN_REVIEW, Item, State
from rules.policy.permissions import may_decide_extension, may_strike_off, may_verify
from rules.policy.refs import Ref
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.follow_up import extensions
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

Buttons = Callable[[Texts, closing_texts.Dossier], tuple[ButtonRow, ...]]


def to_verifiers(ctx: Context, dossier: closing_texts.Dossier) -> list[OutgoingMessage]:
    """Write to the verifiers of the verifying unit; where none can be reached, to the office."""
    item, language = dossier.item, ctx.city.language
    told = letters(
        recipients.verifiers(ctx.tx, item),
        language,
        lambda t: closing_texts.dossier_text(t, dossier),
        lambda t: closing_texts.verifier_buttons(t, dossier),
        about=Ref.item(item.id),
    )
    return told or letters(
        recipients.office(ctx.tx), language, lambda t: closing_texts.nobody_verifies(t, item)
    )


def waiting(ctx: Context) -> Reply:
    """`/review`: what waits for this person's decision, each with its own buttons."""
    reply = Reply()
    for item in item_store.by_ids(ctx.tx, closings.in_states(ctx.tx, IN_REVIEW)).values():
        reply.messages += _at_the_door(ctx, item).messages
    reply.messages += [letter for row in extensions.waiting(ctx.tx) for letter in _asked(ctx, row)]
    reply.messages += objection_decision.waiting(ctx)
    return reply if reply.messages else ctx.say(ctx.t("Nothing waits for your decision."))


def of_item(ctx: Context, item: Item) -> Reply:
    """Show the same of one item; no messages where nothing of it waits for this person."""
    reply = _at_the_door(ctx, item) if item.state in IN_REVIEW else Reply()
    asked = [row for row in extensions.waiting(ctx.tx) if row.item_id == item.id]
    reply.messages += [letter for row in asked for letter in _asked(ctx, row)]
    return reply


def _at_the_door(ctx: Context, item: Item) -> Reply:
    if item.state is State.ON_NOTICE and may_strike_off(ctx.person, item):
        return _card(ctx, item, closing_texts.office_buttons)
    if item.state is not State.ON_NOTICE and may_verify(ctx.person, item):
        return _card(ctx, item, closing_texts.verifier_buttons)
    return Reply()


def _asked(ctx: Context, request: Extension) -> list[OutgoingMessage]:
    """Show a request for a later deadline, where this person may decide it."""
    if not may_decide_extension(ctx.person, item_store.by_id(ctx.tx, request.item_id)):
        return []
    history = extensions.of_item(ctx.tx, request.item_id)
    text = extension_texts.to_decide(ctx.t, request, history, ctx.city)
    buttons = extension_texts.decision_buttons(ctx.t, request.id)
    return ctx.say(text, *buttons, about=Ref.item(request.item_id)).messages


def _card(ctx: Context, item: Item, buttons: Buttons) -> Reply:
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    dossier = closing_summary.of(ctx.tx, closing)
    text = closing_texts.dossier_text(ctx.t, dossier)
    return ctx.say(text, *buttons(ctx.t, dossier), about=Ref.item(item.id))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`通过`, `退回` or `销号`."""
    item_store.hold(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, int(words[0]))
    match words[1]:
        case "pass":
            return _passed(press, ctx, item)
        case "strike":
            return _struck_off(press, ctx, item)
    return _asked_back(ctx, item)


def _passed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Take up and pass in one step: both are entered."""
    if item.state is State.APPLIED:
        taken = decide(item, Act.TAKE_UP, ctx.person, moment_for(ctx, item))
        if isinstance(taken, Refusal):
            return Reply(toast=closing_texts.refused(ctx.t, item, taken))
        closings.move(ctx.tx, item, taken, ctx.person.id, ctx.now)
        item = item_store.by_id(ctx.tx, item.id)
    outcome = decide(item, Act.PASS, ctx.person, moment_for(ctx, item))
    if isinstance(outcome, Refusal) or outcome.notice_until is None:
        return Reply(toast=_why(ctx, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    closings.change(ctx.tx, closing.id, notice_until=outcome.notice_until)
    until = outcome.notice_until
    years = unpublished_years(ctx.city.calendar, ctx.today, until)
    said = partial(closing_texts.verified, item=item, until=until, unpublished=years)
    to = [item.owner.id, *(clerk.id for clerk in recipients.office(ctx.tx))]
    reply = _told(press, ctx, item, said, to)
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    reply.messages += public_notices.to_office(ctx.tx, ctx.city, _notice(ctx, item, until))
    return reply


def _notice(ctx: Context, item: Item, until: date) -> PublicNotice:
    """Return the public notice that begins today."""
    return PublicNotice(
        item=item,
        first=ctx.city.calendar.next_working_day(ctx.today),
        last=until,
        days=ctx.city.notice_days,
        hotline=ctx.city.notice_hotline,
    )


def _struck_off(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    outcome = decide(item, Act.STRIKE_OFF, ctx.person, moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=_why(ctx, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    closings.change(ctx.tx, closing.id, state="over")
    words = partial(closing_texts.struck_off, item=item, state=outcome.state)
    return _told(press, ctx, item, words, _concerned(item))


def _asked_back(ctx: Context, item: Item) -> Reply:
    """Ask for the reason that sending back needs."""
    outcome = decide(item, Act.SEND_BACK, ctx.person, moment_for(ctx, item), reason="…")
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    question = OpenQuestion(QuestionKind.REASON_TO_SEND_BACK, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Why is item {code} sent back? Please write the reason.", code=item.code))


def sent_back(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    item_store.hold(ctx.tx, asked.about.id)
    item = item_store.by_id(ctx.tx, asked.about.id)
    outcome = decide(item, Act.SEND_BACK, ctx.person, moment_for(ctx, item), reason=message.text)
    if isinstance(outcome, Refusal):
        if outcome.why is RefusalReason.NO_REASON:
            open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, message.text):
        return ctx.say(ctx.t("This card has already been dealt with."))
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    closings.change(ctx.tx, closing.id, state="over")
    words = partial(closing_texts.sent_back, item=item, by=ctx.person.name, reason=message.text)
    reply = ctx.say(words(ctx.t))
    reply.messages += _notices(ctx, item, words, [item.owner.id])
    return reply


def _why(ctx: Context, item: Item, outcome: Outcome | Refusal) -> str:
    return closing_texts.refused(ctx.t, item, outcome) if isinstance(outcome, Refusal) else ""


def _told(press: ButtonPress, ctx: Context, item: Item, words: Say, others: list[int]) -> Reply:
    reply = ctx.say(words(ctx.t), edits=press.message_id, about=Ref.item(item.id))
    reply.messages += _notices(ctx, item, words, others)
    return reply


def _notices(ctx: Context, item: Item, words: Say, others: list[int]) -> list[OutgoingMessage]:
    """Write to everybody else who is concerned, in their own language."""
    concerned = [people.by_id(ctx.tx, n) for n in dict.fromkeys(others) if n != ctx.person.id]
    return letters(concerned, ctx.city.language, words, about=Ref.item(item.id))


def _concerned(item: Item) -> list[int]:
    named = (item.owner, item.city_leader, item.duty_leader)
    return [n.id for n in named if n is not None]
