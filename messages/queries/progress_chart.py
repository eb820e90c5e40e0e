"""One item as a picture: what was reported, its milestones, its deadline and the forecast."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from messages.queries import drawing
from messages.queries.drawing import FAINT, INK, LARGE, MARGIN, SMALL, WIDTH
from messages.queries.list_texts import figures
from messages.queries.plotting import Plot, beside, day_of_axis, legend
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.forecast import WHOLE
from rules.policy.items import Item, Milestone, is_open
from rules.policy.pictures import ItemProgress
from rules.policy.wording import amount

REPORTED, FORECAST, DEADLINE = "#2f6db5", "#8a5a00", "#b3261e"
DASH = "16 10"
MOST_STEPS = 6
FEW = 4
"""Of no more than so many, half a piece is a line of its own."""
LATER = timedelta(days=14)
"""How much of a forecast beyond every other day is drawn at least."""


def progress_chart(t: Texts, seen: ItemProgress) -> str:
    """Draw the figures over the days; below them the milestones by their numbers."""
    title = drawing.broken(f"{seen.item.code}｜{seen.item.title}", LARGE, WIDTH - 2 * MARGIN, 2)
    below = 60 * (len(title) - 1)
    plot = _plot(seen, top=300 + below)
    steps = _shown(seen)
    parts = [
        drawing.text((MARGIN, 80 + 60 * n), each, LARGE, bold=True) for n, each in enumerate(title)
    ]
    parts += [_legend(t, seen, 150 + below), *plot.grid(_levels(seen.item))]
    parts += [*_days(t, plot, seen), *_line(plot, seen), *_forecast(plot, seen)]
    parts += [_marker(plot, n, step, seen) for n, step in enumerate(steps, 1)]
    rows = _list(t, seen, steps)
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


def _figure(item: Item) -> Decimal | None:
    return item.percent if item.total is None else item.done


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
    now = _figure(seen.item)
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
    ends_on, now = seen.forecast.ends_on, _figure(seen.item)
    if ends_on is None or now is None or ends_on <= seen.today:
        return []
    last = min(ends_on, plot.last)
    share = Decimal((last - seen.today).days) / (ends_on - seen.today).days
    reached = now + (plot.most - now) * share
    return [drawing.line([plot.at(seen.today, now), plot.at(last, reached)], FORECAST, 5, DASH)]


def _shown(seen: ItemProgress) -> Sequence[Milestone]:
    """Return the milestones around the first that is not reached, as many as there is room for."""
    ahead = next((n for n, s in enumerate(seen.steps) if not _is_reached(s, seen)), 0)
    begin = max(min(ahead - 1, len(seen.steps) - MOST_STEPS), 0)
    return seen.steps[begin : begin + MOST_STEPS]


def _is_reached(step: Milestone, seen: ItemProgress) -> bool:
    done = _figure(seen.item) or Decimal(0)
    return step.reached_on is not None or (step.target is not None and done >= step.target)


def _marker(plot: Plot, number: int, step: Milestone, seen: ItemProgress) -> str:
    """Draw a milestone at its day and target; filled where it is reached. One without a day is not."""
    if step.due is None:
        return ""
    x, y = plot.at(step.due, step.target or Decimal(0))
    y = min(y, plot.bottom - 26)
    reached = _is_reached(step, seen)
    fill, ink = (INK, "#ffffff") if reached else ("#ffffff", INK)
    said = drawing.text((x, y + 10), str(number), SMALL, colour=ink, anchor="middle")
    return drawing.dot((x, y), 22, fill, INK) + said


def _list(t: Texts, seen: ItemProgress, steps: Sequence[Milestone]) -> list[str]:
    """Return the lines below the plot: why the light is what it is, and the milestones."""
    room = WIDTH - 2 * MARGIN
    rows = drawing.broken(_light(t, seen), SMALL, room, 2)
    numbered = (_step(t, n, step, seen) for n, step in enumerate(steps, 1))
    rows += [drawing.shortened(each, SMALL, room) for each in numbered]
    if len(seen.steps) > len(steps):
        more = len(seen.steps) - len(steps)
        rows.append(
            t.ngettext("and {count} more milestone", "and {count} more milestones", count=more)
        )
    return rows


def _light(t: Texts, seen: ItemProgress) -> str:
    light = light_texts.called(t, seen.forecast.light)
    why = light_texts.reason(t, seen.forecast, seen.item)
    why = why or t("nothing speaks against it so far")
    return (
        t("{light} light, {reason}", light=light, reason=why)
        if is_open(seen.item)
        else t(seen.item.state.value)
    )


def _step(t: Texts, number: int, step: Milestone, seen: ItemProgress) -> str:
    parts = [step.name, _when(step.due, step)]
    if step.target is not None:
        parts.append(with_unit(step.target, seen.item.measure))
    parts.append(_stands(t, step, seen))
    return f"{number}  " + "｜".join(part for part in parts if part)


def _when(due: date | None, step: Milestone) -> str:
    return due.isoformat() if due else step.due_words


def _stands(t: Texts, step: Milestone, seen: ItemProgress) -> str:
    if _is_reached(step, seen):
        return t("reached")
    return t("missed") if step.due is not None and step.due < seen.today else ""
