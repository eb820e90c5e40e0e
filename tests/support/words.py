"""Small vocabularies of a test's own."""

import re
from collections.abc import Mapping

from rules.language.lexicon import parse
from rules.language.tokens import Vocabulary


def vocabulary(
    patterns: Mapping[str, re.Pattern[str]] | None = None, spaced: bool = True, **classes: str
) -> Vocabulary:
    """Return one of these classes, written as in a lexicon."""
    rows = (
        f'[test.{name}]\nmeans = "x"\nexample = "{words.replace("_", " ")}"\nwords = "{words}"\n'
        for name, words in classes.items()
    )
    known = parse("".join(rows))["test"]
    return Vocabulary(lambda: known, patterns or {}, spaced)
