"""Review: the verifying unit passes or sends back, the office strikes off. Never the owner."""

from datetime import date
from functools import partial

from handlers.closing import in_hand
from handlers.closing.in_hand import may_check
from handlers.closing.moment import moment_for
from handlers.context import Context
from handlers.message import Message
from messages.closing import check_texts, closing_texts
from messages.closing.notice_texts import PublicNotice
from messages.incoming import ButtonPress
from messages.letters import Say, letters
from messages.outgoing import OutgoingMessage, Reply
from messages.reporting import evidence_texts
from notices import calendar_notices, public_notices, recipients
from rules.policy.closing import Act, Outcome, Refusal, RefusalReason, decide
from rules.policy.items import Item, State
from rules.policy.refs import Ref
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def to_verifiers(ctx: Context, dossier: closing_texts.Dossier) -> list[OutgoingMessage]:
    """Write to the verifiers of the verifying unit; where none can be reached, to the office."""
    item, language = dossier.item, ctx.city.language
    told = letters(
        (p for p in recipients.verifiers(ctx.tx, item) if may_check(ctx, p, item)),
        language,
        lambda t: closing_texts.dossier_text(t, dossier),
        lambda t: (
            *check_texts.queue_buttons(t, item.id, own=False, free=True),
            *evidence_texts.rows(t, item.id, dossier.exhibits),
        ),
        about=Ref.item(item.id),
    )
    return told or letters(
        recipients.office(ctx.tx), language, lambda t: closing_texts.nobody_verifies(t, item)
    )


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`退回` or `销号`; `通过` of an older message leads to the form."""
    item_store.hold(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, int(words[0]))
    match words[1]:
        case "pass":
            return Reply(toast=check_texts.by_form(ctx.t))
        case "strike":
            return _struck_off(press, ctx, item)
    return _asked_back(ctx, item)


def passed(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    """Pass an item, taken up before or now; a toast without messages says why not."""
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
    held = in_hand.refusal(ctx, item)
    if held:
        return Reply(toast=held)
    question = OpenQuestion(QuestionKind.REASON_TO_SEND_BACK, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(ctx.t("Why is item {code} sent back? Please write the reason.", code=item.code))


def sent_back(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    item_store.hold(ctx.tx, asked.about.id)
    item = item_store.by_id(ctx.tx, asked.about.id)
    held = in_hand.refusal(ctx, item)
    if held:
        return ctx.say(held)
    outcome = decide(item, Act.SEND_BACK, ctx.person, moment_for(ctx, item), reason=message.text)
    if isinstance(outcome, Refusal) and outcome.why is RefusalReason.NO_REASON:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    return send_back(ctx, item, outcome, message.text)


def send_back(
    ctx: Context, item: Item, outcome: Outcome | Refusal, reason: str, edits: int | None = None
) -> Reply:
    """Send an item back and tell its owner, or say why that is refused."""
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    closing = closings.latest(ctx.tx, item.id)
    if closing is None or not closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, reason):
        return ctx.say(ctx.t("This card has already been dealt with."))
    closings.change(ctx.tx, closing.id, state="over")
    words = partial(closing_texts.sent_back, item=item, by=ctx.person.name, reason=reason)
    reply = ctx.say(words(ctx.t), edits=edits)
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
