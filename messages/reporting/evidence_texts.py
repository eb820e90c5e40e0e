"""Evidence shown again: the button that asks for it, and what stands under each file."""

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.evidence import EvidencePiece


def rows(t: Texts, item: int, count: int, start: int = 0) -> tuple[ButtonRow, ...]:
    """Offer what an item has from `start` on; no button when there is nothing."""
    if count <= start:
        return ()
    label = (
        t("Show the evidence ({count})", count=count)
        if start == 0
        else t("Show more ({count} left)", count=count - start)
    )
    return ((Button(label, f"ev:{item}:{start}"),),)


def caption(t: Texts, piece: EvidencePiece) -> str:
    """Return what stands under a file: its receipt, and what was written with it."""
    of_report = piece.receipt and t("Evidence of receipt {receipt}", receipt=piece.receipt)
    lines = [of_report or t("Sent with an answer"), piece.caption]
    return "\n".join(line for line in lines if line)


def moved(t: Texts, names: list[str], receipt: str, code: str) -> str:
    """Say of pictures that they were taken for another item's before their caption came."""
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


def not_here(t: Texts, piece: EvidencePiece) -> str:
    """Say that a file was not handed over, or not yet."""
    return t("The file {name} has not been received: {what}", name=piece.name,
             what=caption(t, piece))  # fmt: skip
