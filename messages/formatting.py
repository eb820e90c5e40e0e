"""Text with its formatting, as values: what a person wrote is text and never markup.

`FormattedText.of("Item ", bold(item.title), ": ", code(receipt))` puts pieces together, plain and
formatted ones; `joined("\\n", lines)` does so with lines. Positions count characters; a messenger
that counts otherwise converts them, and one without formatting sends `text` alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from rules.policy.refs import Ref, RefKind


class SpanKind(StrEnum):
    """Kinds of formatting. FOLDED is a quotation of which the first lines show until it is opened."""

    BOLD = "bold"
    FOLDED = "folded"
    CODE = "code"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class FormatSpan:
    """Formatting from character `start` up to `end`.

    A CARD shows what `card` refers to, in the reader's private chat.
    """

    kind: SpanKind
    start: int
    end: int
    card: Ref | None = None

    def moved(self, by: int) -> "FormatSpan":
        """Return it so many characters further on."""
        return self.between(self.start + by, self.end + by) if by else self

    def between(self, start: int, end: int) -> "FormatSpan":
        """Return the same formatting at another place."""
        return FormatSpan(self.kind, start, end, self.card)


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and where in it which formatting stands."""

    text: str = ""
    spans: tuple[FormatSpan, ...] = ()

    def __str__(self) -> str:
        """Return the words alone: what is put into a plain sentence is never shown as a value."""
        return self.text

    @classmethod
    def of(cls, *pieces: "Words") -> "FormattedText":
        """Put pieces behind each other."""
        return joined("", pieces)

    def cut(self, start: int, end: int | None = None) -> "FormattedText":
        """Return the characters from `start` up to `end`, with the formatting that is left there."""
        kept = self.text[start:end]
        moved = (
            s.between(max(s.start - start, 0), min(s.end - start, len(kept))) for s in self.spans
        )
        return FormattedText(kept, tuple(s for s in moved if s.start < s.end))

    def with_inserted(self, at: int, words: str) -> "FormattedText":
        """Return it with words put in at a place; formatting that goes on there holds them too."""

        def moved(span: FormatSpan) -> FormatSpan:
            if span.start >= at:
                return span.moved(len(words))
            return span.between(span.start, span.end + len(words)) if span.end > at else span

        text = self.text[:at] + words + self.text[at:]
        return FormattedText(text, tuple(map(moved, self.spans)))

    def split(self, limit: int) -> "list[FormattedText]":
        """Cut it into parts of at most `limit` UTF-16 units, at the ends of lines where there are any.

        The line break at a cut is left out; formatting that was cut goes on in the next part.
        """
        parts, rest = [], self
        while width(rest.text) > limit:
            end = _fitting(rest.text, limit)
            line = rest.text.rfind("\n", 1, end + 1)
            parts.append(rest.cut(0, line if line > 0 else end))
            rest = rest.cut(line + 1 if line > 0 else end)
        return [*parts, rest]

    def clipped(self, limit: int) -> "FormattedText":
        """Return it within `limit` UTF-16 units, ending in an ellipsis where it was cut."""
        if width(self.text) <= limit:
            return self
        return FormattedText.of(self.cut(0, _fitting(self.text, limit - 1)), "…")


Words = str | FormattedText
"""What can be said: plain, or with formatting."""


def width(text: str) -> int:
    """Return the length of a text in UTF-16 units, as messengers count it."""
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str, limit: int) -> int:
    """Return how many characters fit into so many UTF-16 units; a character is never cut in two."""
    return len(text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore"))


def shortened(words: str, room: int) -> str:
    """Return words within so many characters, cut with an ellipsis where they are more."""
    return words if len(words) <= room else words[: room - 1] + "…"


def formatted(words: Words) -> FormattedText:
    """Return words as text with formatting, be there any or none."""
    return FormattedText(words) if isinstance(words, str) else words


def joined(separator: str, pieces: Iterable[Words]) -> FormattedText:
    """Put pieces together; folded ones that follow each other become one quotation."""
    texts: list[str] = []
    spans: list[FormatSpan] = []
    at = 0
    for piece in map(formatted, pieces):
        for span in piece.spans:
            _add(spans, span.moved(at), len(separator) if texts else 0)
        texts.append(piece.text)
        at += len(piece.text) + len(separator)
    return FormattedText(separator.join(texts), tuple(spans))


def _add(spans: list[FormatSpan], span: FormatSpan, gap: int) -> None:
    """Add a span, or lengthen the quotation that ended `gap` characters before it."""
    if span.kind is SpanKind.FOLDED:
        for place, before in enumerate(spans):
            if before.kind is SpanKind.FOLDED and before.end + gap == span.start:
                spans[place] = before.between(before.start, span.end)
                return
    spans.append(span)


EXCLUDED: dict[SpanKind, frozenset[SpanKind]] = {
    SpanKind.BOLD: frozenset({SpanKind.BOLD, SpanKind.CODE}),
    SpanKind.FOLDED: frozenset({SpanKind.FOLDED}),
}
"""What cannot stand within a kind, and is left out there. Source: Bot API, formatting options."""


def _all_of(words: Words, kind: SpanKind, card: Ref | None = None) -> FormattedText:
    """Return words with formatting from their beginning to their end; without words there is none."""
    inner = formatted(words)
    if not inner.text:
        return inner
    outer = FormatSpan(kind, 0, len(inner.text), card)
    kept = (span for span in inner.spans if span.kind not in EXCLUDED.get(kind, ()))
    return FormattedText(inner.text, (outer, *kept))


def bold(words: Words) -> FormattedText:
    return _all_of(words, SpanKind.BOLD)


def code(words: str) -> FormattedText:
    """Return words in letters of one width, which a tap copies; nothing else can stand in them."""
    return _all_of(words, SpanKind.CODE)


def card_link(words: str, card: Ref) -> FormattedText:
    """Return words that open the card of what is referred to."""
    return _all_of(words, SpanKind.CARD, card=card)


def folded(words: Words) -> FormattedText:
    """Return words as a quotation of which only the beginning shows; folded words fold once."""
    return _all_of(words, SpanKind.FOLDED)


def item_link(code: str, item: int) -> FormattedText:
    """Return the number of an item, which opens its card; `code` as written, `item` its id."""
    return card_link(code, Ref(RefKind.ITEM, item))


SHOWN = 3
"""Entries of a long list that stand above its fold."""


def fold_rest(entries: Sequence[Words]) -> list[Words]:
    """Return the entries of a list with those after the first few folded, where it is long."""
    if len(entries) <= 2 * SHOWN:
        return list(entries)
    return [*entries[:SHOWN], *map(folded, entries[SHOWN:])]


PHONE_LINE = 20
"""Characters of a line on a phone."""


def fold_beyond(entries: Sequence[Words], lines: int) -> list[Words]:
    """Return entries with those folded that would stand below so many lines of a phone."""
    left, shown = lines, list[Words]()
    for entry in entries:
        left -= max(1, ceil(len(formatted(entry).text) / PHONE_LINE))
        shown.append(entry if left >= 0 else folded(entry))
    return shown


def fold_long(words: Words) -> FormattedText:
    """Return words folded, if a phone shows them in more lines than a fold leaves visible."""
    lines = formatted(words).text.split("\n")
    shown = sum(max(1, ceil(len(line) / PHONE_LINE)) for line in lines)
    return folded(words) if shown > SHOWN + 1 else formatted(words)
