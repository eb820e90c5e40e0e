"""Milestones on the picture of an item: numbered marks in the field, and what they are below it."""

from collections.abc import Sequence
from decimal import Decimal

from messages.queries import drawing
from messages.queries.drawing import INK, PAPER, SMALL, Position
from messages.queries.plotting import Plot
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.items import Milestone
from rules.policy.pictures import ItemProgress, reported_figure

MOST = 6
ROOM_BEHIND = 0.65
"""The share of a line, at most, for what stands behind the name."""
RADIUS = 22
APART = 2 * RADIUS + 4
"""Pixels from the middle of one mark to that of the next."""


def shown(seen: ItemProgress) -> Sequence[Milestone]:
    """Return the milestones around the first that is not reached, as many as there is room for."""
    ahead = next((n for n, step in enumerate(seen.steps) if not _is_reached(step, seen)), 0)
    begin = max(min(ahead - 1, len(seen.steps) - MOST), 0)
    return seen.steps[begin : begin + MOST]


def marks(plot: Plot, steps: Sequence[Milestone], seen: ItemProgress) -> list[str]:
    """Draw each at its day and target, filled where it is reached; one without a day is only named."""
    parts, taken = list[str](), list[Position]()
    for number, step in enumerate(steps, 1):
        if step.due is None:
            continue
        x, y = _free(plot.at(step.due, step.target or Decimal(0)), taken, plot)
        taken.append((x, y))
        fill, ink = (INK, PAPER) if _is_reached(step, seen) else (PAPER, INK)
        parts.append(drawing.dot((x, y), RADIUS, fill, INK))
        middle = (x, y + 10)
        parts.append(drawing.text(middle, str(number), SMALL, colour=ink, anchor="middle"))
    return parts


def _free(at: Position, taken: Sequence[Position], plot: Plot) -> Position:
    """Return the nearest place above or below that no mark has yet, inside the field."""
    x, lowest = at[0], plot.bottom - RADIUS - 4
    start = min(at[1], lowest)
    offsets = (side * APART * n for n in range(2 * MOST) for side in (1, -1))
    places = ((x, start + offset) for offset in offsets if plot.top <= start + offset <= lowest)
    return next(place for place in places if not any(_meet(place, other) for other in taken))


def _meet(one: Position, other: Position) -> bool:
    return abs(one[0] - other[0]) < APART and abs(one[1] - other[1]) < APART


def rows(t: Texts, steps: Sequence[Milestone], seen: ItemProgress, room: float) -> list[str]:
    """Return a line for each, in so many pixels; of a long one the name is cut."""
    lines = [_row(t, number, step, seen, room) for number, step in enumerate(steps, 1)]
    more = len(seen.steps) - len(steps)
    if more:
        lines.append(
            t.ngettext("and {count} more milestone", "and {count} more milestones", count=more)
        )
    return lines


def _row(t: Texts, number: int, step: Milestone, seen: ItemProgress, room: float) -> str:
    parts = [step.due.isoformat() if step.due else step.due_words]
    if step.target is not None:
        parts.append(with_unit(step.target, seen.item.measure))
    parts.append(_stands(t, step, seen))
    behind = drawing.fitted(
        "".join(f"｜{part}" for part in parts if part), SMALL, room * ROOM_BEHIND
    )
    head = f"{number}  {step.name}"
    return drawing.fitted(head, SMALL, room - drawing.drawn_width(behind, SMALL)) + behind


def _stands(t: Texts, step: Milestone, seen: ItemProgress) -> str:
    if _is_reached(step, seen):
        return t("reached")
    return t("missed") if step.due is not None and step.due < seen.today else ""


def _is_reached(step: Milestone, seen: ItemProgress) -> bool:
    done = reported_figure(seen.item) or Decimal(0)
    return step.reached_on is not None or (step.target is not None and done >= step.target)
