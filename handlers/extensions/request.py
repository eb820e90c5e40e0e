"""A later deadline: the official's new day and reason, and the office's word on it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from handlers.context import Context
from handlers.message import Message
from handlers.pending import confirmation
from handlers.queries import own_items
from handlers.reporting import eligibility, plausibility
from messages.extensions import extension_texts
from messages.incoming import ButtonPress, IncomingMessage, first_word
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.queries.offer_texts import ItemAct
from notices import calendar_notices, prompt_notices, recipients
from rules.language.reading.values import Reading
from rules.language.reasons import extension_reason
from rules.language.seen_days import find_leading_day
from rules.policy.extensions import (
    ExtensionHistory,
    Obstacle,
    intended_day,
    obstacle_of_day,
    obstacle_to_request,
)
from rules.policy.items import Item
from rules.policy.permissions import may_decide_extension
from rules.policy.prompts import PromptAnswer
from rules.policy.refs import Ref, RefKind
from rules.policy.spans import unpublished_years
from storage.follow_up import extensions, prompts
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import ExtensionSoFar, OpenQuestion, QuestionKind

ROLES = ("deadline", "promise")
NOTHING_SAID = ExtensionSoFar()
A_MONTH = re.compile(r"[\d一二三四五六七八九十]月")
FAR_OFF = timedelta(days=183)
LATER = timedelta(days=14)
"""How much later the example is that shows how to ask."""


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/extend NUMBER [DAY REASON]`."""
    code, rest = first_word(words)
    item = item_store.by_code(ctx.tx, code) if code else None
    if not code:
        usage = ctx.t("Please write /extend and the number of one of your items.")
        return own_items.offered(ctx, ItemAct.EXTEND) or ctx.say(usage)
    refusal = eligibility.refusal(ctx, item, code)
    if item is None or refusal:
        return ctx.say(refusal)
    if not rest.strip():
        return begin(ctx, item)
    return weigh(message.with_text(rest.strip()), ctx, item)


def begin(ctx: Context, item: Item) -> Reply:
    """Ask for the new day and the reason, if there is anything to ask for."""
    why = _obstacle(ctx, item)
    if why is not None:
        return _hindered(ctx, item, why)
    _ask(ctx, item, NOTHING_SAID)
    example = ctx.city.calendar.next_working_day(max(item.deadline or ctx.today, ctx.today) + LATER)
    return ctx.say(extension_texts.question(ctx.t, item, example), about=Ref.item(item.id))


def _obstacle(ctx: Context, item: Item) -> Obstacle | None:
    """Return why nothing can be asked for now; of two at once the second is told of the first."""
    item_store.hold(ctx.tx, item.id)
    history = ExtensionHistory(
        granted=extensions.granted_count(ctx.tx, item.id),
        waiting=extensions.waiting_for(ctx.tx, item.id) is not None,
    )
    return obstacle_to_request(item, history, ctx.city.extension_limit)


def _hindered(ctx: Context, item: Item, why: Obstacle) -> Reply:
    """Say what is in the way, with a button to withdraw what is being decided."""
    text = extension_texts.obstacle(ctx.t, why, item, ctx.city.extension_limit)
    waiting = extensions.waiting_for(ctx.tx, item.id) if why is Obstacle.WAITING else None
    buttons = () if waiting is None else (extension_texts.withdraw_button(ctx.t, waiting.id),)
    return ctx.say(text, *buttons)


