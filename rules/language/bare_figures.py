"""A number alone, in answer to "how far is it?", is given the item's unit."""

import re

BARE = re.compile(
    r"(?<![\d.\-/:：第〔\[])(\d+(?:\.\d+)?)(?=\s*(?:$|[，,。；;！!]|了|done|finished|completed))"
)
"""A number at the end of a clause, without a unit, that is no part of a date or an item number."""


def has_bare_number(words: str) -> bool:
    """Return whether the words have a number without a unit."""
    return BARE.search(words) is not None


def add_measure(words: str, measure: str) -> str:
    """Return the words with the measure after each bare number; `%` when `measure` is empty."""
    return BARE.sub(lambda found: f"{found.group(1)}{measure or '%'}", words)
