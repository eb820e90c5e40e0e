"""What somebody's words are while a question is open: its answer, a wish, or of another item."""

from enum import Enum, auto

from handlers.context import Desk
from handlers.queries import questions
from handlers.reporting import report
from handlers.reporting.understanding import Writer, understood
from messages.incoming import Said
from rules.language.asides import (
    asks_for_help,
    begins_with_another,
    is_only_trade,
    left_of_wish,
    tells,
)
from rules.language.reading import Setting
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.measures import in_measure
from rules.policy.progress import others as not_counted
from storage.ledger import items as ledger
from storage.ledger import search_index, tallies
from storage.ledger.item_filter import Wanted
from storage.mail import sent
from storage.people import people

SHORT = 16
"""Characters of a wish for one's own items, or to cancel; a longer one may be the answer itself."""
REPORTS = frozenset({"progress", "problem", "correction"})


class Words(Enum):
    """UNCLEAR: they begin with another item, but as a reason or a clause may begin too."""

    ANSWER = auto()
    WISH = auto()
    OF_ANOTHER = auto()
    UNCLEAR = auto()


def judged(said: Said, desk: Desk, item: Item | None) -> Words:
    """`item` is what the question is about, if it is about one."""
    if is_a_wish(said, desk):
        return Words.WISH
    if item is None or not said.text:
        return Words.ANSWER
    replied = ledger.spoken_of(desk.tx, sent.about(desk.tx, desk.chat, said.reply_to))
    if replied is not None and replied.id != item.id:
        return Words.OF_ANOTHER
    return _beside(said, desk, item)


def is_a_wish(said: Said, desk: Desk) -> bool:
    """Nothing but a question or a wish: 逾期 is one, 逾期太久了，等不起 is none."""
    if said.file is not None:
        return False
    if asks_for_help(said.text):
        return True
    if questions.is_put(desk, said, plainly=True):
        return True
    intent = report.readings_of(said, desk)[0].intent
    if intent in ("query_mine", "cancel"):
        return len(said.text) <= SHORT
    if intent != "chart" and not intent.startswith("query"):
        return False
    of_item = intent == "query_item"
    return all(_names_something(desk, words, of_item=of_item) for words in left_of_wish(said.text))


def _names_something(desk: Desk, words: str, *, of_item: bool) -> bool:
    """A part of a title, or, asked about more than an item, of a unit, a person or a category."""
    if len(words) < 2 or is_only_trade(words):
        return False
    found = search_index.index_for(desk.tx, desk.person).find(words).candidates
    if found and (words.isascii() or set(words) <= set(found[0].title)):
        return True
    if of_item:
        return False
    named = people.unit_named(desk.tx, words) or people.named(desk.tx, words)
    return bool(named) or any(words in each for each in tallies.categories(desk.tx))


def _beside(said: Said, desk: Desk, item: Item) -> Words:
    code = item.code.split("、")[0]
    writer = Writer(desk.tx, desk.city, desk.person, said.at)
    found = understood(writer, said.text, Setting(item=code))
    others = [one for one in found if not (one.sure and _means(one, code))]
    telling = any(tells(one) for one in others)
    if len(found) > 1:
        sure = telling and all(one.sure for one in found)
        return Words.OF_ANOTHER if sure else Words.ANSWER
    index = search_index.index_for(desk.tx, desk.person)
    begins = bool(others) and begins_with_another(index, said.text, code)
    if begins and telling:
        return Words.OF_ANOTHER
    doubtful = begins and found[0].intent in REPORTS
    named = index.find(said.text).named
    doubtful = doubtful or (not named and _counts_another(desk, found[0], item))
    return Words.UNCLEAR if doubtful and said.file is None else Words.ANSWER


def _counts_another(desk: Desk, one: Reading, item: Item) -> bool:
    """A figure in a measure that is not the item's, but that of just one other open item of his."""
    owners = desk.person.covers | {desk.person.id}
    foreign = [figure for figure in not_counted(one.figures, item) if figure.unit]
    if not foreign or one.intent not in REPORTS | {"done"}:
        return False
    held = ledger.listed(desk.tx, desk.person, Wanted(owners=owners, open_only=True))
    counting = [each for each in held if each.id != item.id and each.total is not None]
    return any(
        sum(in_measure(f.value, f.unit, each.measure) is not None for each in counting) == 1
        for f in foreign
    )


def _means(one: Reading, code: str) -> bool:
    return one.candidates[0].code == code
