"""While something is asked of somebody: what of his words is no answer, and what becomes of it.

A wish is answered and the question waits. Words that surely are about another item are handled
as their own message; then a question whose answer would count at once is given up, for what
follows belongs to that other item.
"""

from collections.abc import Callable

from handlers import blockers, decisions, extensions, instructions, report, review, rounds
from handlers.desk import Desk
from handlers.heard import Said
from handlers.understanding import Writer, understood
from messages.outgoing import Spoken
from rules.asides import asks_for_help, begins_with_another, is_only_trade, left_of_wish, tells
from rules.reading import Setting
from rules.reading.values import Reading
from storage import asking, catalogue, people, tallies
from storage.asked_items import item_asked_about
from storage.asking import Asked

AT_ONCE = frozenset(
    {
        extensions.QUESTION,
        decisions.QUESTION,
        blockers.RAISED,
        blockers.ANSWERED,
        instructions.ANSWERED,
        rounds.REASON,
        review.REASON,
    }
)
"""Questions whose answer is passed on as it is written; the others' is shown first."""

SHORT = 16
"""Characters of a wish for one's own items, or to cancel; a longer one may be the answer itself."""


Answer = Callable[[Said, Desk, Asked], Spoken]


def heard(
    desk: Desk, asked: Asked, said: Said, *, answer: Answer, otherwise: Callable[[], Spoken]
) -> Spoken:
    """The answer to what was asked, unless the words surely are something else."""
    if is_a_wish(said, desk):
        return reminded(desk, asked, otherwise())
    if not is_about_another(said, desk, asked):
        asking.forget(desk.tx, desk.chat, desk.person.id)
        return answer(said, desk, asked)
    if asked.question in AT_ONCE:
        asking.forget(desk.tx, desk.chat, desk.person.id)
    spoken = otherwise()
    if _open(desk) == asked:
        return reminded(desk, asked, spoken)
    item = item_asked_about(desk.tx, asked)
    assert item is not None
    spoken.messages += desk.say(
        desk.t("The question about item {code} is given up; nothing was recorded.", code=item.code)
    ).messages
    return spoken


def reminded(desk: Desk, asked: Asked | None, spoken: Spoken) -> Spoken:
    """Who asks something in passing hears that his answer is still waited for."""
    item = item_asked_about(desk.tx, asked) if asked and _open(desk) == asked else None
    if item is not None:
        spoken.messages += desk.say(
            desk.t(
                "The question about item {code} still waits for your answer; /cancel drops it.",
                code=item.code,
            )
        ).messages
    return spoken


def _open(desk: Desk) -> Asked | None:
    return asking.asked(desk.tx, desk.chat, desk.person.id, desk.now)


def is_a_wish(said: Said, desk: Desk) -> bool:
    """Nothing but a question or a wish: 逾期 is one, 逾期太久了，等不起 is none."""
    if said.file is not None:
        return False
    if asks_for_help(said.text):
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
    found = catalogue.index_for(desk.tx, desk.person).find(words).candidates
    if found and (words.isascii() or set(words) <= set(found[0].title)):
        return True
    if of_item:
        return False
    named = people.unit_named(desk.tx, words) or people.named(desk.tx, words)
    return bool(named) or any(words in each for each in tallies.categories(desk.tx))


def is_about_another(said: Said, desk: Desk, asked: Asked) -> bool:
    """The words surely tell of another item than the question."""
    item = item_asked_about(desk.tx, asked)
    if item is None or not said.text:
        return False
    code = item.code.split("、")[0]
    writer = Writer(desk.tx, desk.city, desk.person, said.at)
    found = understood(writer, said.text, Setting(item=code))
    others = [one for one in found if tells(one) and not (one.sure and _means(one, code))]
    if len(found) > 1:
        return bool(others) and all(one.sure for one in found)
    index = catalogue.index_for(desk.tx, desk.person)
    return bool(others) and begins_with_another(index, said.text, code)


def _means(one: Reading, code: str) -> bool:
    return one.candidates[0].code == code
