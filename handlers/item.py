"""One item in full, found by its number or by words."""

from handlers import lists
from handlers.desk import Desk
from messages import exhibits
from messages.lists import item_text, masked
from messages.outgoing import Row, Spoken
from rules.items import Item
from rules.permissions import may_see_item
from storage import catalogue, evidence, lights
from storage import items as ledger


def shown(desk: Desk, words: str) -> Spoken:
    """`/item WORDS`. What a person may not see does not exist for him."""
    if not words:
        return desk.say(desk.t("Please write /item and the item's number or words of its title."))
    found = by_words(desk, words)
    if isinstance(found, Item):
        return in_full(desk, found)
    if found:
        return lists.show(desk, lists.Asked("search", words))
    return desk.say(desk.t("No item was found for “{words}”.", words=words))


def in_full(desk: Desk, item: Item) -> Spoken:
    if desk.in_group and desk.city.is_masked(item):
        return desk.say(f"{item.code}｜{masked(desk.t)}")
    steps = ledger.steps_of(desk.tx, [item.id]).get(item.id, [])
    seen = lights.of_item(desk.tx, desk.city, item, desk.today)
    text = item_text(desk.t, item, steps, seen, desk.today)
    return desk.say(text, *_evidence(desk, item), about=f"item:{item.id}")


def _evidence(desk: Desk, item: Item) -> tuple[Row, ...]:
    """A button for what was shown so far; in a group nobody is shown it."""
    if desk.in_group:
        return ()
    return exhibits.rows(desk.t, item.id, evidence.count_of_item(desk.tx, item.id))


def by_words(desk: Desk, words: str) -> Item | bool:
    """The one item meant; True when there may be several, False when there is none."""
    exact = ledger.by_code(desk.tx, words)
    if exact is not None and may_see_item(desk.person, exact):
        return exact
    found = catalogue.index_for(desk.tx, desk.person).find(words)
    if found.sure:
        item = ledger.by_code(desk.tx, found.candidates[0].code)
        assert item is not None
        return item
    return bool(found.candidates)
