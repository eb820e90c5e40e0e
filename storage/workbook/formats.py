"""Number formats that show only the month or the year of a date.

Excel turns 2027年6月 into 1 June 2027 and shows the month again: the month is what was written.
"""

import re

from storage.workbook.cells import ShownMonth, ShownYear

Shown = type[ShownMonth] | type[ShownYear]

MONTHS = frozenset({17, 27, 36, 50, 52, 57})
"""Built-in formats of Chinese Excel that show year and month only."""

_OTHER = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_NUMBER = re.compile(r"[0#?@]|general", re.IGNORECASE)


def shown_by(number: int, written: str | None) -> Shown | None:
    """Return what a format shows of a date; None where it shows the day, or is no date format."""
    if written is None:
        return ShownMonth if number in MONTHS else None
    letters = _OTHER.sub("", written.split(";")[0]).lower()
    if _NUMBER.search(letters) or any(letter in letters for letter in "dhs"):
        return None
    if "m" in letters:
        return ShownMonth
    return ShownYear if "y" in letters else None
