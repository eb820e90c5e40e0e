"""Read what a unit that is named does besides leading: 市水利局督导的, 验收单位是市住建局."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rules.language.productions import Grammar, Production
from rules.language.tokens import Vocabulary, vocabulary

Relation = Literal["supervising", "verifying", "supporting"]
_WORDS = vocabulary("zh", "relations")
_ENGLISH = vocabulary("en", "relations", spaced=False)
_LOOKED_AT = 12
"""Characters beside a name in which the words for it stand."""

_SAID: dict[Relation, str] = {"supervising": "督导", "verifying": "验收", "supporting": "配合"}


def _table(
    words: Vocabulary, pattern: str, examples: Mapping[Relation, tuple[str, str]]
) -> Grammar[Relation]:
    """Return the rows of a pattern for each relation, whose class stands at its `*`."""
    return Grammar(
        words,
        tuple(
            Production(pattern.replace("*", f"{{{relation}}}"), relation, *read)
            for relation, read in examples.items()
        ),
    )


BEHIND = _table(
    _WORDS,
    "^ ?{linking}{0,2} ?*(?!{office_noun}|中)",
    {
        "supervising": ("负责督导的", "负责督导"),
        "verifying": ("来验收的", "来验收"),
        "supporting": ("配合的", "配合"),
    },
)
BEFORE = _table(
    _WORDS,
    "*{office_noun}{linking}{0,2} ?$",
    {
        "supervising": ("督导单位是", "督导单位是"),
        "verifying": ("由验收单位为", "验收单位为"),
        "supporting": ("配合单位", "配合单位"),
    },
)
BEHIND_ENGLISH = _table(
    _ENGLISH,
    "^*",
    {
        "supervising": ("supervises", "supervises"),
        "verifying": ("verifies", "verifies"),
        "supporting": ("supports", "supports"),
    },
)
BEFORE_ENGLISH = _table(
    _ENGLISH,
    "*(?:the)?$",
    {
        "supervising": ("supervised by", "supervised by"),
        "verifying": ("verified by", "verified by"),
        "supporting": ("supported by", "supported by"),
    },
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
