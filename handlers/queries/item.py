"""One item in full, found by its number or by words."""

from handlers.context import Desk
from handlers.queries import entities, lists
from messages.outgoing import Row, Spoken
from messages.queries.lists import Further, item_text, masked
from messages.reporting import exhibits
from messages.reporting.receipts import in_a_line
from rules.policy.items import Item
from storage.ledger import items as ledger
from storage.ledger import lights
from storage.reporting import evidence, reports


def shown(desk: Desk, words: str) -> Spoken:
    """`/item WORDS`, or all that may be meant. What a person may not see does not exist for him."""
    if not words:
        return desk.say(desk.t("Please write /item and the item's number or words of its title."))
    one = entities.item_named(desk, words)
    if one is not None:
        return in_full(desk, one)
    return lists.show(desk, lists.Asked("search", words))


def likely(desk: Desk, words: str) -> Spoken | None:
    """All that may be meant; None when there is none."""
    asked = lists.Asked("search", words)
    return lists.show(desk, asked) if lists.holds_any(desk, asked) else None


def in_full(desk: Desk, item: Item) -> Spoken:
    if desk.in_group and desk.city.is_masked(item):
        return desk.say(f"{item.code}｜{masked(desk.t)}")
    more = Further(
        ledger.supporting(desk.tx, item.id),
        ledger.steps_of_one(desk.tx, item.id),
        lights.of_item(desk.tx, desk.city, item, desk.today),
        _last_reported(desk, item),
    )
    text = item_text(desk.t, item, more, desk.today)
    return desk.say(text, *_evidence(desk, item), about=f"item:{item.id}")


def _last_reported(desk: Desk, item: Item) -> str:
    """In a group nobody is shown who wrote what."""
    found = [] if desk.in_group else reports.of_item(desk.tx, item.id, limit=1)
    return in_a_line(desk.t, found[0], desk.city.zone) if found else ""


def _evidence(desk: Desk, item: Item) -> tuple[Row, ...]:
    """A button for what was shown so far; in a group nobody is shown it."""
    if desk.in_group:
        return ()
    return exhibits.rows(desk.t, item.id, evidence.count_of_item(desk.tx, item.id))
