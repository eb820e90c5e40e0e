"""Which item is meant? Asked rather than guessed."""

from math import ceil

from handlers.context import Desk
from messages.outgoing import Row
from messages.reporting import card as cards
from rules.policy.items import Item
from rules.policy.people import Role
from rules.policy.permissions import keeps_the_ledger, may_instruct, may_report_on
from storage.ledger import items as ledger
from storage.ledger.item_filter import Wanted
from storage.reporting import drafts
from storage.reporting.drafts import Draft

CHOICES = 6
"""Items offered on one card."""


def offered(desk: Desk, draft: Draft, card: cards.Card, page: int) -> tuple[str, tuple[Row, ...]]:
    """The likeliest first, then all that are his; of whoever has none nothing is recorded."""
    likely = [ledger.by_code(desk.tx, code) for code in draft.reading["candidates"]]
    mine = [i for i in likely if i is not None and may_report_on(desk.person, i)]
    items = mine + [i for i in _his_own(desk) if i.id not in {m.id for m in mine}]
    if not items and not keeps_the_ledger(desk.person):
        drafts.cancel(desk.tx, draft)
        return _nothing_of_his(desk, likely), ()
    pages = max(1, ceil(len(items) / CHOICES))
    here = items[page * CHOICES : (page + 1) * CHOICES]
    text = cards.choice_text(desk.t, card, found=bool(mine or draft.item_id), any_=bool(items))
    return text, cards.choice_buttons(desk.t, draft.id, here, page, pages)


def _nothing_of_his(desk: Desk, likely: list[Item | None]) -> str:
    """A leader's words on an item are no report; how he instructs is named."""
    leads = Role.CITY_LEADER in desk.person.roles
    if leads or any(item is not None and may_instruct(desk.person, item) for item in likely):
        return desk.t(
            "Nothing was recorded. To instruct the owner of an item, please reply to a message "
            "about it, or write /instruct NUMBER TEXT."
        )
    return desk.t("No item is yours to report on; nothing was recorded.")


def _his_own(desk: Desk) -> list[Item]:
    """An owner's own and those he stands in for; of whoever has none, those of his whole unit."""
    own = Wanted(owners=desk.person.covers | {desk.person.id}, open_only=True)
    found = ledger.listed(desk.tx, desk.person, own)
    if found or Role.UNIT_HEAD not in desk.person.roles:
        return found
    return ledger.listed(desk.tx, desk.person, Wanted(units=desk.person.below, open_only=True))
