"""Raise an urgent notice: by command, or in a report that speaks of one."""

from handlers.context import Context
from handlers.message import Message
from messages.incoming import ButtonPress, first_word
from messages.outgoing import OutgoingMessage, Reply
from messages.urgent import urgent_texts
from notices import urgent_notices
from rules.policy.items import Item
from rules.policy.permissions import may_report_on, sees_whole_city
from rules.policy.refs import Ref
from rules.policy.statements import says_something
from rules.policy.urgent import UrgentNotice, with_details
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind, UrgentSoFar
from storage.urgent import notices
from storage.urgent.notices import NewNotice


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/urgent NUMBER TEXT`; alone it lists what is not settled to whoever sees the city."""
    del message
    code, text = first_word(words)
    if not code:
        return _listed(ctx)
    item = item_store.by_code(ctx.tx, code)
    if item is None or not may_report_on(ctx.person, item):
        return ctx.say(ctx.t("No item {code} is yours to report on. Your items: /my", code=code))
    return _shown(ctx, item, UrgentSoFar(text.strip()))


def _listed(ctx: Context) -> Reply:
    if not sees_whole_city(ctx.person):
        return ctx.say(urgent_texts.how_to(ctx.t))
    rows = notices.unsettled(ctx.tx)
    return ctx.say(urgent_texts.unsettled(ctx.t, rows, ctx.city.zone))


def _shown(ctx: Context, item: Item, so_far: UrgentSoFar) -> Reply:
    """Show what would be sent; the next words say where it is and how many people."""
    question = OpenQuestion(QuestionKind.URGENT, Ref.item(item.id), so_far)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    about = Ref.item(item.id)
    if not says_something(so_far.words):
        return ctx.say(urgent_texts.what_happened(ctx.t, item), about=about)
    told = urgent_notices.told(ctx.tx, ctx.city, item, ctx.person.id, ctx.today)
    text = urgent_texts.card(ctx.t, item, so_far.words, so_far.details, told)
    return ctx.say(text, *urgent_texts.card_buttons(ctx.t, item), about=about)


def described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for what has happened, or for where it is and how many people."""
    item, so_far = item_store.by_id(ctx.tx, asked.about.id), asked.body
    assert isinstance(so_far, UrgentSoFar)
    words = message.text.strip()
    if not says_something(so_far.words):
        return _shown(ctx, item, UrgentSoFar(words))
    return _shown(ctx, item, UrgentSoFar(so_far.words, with_details(so_far.details, words)))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `ug:<item>:send` or `drop` of the card that was shown last."""
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    so_far = None if asked is None or asked.about != Ref.item(int(words[0])) else asked.body
    if not isinstance(so_far, UrgentSoFar):
        return Reply(toast=ctx.t("This button no longer works."))
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    if words[1] == "drop":
        return ctx.say(ctx.t("Cancelled. Nothing was recorded."), edits=press.message_id)
    item = item_store.by_id(ctx.tx, int(words[0]))
    new = NewNotice(item.id, ctx.person.id, so_far.words, so_far.details)
    return _sent(ctx, item, new, edits=press.message_id)[1]


def _sent(
    ctx: Context, item: Item, new: NewNotice, *, edits: int | None = None
) -> tuple[UrgentNotice, Reply]:
    told = urgent_notices.told(ctx.tx, ctx.city, item, ctx.person.id, ctx.today)
    notice, letters = urgent_notices.enter(ctx.tx, ctx.city, new, told, ctx.now)
    reply = ctx.say(
        urgent_texts.sent(ctx.t, notice, told),
        *urgent_texts.writers_buttons(ctx.t, notice),
        about=Ref.item(item.id),
        edits=edits,
    )
    reply.messages += letters
    return notice, reply


def of_report(ctx: Context, item: Item, words: str, report: int) -> list[OutgoingMessage]:
    """Send what a confirmed report tells of, and ask where it is; add to one that is not settled."""
    last = notices.last_unsettled(ctx.tx, item.id, ctx.person.id)
    if last is not None and notices.add(ctx.tx, last, ctx.person.id, words, ctx.now):
        return added_to(ctx, last)
    notice, reply = _sent(ctx, item, NewNotice(item.id, ctx.person.id, words, report=report))
    question = OpenQuestion(QuestionKind.URGENT_DETAILS, notice.ref)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    asked = ctx.say(urgent_texts.ask_details(ctx.t), about=Ref.item(item.id))
    return reply.messages + asked.messages


def added_to(ctx: Context, notice: UrgentNotice) -> list[OutgoingMessage]:
    """Tell what was added to a notice to everybody who was told of it, and its writer that it was."""
    now_stands = notices.there(ctx.tx, notice.id)
    said = ctx.say(ctx.t("Passed on at once."), about=Ref.item(notice.item_id))
    letters = urgent_notices.changed(ctx.tx, ctx.city, now_stands, ctx.person.id, ctx.now)
    return said.messages + letters
