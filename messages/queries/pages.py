"""Long texts cut into messages, never inside an entry that fits into one."""

from collections.abc import Iterable, Sequence

from messages.formatting import FormattedText, Words, formatted, joined, width

ROOM = 3900
"""UTF-16 units of a part. A messenger that takes less in one message has to cut it again."""
CAPTION_ROOM = 1000
"""UTF-16 units below a picture, as few as a messenger may take."""


def in_parts(blocks: Iterable[Words], room: int = ROOM) -> list[FormattedText]:
    """Join blocks into as few parts as possible; a block stays whole unless it needs several."""
    parts: list[list[FormattedText]] = [[]]
    left = room
    for block in (piece for each in blocks for piece in formatted(each).split(room)):
        needed = width(block.text) + 1
        if parts[-1] and needed > left:
            parts.append([])
            left = room
        parts[-1].append(block)
        left -= needed
    whole = (joined("\n", part) for part in parts)
    return [_without_blank_ends(part) for part in whole if part.text]


def _without_blank_ends(part: FormattedText) -> FormattedText:
    start = len(part.text) - len(part.text.lstrip("\n"))
    return part.cut(start, len(part.text.rstrip("\n")))


def numbered(parts: Sequence[FormattedText]) -> list[FormattedText]:
    """Add `（1/3）` at the end of each part's first line, when there are several."""
    if len(parts) < 2:
        return list(parts)
    return [_marked(part, f"（{n}/{len(parts)}）") for n, part in enumerate(parts, 1)]


def _marked(part: FormattedText, mark: str) -> FormattedText:
    return part.with_inserted(len(part.text.partition("\n")[0]), mark)
