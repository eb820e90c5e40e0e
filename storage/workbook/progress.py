"""How far an import has come."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


@dataclass(slots=True)
class Bar:
    """Counts the rows: each is read once and written once."""

    tell: Progress | None
    total: int
    done: int = 0

    def on(self, rows: int) -> None:
        """Count rows that were read or written."""
        self.done += rows
        if self.tell is not None and rows:
            self.tell(self.done, self.total)
