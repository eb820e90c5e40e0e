"""Long texts cut into posts for robots of group chats, which count bytes and show no formatting."""

from collections.abc import Iterable, Iterator

from messages.formatting import Words, formatted
from messages.texts import Texts

MOST = 6
"""Posts of one text: more at once would bury what people say in the group."""
MARK = 16
"""Bytes that are left free for `（1/3）`."""


def in_posts(t: Texts, blocks: Iterable[Words], room: int) -> list[str]:
    """Return as few posts of at most `room` bytes as possible; a block stays whole where it fits.

    Of a text that is longer than MOST posts the last one says where the rest stands.
    """
    parts = [part.strip("\n") for part in _filled(blocks, room - MARK)]
    if len(parts) > MOST:
        rest = t("The rest is too long for this group; please read it with the ledger assistant.")
        parts = [*parts[: MOST - 1], rest]
    if len(parts) < 2:
        return parts
    return [_marked(part, f"（{n}/{len(parts)}）") for n, part in enumerate(parts, 1)]


def _filled(blocks: Iterable[Words], room: int) -> list[str]:
    parts: list[str] = []
    for block in blocks:
        for piece in _pieces(formatted(block).text, room):
            longer = f"{parts[-1]}\n{piece}" if parts else piece
            if parts and len(longer.encode()) <= room:
                parts[-1] = longer
            else:
                parts.append(piece)
    return parts


def _pieces(text: str, room: int) -> Iterator[str]:
    """Cut a block that does not fit, at the end of a line where one is near."""
    while len(text.encode()) > room:
        fits = text.encode()[:room].decode(errors="ignore")
        at = fits.rfind("\n") if fits.rfind("\n") > len(fits) // 2 else len(fits)
        yield fits[:at]
        text = text[at:].removeprefix("\n")
    yield text


def _marked(part: str, mark: str) -> str:
    first, line_end, rest = part.partition("\n")
    return f"{first}{mark}{line_end}{rest}"
