"""Whether somebody may speak for an item: its owner, his deputy, his head, the office."""

from handlers.desk import Desk
from rules.items import Item, is_open
from rules.permissions import may_report_on
from storage import deputies


def speaks_for(desk: Desk, item: Item) -> bool:
    if may_report_on(desk.person, item):
        return True
    return item.owner.id in deputies.covered_by(desk.tx, desk.person.id, desk.today)


def refusal(desk: Desk, item: Item | None, code: str) -> str:
    """Why nothing can be said here about an item; empty when it can."""
    if item is None or not speaks_for(desk, item):
        return desk.t("No item {code} is yours to report on. Your items: /my", code=code)
    return "" if is_open(item) else desk.t("Item {code} has been closed.", code=item.code)