def _ask(ctx: Context, item: Item, known: ExtensionSoFar) -> None:
    question = OpenQuestion(QuestionKind.EXTENSION, Ref.item(item.id), known)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the day, the reason, or both; what is missing is asked for."""
    item = item_store.by_id(ctx.tx, asked.about.id)
    refusal = eligibility.refusal(ctx, item, item.code)
    return ctx.say(refusal) if refusal else weigh(message, ctx, item, _known(asked))


def _known(asked: OpenQuestion) -> ExtensionSoFar:
    return asked.body if isinstance(asked.body, ExtensionSoFar) else NOTHING_SAID


def weigh(
    message: Message, ctx: Context, item: Item, known: ExtensionSoFar = NOTHING_SAID
) -> Reply:
    """Take up what was written, and what was `known` before: the day and the reason."""
    why = _obstacle(ctx, item)
    if why is not None:
        return _hindered(ctx, item, why)
    refusal = plausibility.wrong_date(ctx, message.text)
    if refusal:
        _ask(ctx, item, known)
        return ctx.say(refusal, about=Ref.item(item.id))
    reading = message.read_about(item)
    day = _day_in(message.text, reading, ctx.today) or known.day
    reason = extension_reason(message.text, [read.text for read in reading.dates]) or known.reason
    known = replace(known, reason=reason)
    if day is not None and item.deadline is not None and _unlikely(reading, day, item.deadline):
        _ask(ctx, item, known)
        return ctx.say(extension_texts.with_its_year(ctx.t, day))
    return _complete(message, ctx, item, day, known)


def _unlikely(reading: Reading, day: date, deadline: date) -> bool:
    """Whether a month and a day without the year would be far off: more likely one that is past."""
    written = [read.text for read in reading.dates if read.value == day]
    without_year = [words for words in written if A_MONTH.search(words) and "年" not in words]
    return bool(without_year) and day - deadline > FAR_OFF


def _day_in(text: str, reading: Reading, today: date) -> date | None:
    """Return the day wished for; a past one, to be refused, only where the words begin with it."""
    named = [intended_day(r.value, r.text, today) for r in reading.dates if r.role in ROLES]
    return max(named, default=None) or find_leading_day(text, today)


def _complete(
    message: Message, ctx: Context, item: Item, day: date | None, known: ExtensionSoFar
) -> Reply:
    if day is None:
        _ask(ctx, item, known)
        text = ctx.t("Please name the day of the new deadline.")
        return ctx.say(text, about=Ref.item(item.id))
    why = obstacle_of_day(item, day, ctx.today, ctx.city.calendar)
    if why is not None:
        return _not_that_day(ctx, item, day, why, known)
    if not known.reason:
        _ask(ctx, item, replace(known, day=day))
        text = ctx.t("Please give the reason: a later deadline needs one.")
        return ctx.say(text, about=Ref.item(item.id))
    return _shown(message, ctx, item, replace(known, day=day, offered=None))


def _not_that_day(
    ctx: Context, item: Item, day: date, why: Obstacle, known: ExtensionSoFar
) -> Reply:
    text = extension_texts.wrong_day(ctx.t, why, item, day, ctx.city.calendar)
    if why is not Obstacle.REST_DAY:
        _ask(ctx, item, known)
        return ctx.say(text)
    next_day = ctx.city.calendar.next_working_day(day)
    _ask(ctx, item, replace(known, offered=next_day))
    return ctx.say(text, extension_texts.next_day_button(ctx.t, item.id, next_day))


def day_taken(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take the working day that was offered in place of a day of rest."""
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    known = asked.body if asked is not None else None
    offered = known.offered if isinstance(known, ExtensionSoFar) else None
    if asked is None or offered is None or asked.about != Ref.item(int(words[0])):
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.by_id(ctx.tx, int(words[0]))
    why = _obstacle(ctx, item)
    if why is not None:
        return Reply(toast=extension_texts.obstacle(ctx.t, why, item, ctx.city.extension_limit))
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    incoming = IncomingMessage(press.chat, press.by, "", press.message_id, ctx.now)
    return _complete(Message.of(incoming, ctx), ctx, item, offered, _known(asked))


def _shown(message: Message, ctx: Context, item: Item, known: ExtensionSoFar) -> Reply:
    """Show the request as it would be handed in."""
    assert known.day is not None
    card = extension_texts.as_asked(ctx.t, item, known.day, known.reason, ctx.city)
    asked = OpenQuestion(QuestionKind.EXTENSION, Ref.item(item.id), known)
    return confirmation.shown(message, ctx, asked, card, Ref.item(item.id))


def confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Hand the request in, unless something is in the way by now."""
    item, known = item_store.by_id(ctx.tx, asked.about.id), _known(asked)
    refusal = eligibility.refusal(ctx, item, item.code)
    if refusal or known.day is None:
        return ctx.say(refusal)
    why = _obstacle(ctx, item)
    if why is not None:
        return _hindered(ctx, item, why)
    if obstacle_of_day(item, known.day, ctx.today, ctx.city.calendar) is not None:
        return _complete(message, ctx, item, known.day, known)
    return _hand_in(ctx, item, known.day, known)


def _hand_in(ctx: Context, item: Item, day: date, known: ExtensionSoFar) -> Reply:
    request = extensions.Request(item, ctx.person.id, day, known.reason)
    number = extensions.ask(ctx.tx, request, ctx.now)
    prompts.record_answers(ctx.tx, item.id, PromptAnswer.EXTENSION, ctx.person.id, ctx.now)
    text = extension_texts.handed_in(ctx.t, item, day, known.reason, ctx.city)
    reply = ctx.say(text, extension_texts.withdraw_button(ctx.t, number), about=Ref.item(item.id))
    reply.messages += _to_office(ctx, number)
    years = unpublished_years(ctx.city.calendar, day, day)
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    reply.messages += prompt_notices.refreshed(ctx.tx, ctx.city, item.id, ctx.today)
    return reply


def _to_office(ctx: Context, number: int) -> list[OutgoingMessage]:
    request = extensions.by_id(ctx.tx, number)
    assert request is not None
    history = extensions.of_item(ctx.tx, request.item_id)
    city = ctx.city
    clerks = [
        clerk
        for clerk in recipients.office(ctx.tx)
        if may_decide_extension(clerk, item_store.by_id(ctx.tx, request.item_id))
    ]
    return letters(
        clerks,
        city.language,
        lambda t: extension_texts.to_decide(t, request, history, city),
        lambda t: extension_texts.decision_buttons(t, number),
        about=Ref.item(request.item_id),
        live_key=Ref(RefKind.EXTENSION, number),
    )
