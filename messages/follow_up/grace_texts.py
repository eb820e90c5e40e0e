"""What the office is told of items that were overdue when they came in."""

from datetime import date

from messages.texts import Texts


def waiting(t: Texts, count: int, day: date) -> str:
    """Say how many items wait, and until which day."""
    return t.ngettext(
        "{count} item was overdue when it was imported. Reminders and letters on it begin on {day}; "
        "until then please check the deadline.",
        "{count} items were overdue when they were imported. Reminders and letters on them begin on "
        "{day}; until then please check the deadlines.",
        count=count,
        day=t.day(day),
    )
