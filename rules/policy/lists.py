"""Lists of items, as they are asked for: pages are turned by asking for the same list again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.policy.forecast import Light


class ListKind(StrEnum):
    """Which items a list shows. LATE: what was due in these days and is overdue.

    ASKED: of a clause with conditions that no other list has. FLAGS is a list of flags of the radar, on items.
    """

    MY = "my"
    OVERDUE = "overdue"
    SEARCH = "search"
    PERSON = "person"
    LIGHT = "light"
    DUE = "due"
    LATE = "late"
    OPEN = "open"
    UNDONE = "undone"
    DONE = "done"
    UNSTARTED = "unstarted"
    AT_DOOR = "at_door"
    CLOSED = "closed"
    BLOCKED = "blocked"
    ASKED = "asked"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list of items: its kind, and the words that it is narrowed to or that are looked for.

    `light` is that of a LIGHT list; `first` and `last` are the days of a DUE or LATE one, and those
    that items of a LIGHT one are due in or those of a DONE or CLOSED one ended in, where named.
    """

    kind: ListKind
    words: str = ""
    light: Light | None = None
    first: date | None = None
    last: date | None = None
