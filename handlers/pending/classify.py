"""What somebody's words are while a question is open: its answer, a wish, or of another item."""

from enum import Enum, auto

from handlers.context import Context
from handlers.queries import questions
from handlers.reporting import report
from handlers.reporting.understanding import Writer, understood
from messages.incoming import IncomingMessage
from rules.language.interruptions import (
    asks_for_help,
    is_generic,
    is_own_message,
    starts_with_another_item,
    unknown_words,
)
from rules.language.reading import Setting
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.measures import convert_to
from rules.policy.progress import in_other_measures as not_counted
from storage.ledger import item_store, search_index, tallies
from storage.ledger.item_filter import ItemFilter
from storage.mail import sent
from storage.people import people

SHORT = 16
"""Characters of a wish for one's own items, or to cancel; a longer one may be the answer itself."""
REPORTS = frozenset({"progress", "problem", "correction"})


class Kind(Enum):
    """UNCLEAR: they begin with another item, but as a reason or a clause may begin too."""

    ANSWER = auto()
    WISH = auto()
    OF_ANOTHER = auto()
    UNCLEAR = auto()


def classify(message: IncomingMessage, ctx: Context, item: Item | None) -> Kind:
    """`item` is what the question is about, if it is about one."""
    if is_a_wish(message, ctx):
        return Kind.WISH
    if item is None or not message.text:
        return Kind.ANSWER
    replied = item_store.spoken_of(ctx.tx, sent.about(ctx.tx, ctx.chat, message.reply_to))
    if replied is not None and replied.id != item.id:
        return Kind.OF_ANOTHER
    return _beside(message, ctx, item)


def is_a_wish(message: IncomingMessage, ctx: Context) -> bool:
    """Nothing but a question or a wish: 逾期 is one, 逾期太久了，等不起 is none."""
    if message.file is not None:
        return False
    if asks_for_help(message.text):
        return True
    if questions.is_put(ctx, message, plainly=True):
        return True
    intent = report.readings_of(message, ctx)[0].intent
    if intent in ("query_mine", "cancel"):
        return len(message.text) <= SHORT
    if intent != "chart" and not intent.startswith("query"):
        return False
    of_item = intent == "query_item"
    return all(
        _names_something(ctx, words, of_item=of_item) for words in unknown_words(message.text)
    )


def _names_something(ctx: Context, words: str, *, of_item: bool) -> bool:
    """A part of a title, or, asked about more than an item, of a unit, a person or a category."""
    if len(words) < 2 or is_generic(words):
        return False
    found = search_index.index_for(ctx.tx, ctx.person).find(words).candidates
    if found and (words.isascii() or set(words) <= set(found[0].title)):
        return True
    if of_item:
        return False
    named = people.unit_named(ctx.tx, words) or people.named(ctx.tx, words)
    return bool(named) or any(words in each for each in tallies.categories(ctx.tx))


def _beside(message: IncomingMessage, ctx: Context, item: Item) -> Kind:
    code = item.code.split("、")[0]
    writer = Writer(ctx.tx, ctx.city, ctx.person, message.at)
    found = understood(writer, message.text, Setting(item=code))
    others = [one for one in found if not (one.sure and _means(one, code))]
    telling = any(is_own_message(one) for one in others)
    if len(found) > 1:
        sure = telling and all(one.sure for one in found)
        return Kind.OF_ANOTHER if sure else Kind.ANSWER
    index = search_index.index_for(ctx.tx, ctx.person)
    begins = bool(others) and starts_with_another_item(index, message.text, code)
    if begins and telling:
        return Kind.OF_ANOTHER
    doubtful = begins and found[0].intent in REPORTS
    named = index.find(message.text).named
    doubtful = doubtful or (not named and _counts_another(ctx, found[0], item))
    return Kind.UNCLEAR if doubtful and message.file is None else Kind.ANSWER


def _counts_another(ctx: Context, one: Reading, item: Item) -> bool:
    """A figure in a measure that is not the item's, but that of just one other open item of his."""
    owners = ctx.person.covers | {ctx.person.id}
    foreign = [figure for figure in not_counted(one.figures, item) if figure.unit]
    if not foreign or one.intent not in REPORTS | {"done"}:
        return False
    held = item_store.listed(ctx.tx, ctx.person, ItemFilter(owners=owners, open_only=True))
    counting = [each for each in held if each.id != item.id and each.total is not None]
    return any(
        sum(convert_to(f.value, f.unit, each.measure) is not None for each in counting) == 1
        for f in foreign
    )


def _means(one: Reading, code: str) -> bool:
    return one.candidates[0].code == code
