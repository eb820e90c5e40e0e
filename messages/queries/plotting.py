"""A plot over days: where a day and a number lie on the picture, and the lines around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from messages.queries import drawing
from messages.queries.drawing import FAINT, MARGIN, RULE, SMALL, WIDTH, Position
from messages.texts import Texts

Number = int | Decimal
Levels = Sequence[tuple[Number, str]]
"""Numbers that have a line of their own, and how each is written."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A field from `first` to `last` and from 0 to `most`, between `top` and `bottom`."""

    first: date
    last: date
    most: Number
    top: float
    bottom: float
    left: float
    right: float = WIDTH - MARGIN - 20

    def at(self, day: date, number: Number) -> Position:
        """Return where a number of a day lies; days outside lie on the edge."""
        return self.x(day), self.y(number)

    def x(self, day: date) -> float:
        """Return where a day lies."""
        days = max((self.last - self.first).days, 1)
        gone = min(max((day - self.first).days, 0), days)
        return self.left + (self.right - self.left) * gone / days

    def y(self, number: Number) -> float:
        """Return how high a number lies."""
        share = float(number) / float(self.most or 1)
        return self.bottom - (self.bottom - self.top) * min(max(share, 0.0), 1.0)

    def stairs(self, steps: Sequence[tuple[date, Number]]) -> list[Position]:
        """Return a line that stays level until the day on which it changes."""
        points = [self.at(*steps[0])]
        for day, number in steps[1:]:
            points += [(self.x(day), points[-1][1]), self.at(day, number)]
        return points

    def grid(self, levels: Levels) -> list[str]:
        """Draw a level line for each number, with its words before it."""
        parts = []
        for number, said in levels:
            y = self.y(number)
            parts.append(drawing.line([(self.left, y), (self.right, y)], RULE, 2))
            at = (self.left - 14, y + 10)
            parts.append(drawing.text(at, said, SMALL, colour=FAINT, anchor="end"))
        return parts

    def upright(self, day: date, colour: str, dash: str = "") -> str:
        """Draw a line on a day, over the whole height."""
        x = self.x(day)
        return drawing.line([(x, self.top - 30), (x, self.bottom)], colour, 3, dash)

    def above(self, day: date, words: str) -> str:
        """Name a day above the field."""
        at = (self._middle(day, words), self.top - 48)
        return drawing.text(at, words, SMALL, anchor="middle")

    def below(self, days: Sequence[tuple[date, str, str]]) -> list[str]:
        """Name days, with words and colours, below the field: the first ones, and who else has room."""
        parts, taken = list[str](), list[tuple[float, float]]()
        for day, words, colour in days:
            middle, half = self._middle(day, words), drawing.drawn_width(words, SMALL) / 2 + 10
            if all(middle + half <= start or end <= middle - half for start, end in taken):
                taken.append((middle - half, middle + half))
                at = (middle, self.bottom + 50)
                parts.append(drawing.text(at, words, SMALL, colour=colour, anchor="middle"))
        return parts

    def _middle(self, day: date, words: str) -> float:
        """Return where words have their middle, near the day and inside the picture."""
        half = drawing.drawn_width(words, SMALL) / 2
        return min(max(self.x(day), MARGIN + half), WIDTH - MARGIN - half)


def beside(levels: Levels) -> float:
    """Return where the field begins, to leave room for the words of its lines."""
    return MARGIN + 20 + max(drawing.drawn_width(said, SMALL) for _, said in levels)


def legend(entries: Sequence[tuple[str, str, str]], y: float) -> str:
    """Draw the names of lines beside a piece of each: colour, dash and name; in two rows if need be."""
    parts, x = [], float(MARGIN)
    for colour, dash, name in entries:
        words = drawing.fitted(name, SMALL, WIDTH - 2 * MARGIN - 68)
        wide = 68 + drawing.drawn_width(words, SMALL)
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = float(MARGIN), y + 40
        parts.append(drawing.line([(x, y - 10), (x + 56, y - 10)], colour, 6, dash))
        parts.append(drawing.text((x + 68, y), words, SMALL))
        x += wide + 42
    return "".join(parts)


def day_of_axis(t: Texts, day: date) -> str:
    """Return a day as short as it can be written."""
    return t.short_day(day) if t.language == "zh_CN" else f"{day:%b} {day.day}"
