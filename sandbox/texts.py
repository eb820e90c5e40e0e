"""Texts and captions as the bot sends them: parsed, trimmed, measured."""

from __future__ import annotations

from sandbox.entities import find_entities, parse_html
from sandbox.given_entities import checked
from sandbox.wire import Json, bad_request, utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\r"} | {ord("\r"): None}
"""Control characters turn into spaces on Telegram's servers, carriage returns go."""


def message_text(p: Json) -> Json:
    """Return `text` and `entities` of a message, measured in UTF-16 units after parsing."""
    text, entities = _formatted(p["text"], p.get("parse_mode"), p.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities or None}


def caption(p: Json) -> Json:
    """Return `caption` and `caption_entities`, or None for both when there is no caption."""
    source = p.get("caption") or ""
    text, entities = _formatted(source, p.get("parse_mode"), p.get("caption_entities"))
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return {"caption": text or None, "caption_entities": entities or None}


def present(content: Json) -> Json:
    return {key: value for key, value in content.items() if value is not None}


def _formatted(source: str, mode: str | None, given: list[Json] | None) -> tuple[str, list[Json]]:
    if not mode:
        entities = _without_returns(source, checked(source, given or []))
        return _trimmed(source.translate(CONTROL), entities)
    if mode.lower() != "html":
        # Telegram knows two Markdowns as well; nobody needs them here, so they are refused.
        raise bad_request("unsupported parse_mode")
    return _trimmed(*parse_html(source.translate(CONTROL)))


def _without_returns(text: str, entities: list[Json]) -> list[Json]:
    """Entities as they stand once the carriage returns are gone."""

    def kept(offset: int) -> int:
        before = text.encode("utf-16-le")[: offset * 2].decode("utf-16-le")
        return offset - before.count("\r")

    ends = [(kept(one["offset"]), kept(one["offset"] + one["length"])) for one in entities]
    return [
        {**one, "offset": start, "length": end - start}
        for one, (start, end) in zip(entities, ends, strict=True)
    ]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut white space off both ends, as Telegram does; entities move and shrink with it."""
    start = utf16_length(text) - utf16_length(text.lstrip())
    kept = text.strip()
    end = utf16_length(kept)
    moved = [_moved(entity, start, end) for entity in entities]
    return kept, find_entities(kept, [entity for entity in moved if entity["length"] > 0])


def _moved(entity: Json, start: int, end: int) -> Json:
    first = max(0, entity["offset"] - start)
    last = min(end, entity["offset"] - start + entity["length"])
    return {**entity, "offset": first, "length": last - first}
