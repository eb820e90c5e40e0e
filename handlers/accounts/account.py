"""An official and the bot: hello, help, language, receipts, dropping what was begun."""

import re

from handlers.accounts import enrol
from handlers.closing import apply, check_form
from handlers.context import Context
from handlers.extensions import withdraw
from handlers.message import Message
from handlers.queries import digest, item_card, unanswered
from messages.accounts import welcome_texts
from messages.accounts.help_texts import help_text
from messages.incoming import ButtonPress
from messages.outgoing import Button, Reply
from messages.reporting.receipt_texts import receipt_in_full
from messages.texts import LANGUAGES, texts
from rules.language.reading.deciding import takes_back_extension
from rules.policy.conversations import CARD_OPEN_FOR, SUBJECT_HOLDS_FOR
from rules.policy.deep_links import card_of, digest_part_of
from rules.policy.people import Role
from rules.policy.permissions import may_see_item
from rules.policy.refs import Ref
from rules.policy.reports import KeptReport
from storage.closing import closings
from storage.ledger import item_store, journal
from storage.people import invitations, people
from storage.reporting import drafts, held_words, open_questions, reports

OF_THE_LAST = re.compile(
    r"刚|[上前]一?[条次份]|报的|填报|\b(?:last|previous|my report)\b", re.IGNORECASE
)
"""Words that cancel what was reported last, and not a question that is open."""
NAMES = {"zh_CN": "中文", "en": "English"}
CALLED = {
    "zh_CN": frozenset({"zh_cn", "zh-cn", "zh", "cn", "中文", "汉语", "简体中文", "chinese"}),
    "en": frozenset({"en", "english", "英文", "英语"}),
}
"""A language, as people write it after `/language`."""


def start(message: Message, ctx: Context, words: str) -> Reply:
    """Show what a link leads to; else greet somebody who is enrolled already."""
    card, part = card_of(words), digest_part_of(words)
    if part is not None:
        return digest.opened(ctx, part, words)
    return item_card.opened(ctx, card, words) if card else _started(message, ctx, words)


def _started(message: Message, ctx: Context, words: str) -> Reply:
    """Greet somebody, perhaps by the link they came with at first, or take their new code."""
    owner = invitations.owner_of(ctx.tx, words, ctx.now)
    if not words or invitations.came_by(ctx.tx, words, message.by) == ctx.person.id:
        return ctx.say(welcome_texts.already(ctx.t, ctx.person))
    if owner is None:
        return ctx.say(welcome_texts.bad_code(ctx.t))
    if owner != ctx.person.id:
        return ctx.say(
            ctx.t(
                "This account is enrolled as {name}. Please ask the office to change that.",
                name=ctx.person.name,
            )
        )
    person = enrol.redeem(ctx.tx, words, message.by, ctx.now)
    return ctx.say(welcome_texts.greeting(ctx.t, person or ctx.person))


def helped(_message: Message, ctx: Context) -> Reply:
    """Say what is possible."""
    return ctx.say(help_text(ctx.t, ctx.person))


def greeted(_message: Message, ctx: Context) -> Reply:
    """Answer a greeting with what can be done here."""
    return ctx.say(welcome_texts.hello(ctx.t, ctx.person))


def acknowledged(_message: Message, ctx: Context) -> Reply:
    """Answer words that only acknowledge."""
    return ctx.say(ctx.t("Noted. When there is progress, simply write it here."))


def unreadable(_message: Message, ctx: Context) -> Reply:
    """Say what can be read here, to who sent a sticker or a voice message."""
    return ctx.say(
        ctx.t("Only text, photos, videos and files can be read here. Please write it down.")
    )


def not_given(_message: Message, ctx: Context) -> Reply:
    """Say that a command counts for whoever writes it, not for whoever passes it on."""
    return ctx.say(
        ctx.t("A forwarded command is not carried out. Please write it yourself, if you mean it.")
    )


def not_understood(message: Message, ctx: Context) -> Reply:
    """Say that words were taken for nothing; leaders are offered the questions they may have meant."""
    said = ctx.t(
        "This was not understood as a report or a question. See /help for what is possible."
    )
    leads = Role.CITY_LEADER in ctx.person.roles
    return unanswered.answer(ctx, message.text, said) if leads else ctx.say(said)


