"""Small vocabularies of a test's own."""

from rules.language.lexicon import parse
from rules.language.tokens import Shape, Vocabulary


def vocabulary(shapes: tuple[Shape, ...] = (), spaced: bool = True, **classes: str) -> Vocabulary:
    """Return one of these classes, written as in a lexicon."""
    rows = (
        f'[test.{name}]\nmeans = "x"\nexample = "{words.replace("_", " ")}"\nwords = "{words}"\n'
        for name, words in classes.items()
    )
    known = parse("".join(rows))["test"]
    return Vocabulary(lambda: known, shapes, spaced)
