"""One item as a picture: what was reported, its milestones, its deadline and the forecast."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from messages.queries import drawing, milestone_marks
from messages.queries.drawing import FAINT, LARGE, MARGIN, SMALL, WIDTH
from messages.queries.list_texts import figures
from messages.queries.plotting import Plot, beside, day_of_axis, legend
from messages.reporting import light_texts
from messages.texts import Texts
from rules.policy.forecast import WHOLE
from rules.policy.items import Item, is_open
from rules.policy.pictures import ItemProgress, reported_figure
from rules.policy.wording import amount

REPORTED, FORECAST, DEADLINE = "#2f6db5", "#8a5a00", "#b3261e"
DASH = "16 10"
FEW = 4
"""Of no more than so many, half a piece is a line of its own."""
LATER = timedelta(days=14)
"""How much of a forecast beyond every other day is drawn at least."""


def progress_chart(t: Texts, seen: ItemProgress) -> str:
    """Draw the figures over the days; below them the milestones by their numbers."""
    title = drawing.broken(f"{seen.item.code}｜{seen.item.title}", LARGE, WIDTH - 2 * MARGIN, 2)
    below = 60 * (len(title) - 1)
    plot = _plot(seen, top=300 + below)
    steps = milestone_marks.shown(seen)
    parts = [
        drawing.text((MARGIN, 80 + 60 * n), each, LARGE, bold=True) for n, each in enumerate(title)
    ]
    parts += [_legend(t, seen, 150 + below), *plot.grid(_levels(seen.item))]
    parts += [*_days(t, plot, seen), *_line(plot, seen), *_forecast(plot, seen)]
    parts += milestone_marks.marks(plot, steps, seen)
    room = WIDTH - 2 * MARGIN
    rows = drawing.broken(_light(t, seen), SMALL, room, 2)
    rows += milestone_marks.rows(t, steps, seen, room)
    parts += [
        drawing.text((MARGIN, plot.bottom + 120 + 48 * number), row, SMALL)
        for number, row in enumerate(rows)
    ]
    return drawing.picture(plot.bottom + 100 + 48 * len(rows), parts)


def _plot(seen: ItemProgress, top: float) -> Plot:
    dated = [step.due for step in seen.steps if step.due is not None]
    known = [seen.today, *dated, *(point.day for point in seen.points)]
    known += [seen.item.deadline] if seen.item.deadline else []
    first, last = min(known), max(known)
    if seen.forecast.ends_on is not None:
        latest = last + max((last - first) / 4, LATER)
        last = max(last, min(seen.forecast.ends_on, latest))
    left = beside(_levels(seen.item))
    last = max(last, first + timedelta(days=1))
    return Plot(first, last, _most(seen.item), top=top, bottom=top + 560, left=left)


def _most(item: Item) -> Decimal:
    return item.total or WHOLE


def _levels(item: Item) -> list[tuple[Decimal, str]]:
    most = _most(item)
    sign = "%" if item.total is None else ""
    half = (most / 2).to_integral_value(ROUND_HALF_UP) if most > FEW else most / 2
    return [(each, amount(each) + sign) for each in (Decimal(0), half, most)]


def _legend(t: Texts, seen: ItemProgress, y: float) -> str:
    entries = [(REPORTED, "", f"{t('reported')} {figures(t, seen.item)}")] if seen.points else []
    if seen.forecast.ends_on is not None:
        entries.append((FORECAST, DASH, t("at the present rate")))
    if seen.item.deadline is not None:
        entries.append((DEADLINE, "", t("deadline")))
    return legend(entries, y)


def _days(t: Texts, plot: Plot, seen: ItemProgress) -> list[str]:
    parts = [plot.upright(seen.today, FAINT, "6 8")]
    parts.append(plot.above(seen.today, t("today {day}", day=seen.today.isoformat())))
    below = [(plot.first, day_of_axis(t, plot.first), FAINT)]
    if seen.item.deadline is not None:
        due = t("due {day}", day=day_of_axis(t, seen.item.deadline))
        parts.append(plot.upright(seen.item.deadline, DEADLINE))
        below.insert(0, (seen.item.deadline, due, DEADLINE))
    return [*parts, *plot.below(below)]


def _line(plot: Plot, seen: ItemProgress) -> list[str]:
    """Draw every figure, joined by stairs up to today: nobody knows when between two it grew."""
    now = reported_figure(seen.item)
    steps = [(point.day, point.done) for point in seen.points]
    if now is not None:
        steps.append((seen.today, now))
    if not steps:
        return []
    marks = [
        drawing.dot(plot.at(point.day, point.done), 9, REPORTED, "#ffffff")
        for point in seen.points
        if point.reported
    ]
    return [drawing.line(plot.stairs(steps), REPORTED, 7), *marks]


def _forecast(plot: Plot, seen: ItemProgress) -> list[str]:
    """Draw the way to the end at the present rate, as far as the field reaches."""
    ends_on, now = seen.forecast.ends_on, reported_figure(seen.item)
    if ends_on is None or now is None or ends_on <= seen.today:
        return []
    last = min(ends_on, plot.last)
    share = Decimal((last - seen.today).days) / (ends_on - seen.today).days
    reached = now + (plot.most - now) * share
    return [drawing.line([plot.at(seen.today, now), plot.at(last, reached)], FORECAST, 5, DASH)]


def _light(t: Texts, seen: ItemProgress) -> str:
    """Return the light with its reason, or the state of an item that has none any more."""
    if not is_open(seen.item):
        return t(seen.item.state.value)
    return light_texts.in_words(t, seen.forecast, seen.item)
