"""Formatting as Telegram's entities: offsets and lengths in UTF-16 units, no parse mode.

Source: https://core.telegram.org/bots/api#messageentity
"""

from itertools import accumulate

from pydantic import JsonValue

from bot.telegram.links import card_address
from messages.formatting import FormatSpan, FormattedText, SpanKind

TYPES = {
    SpanKind.BOLD: "bold",
    SpanKind.FOLDED: "expandable_blockquote",
    SpanKind.CODE: "code",
    SpanKind.CARD: "text_link",
}

MOST = 100
"""Entities that Telegram keeps of a message; what is beyond them it shows as plain text."""


def entities(words: FormattedText, bot_name: str) -> list[dict[str, JsonValue]]:
    """Return the entities of a text, those that contain others first.

    A card without an address, which needs the bot's name, stays plain.
    """
    if not words.spans:
        return []
    units = [0, *accumulate(2 if character > "\uffff" else 1 for character in words.text)]
    in_order = sorted(words.spans, key=lambda span: (span.start, -span.end))
    found = [
        _entity(span, units, address)
        for span in in_order
        if (address := _address(span, bot_name)) is not None
    ]
    return found if len(found) <= MOST else _without_last_links(found)


def _without_last_links(found: list[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    """Return as many as are kept: what shows how a text is built goes before links."""
    links = [entity for entity in found if "url" in entity]
    left_out = links[max(0, MOST - (len(found) - len(links))) :]
    return [entity for entity in found if entity not in left_out][:MOST]


def _address(span: FormatSpan, bot_name: str) -> str | None:
    """Return where a span leads, empty where it is no link; None for a card without an address."""
    if span.card is None:
        return ""
    return card_address(bot_name, span.card) if bot_name else None


def _entity(span: FormatSpan, units: list[int], address: str) -> dict[str, JsonValue]:
    start, end = units[span.start], units[span.end]
    entity: dict[str, JsonValue] = {
        "type": TYPES[span.kind],
        "offset": start,
        "length": end - start,
    }
    return entity | {"url": address} if address else entity
