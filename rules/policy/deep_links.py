"""The words after `/start` that show something: `i_12` the card of item 12, `d_red_city` a part of a digest."""

import re

from rules.policy.refs import Ref, RefKind

ITEM_CARD = re.compile(r"i_([0-9]{1,9})", re.ASCII)
DIGEST_PART = re.compile(r"d_(overdue|red|week|silent)_(city|own|[0-9]{1,9})", re.ASCII)


def start_word(card: Ref) -> str:
    """Return the word that opens the card of an item."""
    return f"i_{card.id}"


def card_of(word: str) -> Ref | None:
    """Return the item whose card a word opens; None for an invitation code and any other word."""
    found = ITEM_CARD.fullmatch(word)
    return Ref(RefKind.ITEM, int(found[1])) if found else None


def digest_word(kind: str, share: str) -> str:
    """Return the word that shows what a button under a digest shows."""
    return f"d_{kind}_{share}"


def digest_part_of(word: str) -> tuple[str, str] | None:
    """Return which part of a digest a word shows, and of whose share; None for any other word."""
    found = DIGEST_PART.fullmatch(word)
    return (found[1], found[2]) if found else None


def is_link(word: str) -> bool:
    """Whether a word shows something, and is no invitation code."""
    return card_of(word) is not None or digest_part_of(word) is not None
