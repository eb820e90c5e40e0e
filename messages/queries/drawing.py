"""Pieces of a picture as SVG: every text is escaped, and cut or broken by how wide it is drawn."""

import re
from collections.abc import Iterable, Sequence
from html import escape

WIDTH = 1080
"""Pixels: the width of a phone held upright."""
MARGIN = 40
SMALL, PLAIN, LARGE = 28, 32, 44
"""Sizes of letters in pixels; none is smaller on a picture of this width."""

INK, FAINT, RULE, PAPER = "#1c2733", "#4d5963", "#c9d1d8", "#ffffff"

_UNDRAWABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped. Source: XML 1.0, Char."""
_PIECES = re.compile(r"[!-~]+ ?|.", re.DOTALL)
"""What a line is not broken within: a Latin word, a Chinese character."""

Position = tuple[float, float]


def picture(height: float, parts: Iterable[str]) -> str:
    """Put parts together on white paper of this height."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'font-family="Noto Sans SC"><rect width="100%" height="100%" fill="{PAPER}"/>'
        + "".join(parts)
        + "</svg>"
    )


def heading(title: str, day: str) -> str:
    """Draw what the picture is of, and of which day, in the first 100 pixels."""
    room = WIDTH - 3 * MARGIN - drawn_width(day, SMALL)
    return text((MARGIN, 80), fitted(title, LARGE, room), LARGE, bold=True) + text(
        (WIDTH - MARGIN, 80), day, SMALL, colour=FAINT, anchor="end"
    )


def text(
    at: Position,
    words: str,
    size: int,
    *,
    colour: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Draw words on a line of text; `at` is where it begins, ends or has its middle."""
    # The font has one weight: a thin stroke makes it bold.
    stroke = f' stroke="{colour}" stroke-width="1.2"' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{stroke}>{escape(_UNDRAWABLE.sub(" ", words))}</text>'
    )


def box(at: Position, width: float, height: float, colour: str, radius: int = 0) -> str:
    """Draw a filled rectangle; `at` is its upper left corner."""
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'rx="{radius}" fill="{colour}"/>'
    )


def line(points: Sequence[Position], colour: str, width: float, dash: str = "") -> str:
    """Draw a line through points."""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{through}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"{dashed}/>'
    )


def dot(at: Position, radius: float, colour: str, edge: str = "none") -> str:
    """Draw a filled circle with an edge of 4 pixels."""
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius}" fill="{colour}" '
        f'stroke="{edge}" stroke-width="4"/>'
    )


def polygon(corners: Sequence[Position], colour: str) -> str:
    """Draw a filled figure."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def drawn_width(words: str, size: int) -> float:
    """Return about how many pixels wide words are: Latin letters are half as wide as Chinese ones."""
    return size * sum(0.55 if letter.isascii() else 1.0 for letter in words)


def fitted(words: str, size: int, room: float) -> str:
    """Return words that fit into so many pixels, cut with an ellipsis where they must be."""
    if drawn_width(words, size) <= room:
        return words
    while words and drawn_width(words, size) + size > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def broken(words: str, size: int, room: float, lines: int) -> list[str]:
    """Return words as at most so many lines; the last one is cut with an ellipsis."""
    found = [""]
    for piece in _PIECES.findall(" ".join(words.split())):
        full = found[-1] and drawn_width((found[-1] + piece).rstrip(), size) > room
        if full and len(found) < lines:
            found.append("")
        found[-1] += piece
    return [fitted(each.strip(), size, room) for each in found]
