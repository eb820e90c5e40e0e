"""A number alone, in answer to "how far is it?", is counted in the item's measure."""

import re

BARE = re.compile(
    r"(?<![\d.\-/:：第〔\[])(\d+(?:\.\d+)?)(?=\s*(?:$|[，,。；;！!]|了|done|finished|completed))"
)
"""Followed by the end of a clause: no unit, no part of a date or of an item's number."""


def add_measure(words: str, measure: str) -> str:
    """`measure` empty: the item is not counted, and the number is a share."""
    return BARE.sub(lambda found: f"{found.group(1)}{measure or '%'}", words)
