"""What a duty does in one unit of work while others wait for the ledger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Portion:
    """How many messages were written; `more`: the duty is to be asked again at once."""

    written: int
    more: bool = False