def cancelled_in_words(message: Message, ctx: Context) -> Reply:
    """Cancel what plain words would cancel."""
    return cancelled(ctx, message.text)


def cancelled(ctx: Context, words: str = "") -> Reply:
    """Drop the question that is open, or else what came last: a card, a request, a dossier."""
    if takes_back_extension(words):
        return withdraw.wished(ctx)
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    if open_questions.forget(ctx.tx, ctx.chat, ctx.person.id):
        left = check_form.left(ctx, asked) if asked else None
        dropped = left or (apply.question_dropped(ctx, asked) if asked else None)
        return dropped or ctx.say(ctx.t("Cancelled."))
    stands = _stands(ctx, words)
    return ctx.say(stands) if stands else _last_dropped(ctx)


def _last_dropped(ctx: Context) -> Reply:
    draft = drafts.latest_open(ctx.tx, ctx.chat, ctx.person.id, ctx.now - CARD_OPEN_FOR)
    since = draft.at if draft else ctx.now - CARD_OPEN_FOR
    words = held_words.waiting(ctx.tx, ctx.chat, ctx.person.id, since)
    if words is not None:
        held_words.take(ctx.tx, ctx.person.id, words.ref)
        return ctx.say(ctx.t("Cancelled. Nothing was recorded."), live_key=words.ref)
    begun = closings.waiting_of(ctx.tx, ctx.person.id, since)
    last = begun.begun_at if begun else draft.at if draft else ctx.now - SUBJECT_HOLDS_FOR
    asked = withdraw.offered(ctx, last)
    if asked is not None:
        return asked
    if begun is not None:
        return apply.dropped(ctx, begun)
    if draft is None:
        return ctx.say(ctx.t("There is nothing to cancel."))
    drafts.cancel(ctx.tx, draft)
    return ctx.say(ctx.t("Cancelled. Nothing was recorded."), live_key=draft.ref)


def _stands(ctx: Context, words: str) -> str:
    """Return that a confirmed report stands and can only be corrected (刚才报的作废); empty without one."""
    last = drafts.latest(ctx.tx, ctx.chat, ctx.person.id) if OF_THE_LAST.search(words) else None
    row = reports.by_id(ctx.tx, last.report_id) if last and last.report_id else None
    if row is None:
        return ""
    return ctx.t(
        "The report of item {code}, receipt {receipt}, is recorded and cannot be withdrawn. "
        "If it is wrong, please send it as it should read, for example: correction, 21 done.",
        code=row.code,
        receipt=row.receipt,
    )


def receipt(ctx: Context, words: str) -> Reply:
    """`/receipt NUMBER`: what was recorded, for whoever may see the item, or reported it."""
    if not words:
        return ctx.say(ctx.t("Please write /receipt and the number of the receipt."))
    row = reports.by_receipt(ctx.tx, words)
    if row is None or not _may_see(ctx, row):
        return ctx.say(ctx.t("There is no receipt {number}.", number=words))
    owner = reports.represented(ctx.tx, row)
    instead_of = people.by_id(ctx.tx, owner).name if owner is not None else ""
    text = receipt_in_full(ctx.t, row, ctx.city.zone, instead_of)
    return ctx.say(text, about=Ref.item(row.item_id))


def _may_see(ctx: Context, report: KeptReport) -> bool:
    own = report.person_id == ctx.person.id
    return own or may_see_item(ctx.person, item_store.by_id(ctx.tx, report.item_id))


def language(ctx: Context, words: str) -> Reply:
    meant = next((name for name, called in CALLED.items() if words.lower() in called), None)
    if meant is not None:
        return _spoken_in(ctx, meant)
    buttons = tuple(Button(NAMES[name], f"lang:{name}") for name in LANGUAGES)
    return ctx.say(ctx.t("Please choose a language."), buttons)


def language_chosen(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    del press
    return _spoken_in(ctx, words[0])


def _spoken_in(ctx: Context, name: str) -> Reply:
    people.speak(ctx.tx, ctx.person.id, name)
    journal.write(ctx.tx, "LanguageChosen", {"language": name}, now=ctx.now, person=ctx.person.id)
    return ctx.say(texts(name)("From now on I write in this language."))
