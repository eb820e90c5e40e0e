"""What words are while a question is open: its answer, a wish, or about another item."""

from enum import Enum, auto

from handlers.context import Context
from handlers.message import Message
from handlers.queries import questions
from rules.language.interruptions import (
    asks_for_help,
    is_generic,
    is_own_message,
    starts_with_another_item,
    unknown_words,
)
from rules.language.reading import Setting
from rules.language.reading.values import Reading
from rules.policy.items import Item, own_code
from rules.policy.measures import convert_to
from rules.policy.progress import in_other_measures as not_counted
from storage.ledger import item_store, search_index, tallies
from storage.ledger.item_filter import ItemFilter
from storage.people import people

SHORT = 16
"""Characters of a wish for one's own items, or to cancel; a longer one may be the answer itself."""
REPORTS = frozenset({"progress", "problem", "correction"})


class Kind(Enum):
    """What words are. UNCLEAR: they begin with another item, but an answer may begin so too."""

    ANSWER = auto()
    WISH = auto()
    OF_ANOTHER = auto()
    UNCLEAR = auto()


def classify(message: Message, item: Item | None) -> Kind:
    """Return what words are while a question about this item, or about none, is open."""
    if is_a_wish(message):
        return Kind.WISH
    if item is None or not message.text:
        return Kind.ANSWER
    replied = message.item_replied_to
    if replied is not None and replied.id != item.id:
        return Kind.OF_ANOTHER
    return _beside(message, item)


def is_a_wish(message: Message) -> bool:
    """Whether it is nothing but a question or a wish: 逾期 is one, 逾期太久了，等不起 is none."""
    if message.file is not None:
        return False
    if asks_for_help(message.text) or message.picture_wish is not None:
        return True
    if questions.is_put(message, plainly=True):
        return True
    intent = message.intent
    if intent in ("query_mine", "cancel"):
        return len(message.text) <= SHORT
    if intent != "chart" and not intent.startswith("query"):
        return False
    of_item = intent == "query_item"
    return all(
        _names_something(message.ctx, words, of_item=of_item)
        for words in unknown_words(message.text)
    )


def is_given_up(message: Message) -> bool:
    """Whether words cancel, or ask for help, and do nothing else."""
    if message.file is not None or not message.text:
        return False
    cancels = message.intent == "cancel" and len(message.text) <= SHORT
    return cancels or asks_for_help(message.text)


def _names_something(ctx: Context, words: str, *, of_item: bool) -> bool:
    """Whether words are part of a title or, asked about more, of a unit, person or category."""
    if len(words) < 2 or is_generic(words):
        return False
    found = search_index.index_for(ctx.tx, ctx.person).find(words).candidates
    if found and (words.isascii() or set(words) <= set(found[0].title)):
        return True
    if of_item:
        return False
    named = people.unit_named(ctx.tx, words) or people.named(ctx.tx, words)
    return bool(named) or any(words in each for each in tallies.categories(ctx.tx))


def _beside(message: Message, item: Item) -> Kind:
    """Weigh words that may be about another item than the question is."""
    ctx, code = message.ctx, own_code(item.code)
    found = message.read_in(Setting(item=code))
    others = [one for one in found if not (one.sure and _means(one, code))]
    by_itself = any(is_own_message(one) for one in others)
    if len(found) > 1:
        sure = by_itself and all(one.sure for one in found)
        return Kind.OF_ANOTHER if sure else Kind.ANSWER
    index = search_index.index_for(ctx.tx, ctx.person)
    begins = bool(others) and starts_with_another_item(index, message.text, code)
    if begins and by_itself:
        return Kind.OF_ANOTHER
    doubtful = begins and found[0].intent in REPORTS
    named = index.find(message.text).named
    doubtful = doubtful or (not named and _counts_another(ctx, found[0], item))
    return Kind.UNCLEAR if doubtful and message.file is None else Kind.ANSWER


def _counts_another(ctx: Context, one: Reading, item: Item) -> bool:
    """Whether a figure is in the measure of just one other open item of the writer's."""
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
