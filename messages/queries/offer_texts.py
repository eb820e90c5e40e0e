"""Own items to choose from, and what is begun with the one that is chosen."""

from collections.abc import Sequence
from enum import StrEnum

from messages.formatting import shortened
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item, own_code

LABEL = 40
"""Characters of a button that names an item."""


class ItemAct(StrEnum):
    """What can be begun with an item."""

    ITEM = "item"
    REPORT = "report"
    EXTEND = "extend"
    BLOCKER = "blocker"
    CLOSE = "close"


def which(t: Texts, act: ItemAct) -> str:
    asked = {
        ItemAct.ITEM: t("Which item shall be shown?"),
        ItemAct.REPORT: t("Which item is the report about?"),
        ItemAct.EXTEND: t("Which item shall be extended?"),
        ItemAct.BLOCKER: t("Which item needs others?"),
        ItemAct.CLOSE: t("Which item is to be struck off?"),
    }
    return t("{question} Please choose, or type its number.", question=asked[act])


def act_buttons(t: Texts, item: Item, *, may_close: bool) -> tuple[ButtonRow, ...]:
    """Offer what whoever is responsible for an item may begin with it."""
    labels = {
        ItemAct.REPORT: t("Report progress"),
        ItemAct.EXTEND: t("Ask for an extension"),
        ItemAct.BLOCKER: t("Needs coordination"),
        ItemAct.CLOSE: t("Apply for closing"),
    }
    offered = [act for act in labels if may_close or act is not ItemAct.CLOSE]
    return in_rows([Button(labels[act], f"it:{act}:{item.id}") for act in offered], 2)


def item_buttons(act: ItemAct, items: Sequence[Item]) -> tuple[ButtonRow, ...]:
    return tuple(
        (Button(shortened(f"{own_code(i.code)}｜{i.title}", LABEL), f"it:{act}:{i.id}"),)
        for i in items
    )
