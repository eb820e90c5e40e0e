"""The board as a picture: one bar a unit, drawn as SVG by hand. 1,080 px wide for a phone."""

from collections.abc import Sequence
from html import escape
from math import ceil

from messages.texts import Texts
from rules.policy.tallies import Tally

WIDTH = 1080
MARGIN = 48
LABEL = 300
ROW = 76
TOP = 220
MOST_ROWS = 14

COLOURS = {
    "overdue": "#c8322d",
    "due_soon": "#e0a100",
    "on_schedule": "#2f6db5",
    "done": "#5b9a64",
}
"""Red overdue, yellow due soon, blue on schedule, green done."""


def status_chart(t: Texts, title: str, day: str, rows: Sequence[Tally]) -> str:
    """Draw stacked bars, worst unit first; the units beyond the last bar are named as a number."""
    visible = rows[:MOST_ROWS]
    most = max((row.total for row in visible), default=1)
    height = TOP + ROW * len(visible) + 90
    parts = [_header(title, day), _legend(t)]
    parts += [_bar(row, number, most) for number, row in enumerate(visible)]
    if len(rows) > len(visible):
        words = t.ngettext(
            "and {count} more unit", "and {count} more units", count=len(rows) - len(visible)
        )
        parts.append(_text(MARGIN, height - 40, words, 28, "#555"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'font-family="Noto Sans SC"><rect width="100%" height="100%" fill="#ffffff"/>'
        + "".join(parts)
        + "</svg>"
    )


def _header(title: str, day: str) -> str:
    return _text(MARGIN, 80, title, 44, "#1c2733", bold=True) + _text(
        WIDTH - MARGIN, 80, day, 30, "#555", anchor="end"
    )


def _legend(t: Texts) -> str:
    names = {
        "overdue": t("overdue"),
        "due_soon": t("due within 7 days"),
        "on_schedule": t("on schedule"),
        "done": t("done"),
    }
    parts, x = [], MARGIN
    for kind, name in names.items():
        parts.append(f'<rect x="{x}" y="128" width="30" height="30" fill="{COLOURS[kind]}"/>')
        parts.append(_text(x + 42, 154, name, 28, "#333"))
        x += 90 + 28 * ceil(_width(name))
    return "".join(parts)


def _width(words: str) -> float:
    """Return a width in em: Latin letters are about half as wide as Chinese characters."""
    return sum(0.55 if letter.isascii() else 1.0 for letter in words)


def _bar(row: Tally, number: int, most: int) -> str:
    y = TOP + ROW * number
    parts = [_text(MARGIN, y + 38, _shortened(row.name), 30, "#1c2733")]
    x = float(MARGIN + LABEL)
    unit = (WIDTH - 2 * MARGIN - LABEL - 90) / most
    for kind, colour in COLOURS.items():
        count = getattr(row, kind)
        if count:
            parts.append(_segment(x, y, count * unit, colour, count))
            x += count * unit
    parts.append(_text(x + 16, y + 38, str(row.total), 30, "#333"))
    return "".join(parts)


def _segment(x: float, y: int, width: float, colour: str, count: int) -> str:
    box = f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="52" fill="{colour}"/>'
    if width < 30:
        return box
    return box + _text(x + width / 2, y + 37, str(count), 28, "#ffffff", anchor="middle")


def _shortened(name: str) -> str:
    return name if _width(name) <= LABEL / 31 else name[:8] + "…"


def _text(
    x: float,
    y: float,
    words: str,
    size: int,
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    # The font has one weight: a thin stroke makes it bold.
    stroke = f' stroke="{colour}" stroke-width="1.2"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{stroke}>{escape(words)}</text>'
    )
