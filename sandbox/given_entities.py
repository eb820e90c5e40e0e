"""Formatting that a bot gives as entities: what Telegram refuses in it, in its words.

Source: https://core.telegram.org/bots/api#messageentity and #formatting-options
"""

from __future__ import annotations

from itertools import combinations

from sandbox.wire import Json, Malformed, bad_request, utf16_length

STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTATIONS = frozenset({"blockquote", "expandable_blockquote"})
VERBATIM = frozenset({"code", "pre"})
OTHERS = frozenset({"text_link", "text_mention", "custom_emoji", "date_time"})
FOUND_BY_THE_SERVER = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
    }
)
"""Types that a bot may name but not set: Telegram leaves them out and finds its own."""

SCHEMES = ("http://", "https://", "tg://")


def checked(text: str, entities: list[Json]) -> list[Json]:
    """Return the entities that Telegram would take over; refuse those that it would not."""
    given = [one for one in entities if one["type"] not in FOUND_BY_THE_SERVER]
    for one in given:
        _check_type(one)
    kept = [one for one in given if one["length"] != 0]
    for one in kept:
        _check_place(text, one)
    for one, other in combinations(sorted(kept, key=lambda e: (e["offset"], -e["length"])), 2):
        _check_nesting(one, other)
    return kept


def _check_type(one: Json) -> None:
    if one["type"] not in STYLES | QUOTATIONS | VERBATIM | OTHERS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if one["type"] != "text_link":
        return
    if "url" not in one:
        raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
    if not one["url"].startswith(SCHEMES):
        raise bad_request(f"entity URL '{one['url']}' is invalid: Unsupported URL protocol")


def _check_place(text: str, one: Json) -> None:
    start, end, whole = one["offset"], one["offset"] + one["length"], utf16_length(text)
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if one["length"] < 0:
        raise bad_request(f"receive an entity with incorrect length {one['length']}")
    if start >= whole:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > whole:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text "
            f"at UTF-16 offset {end}"
        )
    if (byte := _inside_a_symbol(text, start)) is not None:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
    if (byte := _inside_a_symbol(text, end)) is not None:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at byte offset {byte}"
        )


def _inside_a_symbol(text: str, offset: int) -> int | None:
    """Where the symbol that is cut in two ends, in bytes of UTF-8; None when none is cut."""
    before = text.encode("utf-16-le")[: offset * 2].decode("utf-16-le", "ignore")
    if utf16_length(before) == offset:
        return None
    return len(text[: len(before) + 1].encode())


def _check_nesting(one: Json, other: Json) -> None:
    """`one` begins first, or is the longer. Telegram mends some of this in silence: always a mistake."""
    if other["offset"] >= one["offset"] + one["length"]:
        return
    pair = f"{one['type']} and {other['type']} at UTF-16 offset {other['offset']}"
    if other["offset"] + other["length"] > one["offset"] + one["length"]:
        raise Malformed(f"entities overlap: {pair}")
    if not _may_hold(one["type"], other["type"]):
        raise Malformed(f"entities can't be nested: {pair}")


def _may_hold(outer: str, inner: str) -> bool:
    if outer in VERBATIM:
        return False
    if inner in VERBATIM:
        return outer in QUOTATIONS
    if outer in STYLES or inner in STYLES:
        return True
    return (outer in QUOTATIONS) != (inner in QUOTATIONS)
