"""Lists that are brought into the ledger from the chat, and workbooks asked for there."""

from datetime import timedelta
from enum import StrEnum

KEPT = timedelta(days=7)
"""How long a file waits for whoever sent it to decide."""

ENDINGS = (".xlsx", ".xls", ".xlsm", ".docx")
"""What lists of items are written in."""


class WorkbookRequestState(StrEnum):
    """What is to be done with a request next, or how it ended."""

    TO_FETCH = "fetch"
    TO_REHEARSE = "rehearse"
    SHOWN = "shown"
    TO_ENTER = "enter"
    TO_EXPORT = "export"
    DONE = "done"
    DROPPED = "dropped"
    REFUSED = "refused"
    FAILED = "failed"


DUE = (
    WorkbookRequestState.TO_FETCH,
    WorkbookRequestState.TO_REHEARSE,
    WorkbookRequestState.TO_ENTER,
    WorkbookRequestState.TO_EXPORT,
)
"""States in which it is the program's turn."""


def is_list(name: str) -> bool:
    """Return whether a file of this name may hold a list of items."""
    return name.lower().endswith(ENDINGS)
