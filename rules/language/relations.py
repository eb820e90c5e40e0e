"""Read what a unit that is named does besides leading: 市水利局督导的, 验收单位是市住建局."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rules.language.productions import Grammar, Production
from rules.language.tokens import vocabulary

Relation = Literal["supervising", "verifying", "supporting"]
_WORDS = vocabulary("zh", "relations")
_ENGLISH = vocabulary("en", "relations", spaced=False)
_LOOKED_AT = 12
"""Characters beside a name in which the words for it stand."""

_RELATIONS: tuple[Relation, ...] = ("supervising", "verifying", "supporting")
_SAID: dict[Relation, str] = {"supervising": "督导", "verifying": "验收", "supporting": "配合"}


def _row(pattern: str, means: Relation, example: str, reads: str) -> Production[Relation]:
    return Production(pattern, means, example, reads)


BEHIND = Grammar(
    _WORDS,
    (
        _row("^ ?{linking}{0,2} ?{supervising}(?!{office_noun}|中)", "supervising", "负责督导的", "负责督导"),
        _row("^ ?{linking}{0,2} ?{verifying}(?!{office_noun}|中)", "verifying", "来验收的", "来验收"),
        _row("^ ?{linking}{0,2} ?{supporting}(?!{office_noun}|中)", "supporting", "配合的", "配合"),
    ),
)  # fmt: skip
BEFORE = Grammar(
    _WORDS,
    (
        _row("{supervising}{office_noun}{linking}{0,2} ?$", "supervising", "督导单位是", "督导单位是"),
        _row("{verifying}{office_noun}{linking}{0,2} ?$", "verifying", "由验收单位为", "验收单位为"),
        _row("{supporting}{office_noun}{linking}{0,2} ?$", "supporting", "配合单位", "配合单位"),
    ),
)  # fmt: skip
BEHIND_ENGLISH = Grammar(
    _ENGLISH,
    (
        _row("^{supervising}", "supervising", "supervises", "supervises"),
        _row("^{verifying}", "verifying", "verifies", "verifies"),
        _row("^{supporting}", "supporting", "supports", "supports"),
    ),
)
BEFORE_ENGLISH = Grammar(
    _ENGLISH,
    (
        _row("{supervising}(?:the)?$", "supervising", "supervised by", "supervised by"),
        _row("{verifying}(?:the)?$", "verifying", "verified by", "verified by"),
        _row("{supporting}(?:the)?$", "supporting", "supported by", "supported by"),
    ),
)


@dataclass(frozen=True, slots=True)
class RelationSaid:
    """What a unit does, and where the words for it stand."""

    relation: Relation
    start: int
    end: int


def find_relation(words: str, name: str) -> RelationSaid | None:
    """Return what the words say that the named unit does; None where they say nothing of it."""
    start = words.find(name)
    return next(_said(words, start, start + len(name)), None) if start >= 0 else None


def _said(words: str, start: int, end: int) -> Iterator[RelationSaid]:
    begin = max(0, start - _LOOKED_AT)
    before, behind = words[begin:start], words[end : end + _LOOKED_AT]
    for table, text, offset in (
        (BEFORE, before, begin),
        (BEHIND, behind, end),
        (BEFORE_ENGLISH, before, begin),
        (BEHIND_ENGLISH, behind, end),
    ):
        found = table.first(table.vocabulary.read(text))
        if found:
            yield RelationSaid(found.means, offset + found.start, offset + found.end)


def related_to(name: str, relation: Relation) -> str:
    """Return words that name what a unit does of an item, as `find_relation` reads them."""
    return f"{name}{_SAID[relation]}"
