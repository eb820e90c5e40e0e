"""How things are worded, as far as rooms below messages/ need it."""

from decimal import Decimal
from typing import Protocol


class Translator(Protocol):
    """Says an English sentence in somebody's language; messages/texts has one for each."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the sentence in that language, its `{names}` filled in."""
        ...

    def ngettext(self, one: str, many: str, /, *, count: object, **values: object) -> str:
        """Return the form of a sentence that goes with `count`, filled in."""
        ...

    def comma(self) -> str:
        """Return what stands between the members of a list."""
        ...


def amount(value: Decimal) -> str:
    """Return a figure as a clerk writes it: no trailing zeros, no exponent."""
    return format(value.normalize(), "f")
