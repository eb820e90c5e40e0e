"""The board (挂图作战): a table of units by lights, worst first."""

from collections.abc import Sequence
from math import ceil

from messages.queries import drawing
from messages.queries.drawing import FAINT, INK, MARGIN, PAPER, PLAIN, RULE, SMALL, WIDTH, Position
from messages.reporting import light_texts
from messages.texts import Texts
from rules.policy.forecast import Light
from rules.policy.pictures import UnitLights, sum_lights

ON_A_PAGE = 12
"""Units of one picture: with more, a phone shows their names too small."""
NAME, ROW, HEADS, TOP = 392, 76, 176, 200
COLUMNS = (128, 128, 128, 112, 112)
LIGHTS = 3
"""Columns of lights: the first ones."""
RED, YELLOW, BLUE, DONE = "#b3261e", "#f2b200", "#2f6db5", "#cfd8df"
INKS = {RED: PAPER, YELLOW: INK, BLUE: PAPER, DONE: INK}
NOTHING = "#f3f5f7"


def board_chart(t: Texts, title: str, day: str, rows: Sequence[UnitLights], page: int = 0) -> str:
    """Draw the lights of a page of units and the sum of all; those of other pages in one row."""
    first = page * ON_A_PAGE
    here = rows[first : first + ON_A_PAGE]
    others = [*rows[:first], *rows[first + ON_A_PAGE :]]
    shown = [sum_lights(t("All units"), rows), *here]
    if others:
        words = t.ngettext("and {count} more unit", "and {count} more units", count=len(others))
        shown.append(sum_lights(words, others))
    parts = [drawing.heading(title, day), *_heads(t)]
    for number, row in enumerate(shown):
        parts += _row(t, row, TOP + ROW * number, bold=number == 0)
    bottom = TOP + ROW * len(shown)
    notes = drawing.broken(_meaning(t), SMALL, WIDTH - 2 * MARGIN, 2)
    parts += [
        drawing.text((MARGIN, bottom + 44 + 38 * n), note, SMALL, colour=FAINT)
        for n, note in enumerate(notes)
    ]
    return drawing.picture(bottom + 38 * len(notes) + 40, parts)


def pages_of(rows: Sequence[UnitLights]) -> int:
    """Return how many pictures the units take."""
    return max(1, ceil(len(rows) / ON_A_PAGE))


def _meaning(t: Texts) -> str:
    return t("Red: overdue, or not in time at the present rate. Yellow: behind. Blue: on schedule.")


def _left(column: int) -> float:
    return MARGIN + NAME + sum(COLUMNS[:column])


def _heads(t: Texts) -> list[str]:
    names = (
        *(light_texts.called(t, light) for light in (Light.RED, Light.YELLOW, Light.BLUE)),
        t("done"),
        t("all"),
    )
    parts = [drawing.text((MARGIN, HEADS), t("Unit"), SMALL, colour=FAINT), *_signs()]
    for column, name in enumerate(names):
        beside = 30 if column < LIGHTS else 0
        words = drawing.fitted(name, SMALL, COLUMNS[column] - beside - 4)
        middle = (_left(column) + COLUMNS[column] / 2 + beside / 2, HEADS)
        parts.append(drawing.text(middle, words, SMALL, colour=FAINT, anchor="middle"))
    return parts


def _signs() -> tuple[str, str, str]:
    """Draw a shape of its own for each light."""
    x, y = _left(0) + 18, HEADS - 10
    triangle = drawing.polygon([(x - 13, y + 11), (x + 13, y + 11), (x, y - 13)], RED)
    square = drawing.box((_left(1) + 6, y - 12), 23, 23, YELLOW)
    return triangle, square, drawing.dot((_left(2) + 18, y), 12, BLUE)


def _row(t: Texts, row: UnitLights, y: float, *, bold: bool) -> list[str]:
    baseline = y + ROW / 2 + 8
    name = drawing.fitted(row.name, SMALL, NAME - 12)
    parts = [drawing.text((MARGIN, baseline), name, PLAIN, bold=bold)]
    cells = (
        (row.red, RED, t("red")),
        (row.yellow, YELLOW, t("yellow")),
        (row.blue, BLUE, t("blue")),
        (row.done, DONE, ""),
    )
    for column, (count, colour, word) in enumerate(cells):
        parts += _cell((_left(column), y), COLUMNS[column], count, colour, word)
    end = (WIDTH - MARGIN - 8, baseline)
    parts.append(drawing.text(end, str(row.total), PLAIN, anchor="end", bold=bold))
    parts.append(drawing.line([(MARGIN, y + ROW), (WIDTH - MARGIN, y + ROW)], RULE, 1))
    return parts


def _cell(at: Position, width: float, count: int, colour: str, word: str) -> list[str]:
    """Draw a coloured cell with its number and, where both fit, the light's name."""
    filled = colour if count else NOTHING
    said = f"{word} {count}".strip()
    if not count or drawing.drawn_width(said, PLAIN) > width - 4:
        said = str(count)
    x, y = at
    return [
        drawing.box((x + 3, y + 4), width - 6, ROW - 8, filled, 6),
        drawing.text(
            (x + width / 2, y + ROW / 2 + 8),
            said,
            PLAIN,
            colour=INKS.get(filled, FAINT),
            anchor="middle",
        ),
    ]
