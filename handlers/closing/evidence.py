"""Evidence asked for again: whoever may see an item may see what was shown for it."""

from dataclasses import replace
from typing import Any

from handlers.context import Desk
from messages.incoming import Pressed
from messages.outgoing import Attachment, Outgoing, Spoken
from messages.reporting import exhibits
from rules.policy.items import Item
from rules.policy.permissions import may_see_item
from storage.ledger import items as ledger
from storage.reporting import evidence

AT_ONCE = 5
"""Files sent for one press: a private chat takes about one message a second."""


def pressed(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`ev:<item>:<from>`."""
    del press
    item, start = ledger.by_id(desk.tx, int(words[0])), int(words[1])
    if not may_see_item(desk.person, item):
        return Spoken(toast=desk.t("This button no longer works."))
    if desk.in_group:
        return Spoken(toast=desk.t("Evidence is shown in your own chat with me only."))
    pieces = evidence.of_item(desk.tx, item.id)
    here = pieces[start : start + AT_ONCE]
    if not here:
        return Spoken(toast=desk.t("This button no longer works."))
    spoken = Spoken([_shown(desk, item, piece) for piece in here])
    more = exhibits.rows(desk.t, item.id, len(pieces), start + AT_ONCE)
    spoken.messages[-1] = replace(spoken.messages[-1], buttons=more)
    return spoken


def moved(desk: Desk, pieces: list[Any]) -> list[Outgoing]:
    """What was taken out of the ledger's evidence; of a card's own the card tells."""
    recorded = [piece for piece in pieces if evidence.is_recorded(piece)]
    found: dict[tuple[str, int], list[str]] = {}
    for piece in recorded:
        found.setdefault((piece.receipt or "", piece.about), []).append(piece.name)
    said = (
        exhibits.moved(desk.t, names, receipt, ledger.by_id(desk.tx, item).code)
        for (receipt, item), names in found.items()
    )
    return [Outgoing(desk.chat, words) for words in said]


def _shown(desk: Desk, item: Item, piece: Any) -> Outgoing:
    about = f"item:{item.id}"
    if piece.state != "kept":
        return Outgoing(desk.chat, exhibits.not_here(desk.t, piece), about=about)
    attachment = Attachment(piece.name, piece.path, is_photo=piece.kind == "photo")
    return Outgoing(desk.chat, exhibits.caption(desk.t, piece), attachment=attachment, about=about)
