"""Evidence shown again: the button that asks for it, and what stands under each file."""

from typing import Any

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts


def rows(t: Texts, item: int, count: int, start: int = 0) -> tuple[ButtonRow, ...]:
    """A button for what an item has from `start` on; none when there is nothing."""
    if count <= start:
        return ()
    label = (
        t("Show the evidence ({count})", count=count)
        if start == 0
        else t("Show more ({count} left)", count=count - start)
    )
    return ((Button(label, f"ev:{item}:{start}"),),)


def caption(t: Texts, piece: Any) -> str:
    """`piece` is a row of storage/evidence."""
    of_report = piece.receipt and t("Evidence of receipt {receipt}", receipt=piece.receipt)
    lines = [of_report or t("Sent with an answer"), piece.caption]
    return "\n".join(line for line in lines if line)


def moved(t: Texts, names: list[str], receipt: str, code: str) -> str:
    """Pictures of an album that were taken for another item's before its caption was heard."""
    files = t.comma().join(names)
    if receipt:
        return t(
            "{files}: no longer evidence of receipt {receipt} (item {code}), but of what is "
            "written under the album.",
            files=files,
            receipt=receipt,
            code=code,
        )
    return t(
        "{files}: no longer evidence of item {code}, but of what is written under the album.",
        files=files,
        code=code,
    )


def not_here(t: Texts, piece: Any) -> str:
    """A file that Telegram did not hand over, or not yet."""
    return t("The file {name} has not been received: {what}", name=piece.name,
             what=caption(t, piece))  # fmt: skip
