"""Formatted text: HTML parsed the way the Bot API parses it, and what it finds by itself.

Offsets and lengths are counted in UTF-16 code units.
Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from sandbox.wire import Json, bad_request, utf16_length

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
}
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""Telegram knows these four names only; any other `&name;` stays as it is written."""

TOKEN = re.compile(r"<[^>]*>?|&(?:#x[0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);?|[^<&]+|&")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)\s*([^>]*)>")
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

FOUND = (
    ("url", re.compile(r"https?://[^\s<>，。；、）)]+")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[A-Za-z]{2,}")),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z]\w{3,31}", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)
"""What Telegram's server marks in any text without being asked."""


@dataclass
class _Parse:
    """The state of one reading: text so far, open tags, finished entities."""

    text: str = ""
    length: int = 0
    byte: int = 0
    open: list[tuple[str, Json]] = field(default_factory=list)
    done: list[Json] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text
        self.length += utf16_length(text)

    def start(self, tag: str, entity: Json) -> None:
        self.open.append((tag, {**entity, "offset": self.length}))

    def end(self, tag: str) -> None:
        if not self.open:
            raise cannot_parse(f"Unexpected end tag at byte offset {self.byte}")
        expected, entity = self.open.pop()
        if tag not in {expected, ""}:
            raise cannot_parse(
                f"Unmatched end tag at byte offset {self.byte}, "
                f'expected "</{expected}>", found "</{tag}>"'
            )
        if length := self.length - entity["offset"]:
            self.done.append({**entity, "length": length})


def cannot_parse(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the visible text and its entities; refuse what the Bot API refuses."""
    parse = _Parse()
    for token in TOKEN.findall(source):
        if token.startswith("<"):
            _tag(parse, token)
        else:
            parse.add(_character(token) if token.startswith("&") else token)
        parse.byte += len(token.encode())
    if parse.open:
        tag = parse.open[-1][0]
        raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')
    return parse.text, sorted(parse.done, key=lambda e: (e["offset"], -e["length"]))


def _character(token: str) -> str:
    name = token[1:].rstrip(";")
    if name in NAMED_CHARACTERS and token.endswith(";"):
        return NAMED_CHARACTERS[name]
    return html.unescape(token) if name.startswith("#") else token


def _tag(parse: _Parse, token: str) -> None:
    match = TAG.fullmatch(token)
    if match is None:
        raise cannot_parse(_what_is_wrong(token, parse.byte))
    closing, tag, attributes = match[1], match[2].lower(), match[3]
    if closing:
        parse.end(tag)
    else:
        parse.start(tag, _entity(tag, _attributes(attributes), parse.byte))


def _what_is_wrong(token: str, byte: int) -> str:
    if token.startswith("</"):
        return f"Unclosed end tag at byte offset {byte}"
    if not token.endswith(">"):
        return f"Unclosed start tag at byte offset {byte}"
    name = token[1:-1].split(" ", 1)[0]
    return f'Unsupported start tag "{name}" at byte offset {byte}'


def _attributes(source: str) -> dict[str, str]:
    found = ATTRIBUTE.findall(source)
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}


def _entity(tag: str, attributes: dict[str, str], byte: int) -> Json:
    if tag not in TAGS:
        raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {byte}')
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    entity: Json = {"type": TAGS[tag]}
    if tag == "a":
        entity["url"] = attributes.get("href", "")
    if tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def find_entities(text: str, known: list[Json] | None = None) -> list[Json]:
    """Return `known` and the commands, mentions, links and tags the server finds besides."""
    entities = list(known or [])
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            entity = {
                "type": kind,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(match[0]),
            }
            if not any(_overlap(entity, other) for other in entities):
                entities.append(entity)
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _overlap(one: Json, other: Json) -> bool:
    """Whether a found entity overlaps code, a link or another one; bold text may hold it."""
    if other["type"] in {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote"}:
        return False
    starts_before_end = one["offset"] < other["offset"] + other["length"]
    return bool(starts_before_end and other["offset"] < one["offset"] + one["length"])
