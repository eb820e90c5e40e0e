"""Rows of buttons, as several keyboards have them."""

from collections.abc import Sequence

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts


def in_rows(buttons: Sequence[Button], across: int) -> tuple[ButtonRow, ...]:
    """Return buttons in rows of so many, of which the last may have fewer."""
    return tuple(tuple(buttons[n : n + across]) for n in range(0, len(buttons), across))


def turning(t: Texts, data: str, page: int, pages: int) -> ButtonRow:
    """Offer the pages before and after this one of so many, from 0: `data:number`."""
    beside = ((t("Previous page"), page - 1), (t("Next page"), page + 1))
    return tuple(Button(label, f"{data}:{n}") for label, n in beside if 0 <= n < pages)
