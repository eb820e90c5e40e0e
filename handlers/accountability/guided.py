"""An entry of the register, asked for step by step; nothing is recorded before its card is."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages.accountability import card_texts
from messages.outgoing import Reply
from rules.language.accountable import FaultyLine, read_day, read_people, read_sanctions
from rules.policy.accountability import AccountabilityEntry, Detail, Sanction, next_detail
from rules.policy.permissions import may_keep_register
from rules.policy.refs import Ref, RefKind
from storage.accountability import drafts
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import DetailAsked, OpenQuestion, QuestionKind

LONGEST_MATTER, LONGEST_FINDING, LONGEST_BODY = 200, 1000, 60
"""Characters that a card has room for."""

NONE = frozenset({"无", "没有", "none", "未公开", "不公开"})

Taken = AccountabilityEntry | str
"""The entry with the answer in it, or why the answer cannot be taken."""


def proceed(ctx: Context, entry: AccountabilityEntry) -> Reply:
    """Ask for what is still missing; when nothing is, show the card."""
    detail = next_detail(entry)
    if detail is not None:
        return ask(ctx, entry, detail)
    draft = drafts.keep(ctx.tx, ctx.person.id, entry, ctx.now)
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    text = card_texts.card(ctx.t, entry, item_name(ctx, entry))
    return ctx.say(text, *card_texts.card_buttons(ctx.t, draft, entry))


def ask(ctx: Context, entry: AccountabilityEntry, detail: Detail, refusal: str = "") -> Reply:
    """Ask for one detail; `refusal` says why the last answer was not taken."""
    draft = drafts.keep(ctx.tx, ctx.person.id, entry, ctx.now)
    question = OpenQuestion(
        QuestionKind.ACCOUNTABILITY, Ref(RefKind.REGISTER, draft), DetailAsked(detail)
    )
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    text = "\n".join(filter(None, (refusal, card_texts.question(ctx.t, detail))))
    return ctx.say(text, *card_texts.question_buttons(ctx.t, draft, detail))


def item_name(ctx: Context, entry: AccountabilityEntry) -> str:
    """Return number and title of the item; empty where there is none."""
    if entry.item_id is None:
        return ""
    item = item_store.by_id(ctx.tx, entry.item_id)
    return f"{item.code} {item.title}"


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take the answer to what was asked, or say why not and ask again."""
    entry = drafts.of(ctx.tx, asked.about.id, ctx.person.id)
    if entry is None or not may_keep_register(ctx.person):
        return ctx.say(ctx.t("The question is no longer open."))
    assert isinstance(asked.body, DetailAsked)
    return take(ctx, entry, asked.body.detail, message.text.strip())


def take(ctx: Context, entry: AccountabilityEntry, detail: Detail, words: str) -> Reply:
    """Put an answer into the entry and go on."""
    taken = TAKE[detail](ctx, entry, words) if words else ctx.t("Please answer in words.")
    if isinstance(taken, str):
        return ask(ctx, entry, detail, taken)
    return proceed(ctx, replace(taken, told=taken.told | {detail}))


def _matter(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    return _too_long(ctx, words, LONGEST_MATTER) or replace(entry, matter=words)


def _finding(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    return _too_long(ctx, words, LONGEST_FINDING) or replace(entry, finding=words)


def _withdrawal(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    return _too_long(ctx, words, LONGEST_MATTER) or replace(entry, withdrawal=words)


def _too_long(ctx: Context, words: str, limit: int) -> str:
    if len(words) <= limit:
        return ""
    return ctx.t("That is too long. The limit in characters: {limit}.", limit=limit)


def _item(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    if words.lower() in NONE:
        return replace(entry, item_id=None)
    item = item_store.by_code(ctx.tx, words)
    if item is None:
        return ctx.t("There is no item {code} in the ledger.", code=words[:LONGEST_BODY])
    return replace(entry, item_id=item.id)


def _persons(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    found = read_people(words)
    if isinstance(found, FaultyLine):
        return card_texts.faulty_line(ctx.t, found)
    return replace(entry, persons=found)


def _sanction(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    found = read_sanctions(words)
    if found is None:
        return card_texts.unknown_sanction(ctx.t, list(Sanction))
    persons = (p if p.sanctions else replace(p, sanctions=found) for p in entry.persons)
    return replace(entry, persons=tuple(persons))


def _decision(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    day, body = read_day(words)
    if day is None or not body:
        return ctx.t("Who decided and one day with year, month and day are needed.")
    if day > ctx.today:
        return ctx.t("The day must not lie in the future.")
    if entry.published_on is not None and day > entry.published_on:
        return ctx.t("The decision must not lie after the day of publication.")
    return _too_long(ctx, body, LONGEST_BODY) or replace(entry, decided_by=body, decided_on=day)


def _publication(ctx: Context, entry: AccountabilityEntry, words: str) -> Taken:
    if words.lower() in NONE:
        return replace(entry, published_on=None)
    day, around = read_day(words)
    if day is None or around:
        return ctx.t("One day with year, month and day is needed, and nothing else.")
    if day > ctx.today:
        return ctx.t("The day must not lie in the future.")
    if entry.decided_on is not None and day < entry.decided_on:
        return ctx.t("The day of publication must not lie before the decision.")
    return replace(entry, published_on=day)


TAKE: dict[Detail, Callable[[Context, AccountabilityEntry, str], Taken]] = {
    Detail.MATTER: _matter,
    Detail.ITEM: _item,
    Detail.PERSONS: _persons,
    Detail.SANCTION: _sanction,
    Detail.FINDING: _finding,
    Detail.DECISION: _decision,
    Detail.PUBLICATION: _publication,
    Detail.WITHDRAWAL: _withdrawal,
}
"""How the answer to each question is read."""
