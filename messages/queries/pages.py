"""Long texts cut into messages, never inside an entry."""

from collections.abc import Iterable, Sequence

from messages.formatting import width

ROOM = 3900
"""UTF-16 units, with a margin below Telegram's 4,096."""


def in_parts(blocks: Iterable[str], room: int = ROOM) -> list[str]:
    """Join blocks into as few parts as possible; each block stays whole."""
    parts: list[list[str]] = [[]]
    left = room
    for block in blocks:
        needed = width(block) + 1
        if parts[-1] and needed > left:
            parts.append([])
            left = room
        parts[-1].append(block)
        left -= needed
    return ["\n".join(part).strip("\n") for part in parts if any(part)]


def numbered(parts: Sequence[str]) -> list[str]:
    """Add `（1/3）` at the end of each part's first line, when there are several."""
    if len(parts) < 2:
        return list(parts)
    return [_marked(part, f"（{n}/{len(parts)}）") for n, part in enumerate(parts, 1)]


def _marked(part: str, mark: str) -> str:
    first, *rest = part.split("\n")
    return "\n".join([first + mark, *rest])
