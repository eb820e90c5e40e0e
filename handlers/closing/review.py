"""Review: the verifying unit passes or sends back, the office strikes off. Never the owner."""

from collections.abc import Callable
from functools import partial

from handlers.closing import decisions, strike_off
from handlers.context import Context
from handlers.message import Message
from messages.closing import closing_texts
from messages.extensions import extension_texts
from messages.incoming import ButtonPress
from messages.letters import letters
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.texts import Texts
from notices import calendar_notices, closing_summary, recipients
from rules.policy.closing import Act, Refusal, RefusalReason, decide
from rules.policy.extensions import Extension
from rules.policy.items import IN_REVIEW, Item, State
from rules.policy.people import Role
from rules.policy.permissions import may_decide_extension, may_strike_off, may_verify
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
    unit = item.verifying
    verifiers = people.with_roles(ctx.tx, [Role.VERIFIER], unit.id) if unit else []
    told = letters(
        (person for person in verifiers if may_verify(person, item)),
        language,
        lambda t: closing_texts.dossier_text(t, dossier),
        lambda t: closing_texts.verifier_buttons(t, dossier),
        about=f"item:{item.id}",
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
    return ctx.say(text, *buttons, about=f"item:{request.item_id}").messages


def _card(ctx: Context, item: Item, buttons: Buttons) -> Reply:
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    dossier = closing_summary.of(ctx.tx, closing)
    text = closing_texts.dossier_text(ctx.t, dossier)
    return ctx.say(text, *buttons(ctx.t, dossier), about=f"item:{item.id}")


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`通过`, `退回` or `销号`."""
    item_store.hold(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, int(words[0]))
    match words[1]:
        case "pass":
            return _passed(press, ctx, item)
        case "strike":
            return strike_off.pressed(press, ctx, item)
    return _asked_back(ctx, item)


def _passed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Take up and pass in one step: both are entered."""
    if item.state is State.APPLIED:
        taken = decide(item, Act.TAKE_UP, ctx.person, decisions.moment_for(ctx, item))
        if isinstance(taken, Refusal):
            return Reply(toast=closing_texts.refused(ctx.t, item, taken))
        closings.move(ctx.tx, item, taken, ctx.person.id, ctx.now)
        item = item_store.by_id(ctx.tx, item.id)
    outcome = decide(item, Act.PASS, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal) or outcome.notice_until is None:
        return Reply(toast=decisions.why(ctx, item, outcome))
    if not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now):
        return Reply(toast=ctx.t("This card has already been dealt with."))
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    closings.change(ctx.tx, closing.id, notice_until=outcome.notice_until)
    until = outcome.notice_until
    years = unpublished_years(ctx.city.calendar, ctx.today, until)
    said = partial(closing_texts.verified, item=item, until=until, unpublished=years)
    to = [item.owner.id, *(clerk.id for clerk in recipients.office(ctx.tx))]
    reply = decisions.told(press, ctx, item, said, to)
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    return reply


def _asked_back(ctx: Context, item: Item) -> Reply:
    """Ask for the reason that sending back needs."""
    outcome = decide(item, Act.SEND_BACK, ctx.person, decisions.moment_for(ctx, item), reason="…")
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    question = OpenQuestion(QuestionKind.REASON_TO_SEND_BACK, str(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Why is item {code} sent back? Please write the reason.", code=item.code))


def sent_back(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    item_store.hold(ctx.tx, int(asked.about))
    item = item_store.by_id(ctx.tx, int(asked.about))
    outcome = decide(
        item, Act.SEND_BACK, ctx.person, decisions.moment_for(ctx, item), reason=message.text
    )
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
    reply.messages += decisions.notices(ctx, item, words, [item.owner.id])
    return reply
