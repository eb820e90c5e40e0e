"""Whether somebody may speak for an item: its owner, his deputy, his head, the office."""

from handlers.context import Desk
from messages.closing import closing
from rules.policy.items import Item, is_open
from rules.policy.permissions import may_report_on


def refusal(desk: Desk, item: Item | None, code: str) -> str:
    """Why nothing can be said here about an item; empty when it can."""
    if item is None or not may_report_on(desk.person, item):
        return desk.t("No item {code} is yours to report on. Your items: /my", code=code)
    return "" if is_open(item) else closing.closed(desk.t, item)


def signature(desk: Desk, item: Item) -> str:
    """Who speaks, and for whom if he is a deputy."""
    if owner_represented(desk, item) is None:
        return desk.person.name
    return desk.t("{deputy} for {name}", deputy=desk.person.name, name=item.owner.name)


def owner_represented(desk: Desk, item: Item) -> int | None:
    """The owner, where his deputy speaks: both names stand in the record."""
    return item.owner.id if item.owner.id in desk.person.covers else None
