"""One line of the check-up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `words` say how it is, or what mends it."""

    name: str
    well: bool
    words: str
