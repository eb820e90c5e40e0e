"""The word after `/start` that opens a card: `i_12` for item 12."""

import re

from rules.policy.refs import Ref, RefKind

ITEM_CARD = re.compile(r"i_([0-9]{1,9})", re.ASCII)


def start_word(card: Ref) -> str:
    """Return the word that opens the card of an item."""
    return f"i_{card.id}"


def card_of(word: str) -> Ref | None:
    """Return the item whose card a word opens; None for an invitation code and any other word."""
    found = ITEM_CARD.fullmatch(word)
    return Ref(RefKind.ITEM, int(found[1])) if found else None
