"""What of a text is formatted, as words."""

from messages.formatting import FormattedText, SpanKind


def parts(words: FormattedText, kind: SpanKind) -> list[str]:
    """Return what has this formatting, in order."""
    return [words.text[s.start : s.end] for s in words.spans if s.kind is kind]


def cards(words: FormattedText) -> dict[str, str]:
    """Return the cards that a text links to, each by the words that open it."""
    return {words.text[s.start : s.end]: str(s.card) for s in words.spans if s.card}
