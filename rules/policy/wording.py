"""The translator's interface and number formatting, for packages that may not import messages."""

from decimal import Decimal
from typing import Protocol


class Translator(Protocol):
    """Translates English sentences into one language; implemented in messages/texts."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the translated sentence with its `{names}` filled in."""
        ...

    def ngettext(self, one: str, many: str, /, *, count: object, **values: object) -> str:
        """Return the plural form for `count`, translated and filled in."""
        ...

    def comma(self) -> str:
        """Return the separator between the members of a list."""
        ...


def amount(value: Decimal) -> str:
    """Return a figure without trailing zeros or exponent."""
    return format(value.normalize(), "f")
