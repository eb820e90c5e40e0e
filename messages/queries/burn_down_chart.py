"""The burn-down (燃尽图): what is left, beside what the deadlines leave to be left."""

from messages.queries import drawing
from messages.queries.drawing import FAINT, PAPER
from messages.queries.plotting import Plot, beside, day_of_axis, legend
from messages.texts import Texts
from rules.policy.pictures import BurnDown

HEIGHT = 1080
LEFT, PLANNED, TODAY = "#b3261e", "#2f6db5", "#4d5963"
DASH = "16 10"


def burn_down_chart(t: Texts, title: str, seen: BurnDown) -> str:
    """Draw both lines up to the half-year mark; today's two numbers stand with their names."""
    first = seen.planned[0][0]
    levels = _levels(seen.total)
    last = max(seen.until, seen.today)
    plot = Plot(first, last, seen.total, top=290, bottom=960, left=beside(levels))
    parts = [drawing.heading(title, seen.today.isoformat()), _legend(t, seen)]
    parts += plot.grid(levels)
    parts += [plot.upright(seen.today, TODAY, "6 8"), *_days(t, plot, seen)]
    parts.append(drawing.line(plot.stairs(seen.planned), PLANNED, 5, DASH))
    parts.append(drawing.line(plot.stairs(seen.left), LEFT, 7))
    parts += [
        drawing.dot(plot.at(seen.today, seen.planned_today), 11, PLANNED, PAPER),
        drawing.dot(plot.at(seen.today, seen.left_today), 11, LEFT, PAPER),
    ]
    return drawing.picture(HEIGHT, parts)


def _legend(t: Texts, seen: BurnDown) -> str:
    """Name both lines with today's numbers: beside their points they could cover each other."""
    left = t("left in fact: {count}", count=seen.left_today)
    planned = t("left by the deadlines: {count}", count=seen.planned_today)
    return legend([(LEFT, "", left), (PLANNED, DASH, planned)], 160)


def _levels(total: int) -> list[tuple[int, str]]:
    return [(number, str(number)) for number in sorted({0, (total + 1) // 2, total})]


def _days(t: Texts, plot: Plot, seen: BurnDown) -> list[str]:
    """Name the first day, today and the last one; today above, where it cannot meet the others."""
    mark = day_of_axis(t, seen.until)
    until = t("half-year mark {day}", day=mark) if seen.has_mark else mark
    today = t("today {day}", day=seen.today.isoformat())
    below = [(seen.until, until, FAINT), (plot.first, day_of_axis(t, plot.first), FAINT)]
    return [plot.above(seen.today, today), *plot.below(below), plot.upright(seen.until, FAINT)]
