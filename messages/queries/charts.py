"""How units stand as a picture: one bar a unit, worst first."""

from collections.abc import Sequence

from messages.queries import drawing
from messages.queries.drawing import FAINT, INK, MARGIN, PAPER, SMALL, WIDTH
from messages.texts import Texts
from rules.policy.tallies import Tally

MOST_ROWS = 30
LABEL = 340
TOTALS = 150
"""Pixels at the right, at least, for the numbers of what is overdue and of all."""
TOP = 230

COLOURS = {
    "overdue": ("#b3261e", PAPER),
    "due_soon": ("#f2b200", INK),
    "on_schedule": ("#2f6db5", PAPER),
    "done": ("#cfd8df", INK),
}
"""Colours of bars and of what is written on them. Each is of another brightness."""


def status_chart(t: Texts, title: str, day: str, rows: Sequence[Tally]) -> str:
    """Draw stacked bars, worst unit first; the units beyond the last bar are named as a number."""
    visible = rows[:MOST_ROWS]
    row = 76 if len(visible) <= 14 else 62
    parts = [drawing.heading(title, day), _legend(t)]
    numbers = max((drawing.drawn_width(_numbers(each), SMALL) for each in visible), default=0)
    room = WIDTH - 2 * MARGIN - LABEL - max(TOTALS, numbers + 24)
    scale = room / max((each.total for each in visible), default=1)
    for number, tally in enumerate(visible):
        parts += _bar(t, tally, TOP + row * number, row - 20, scale)
    height = TOP + row * len(visible) + 20
    if len(rows) > len(visible):
        words = t.ngettext(
            "and {count} more unit", "and {count} more units", count=len(rows) - len(visible)
        )
        height += 50
        parts.append(drawing.text((MARGIN, height - 30), words, SMALL, colour=FAINT))
    return drawing.picture(height, parts)


def _legend(t: Texts) -> str:
    names = {
        "overdue": t("overdue"),
        "due_soon": t("due within 7 days"),
        "on_schedule": t("on schedule"),
        "done": t("done"),
    }
    parts, x = [], float(MARGIN)
    for kind, name in names.items():
        parts.append(drawing.box((x, 118), 28, 28, COLOURS[kind][0], 4))
        parts.append(drawing.text((x + 38, 142), name, SMALL, colour=FAINT))
        x += 72 + drawing.drawn_width(name, SMALL)
    parts.append(
        drawing.text((WIDTH - MARGIN, 200), t("overdue / all"), SMALL, colour=FAINT, anchor="end")
    )
    return "".join(parts)


def _bar(t: Texts, tally: Tally, y: float, height: float, scale: float) -> list[str]:
    name = drawing.fitted(tally.name, SMALL, LABEL - 16)
    baseline = y + height / 2 + 10
    parts = [drawing.text((MARGIN, baseline), name, SMALL)]
    x = float(MARGIN + LABEL)
    words = {"overdue": t("overdue"), "done": t("done")}
    for kind, (colour, ink) in COLOURS.items():
        count = getattr(tally, kind)
        parts.append(drawing.box((x, y), count * scale, height, colour))
        said = _fitting(count, words.get(kind, ""), count * scale)
        middle = (x + count * scale / 2, baseline)
        parts.append(drawing.text(middle, said, SMALL, colour=ink, anchor="middle"))
        x += count * scale
    parts.append(drawing.text((WIDTH - MARGIN, baseline), _numbers(tally), SMALL, anchor="end"))
    return parts


def _numbers(tally: Tally) -> str:
    return f"{tally.overdue} / {tally.total}"


def _fitting(count: int, word: str, room: float) -> str:
    """Return a number with its word, alone, or nothing, by how much room there is."""
    said = (f"{word} {count}", str(count))
    return next((each for each in said if drawing.drawn_width(each, SMALL) + 12 <= room), "")
