"""What no report can say, and what a careful clerk would ask about before it is confirmed."""

from datetime import date

from handlers.context import Context
from messages.reporting import doubt_texts
from rules.language.no_such_day import find_no_such_day
from rules.language.reading.values import Reading
from rules.policy.capacity import first_unstorable, implausible_year
from rules.policy.doubts import find_doubts
from rules.policy.items import Item
from rules.policy.progress import progress_of
from storage.reporting import corrections, readings
from storage.reporting.drafts import Draft


def impossible(ctx: Context, reading: Reading) -> str:
    """Return why no report can say this; empty when it may stand."""
    refusal = _not_kept(ctx, reading)
    if refusal:
        return refusal
    if any(f.unit == "%" and f.value > 100 for f in reading.figures):
        return ctx.t("A share cannot exceed 100%. Please check the figure and send it again.")
    past = [d.value for d in reading.dates if d.role == "promise" and d.value < ctx.today]
    if past:
        return ctx.t(
            "The expected date {day} has already passed. Please check it and send it again.",
            day=ctx.t.full_day(past[0]),
        )
    return ""


def _not_kept(ctx: Context, reading: Reading) -> str:
    """Return why no column can hold a figure or a date; empty when it can."""
    figure = first_unstorable(reading.text, reading.figures)
    if figure:
        return ctx.t(
            "The figure {figure} is more than the ledger can hold. "
            "Please check it and send it again.",
            figure=figure,
        )
    return wrong_date(ctx, reading.text)


def wrong_date(ctx: Context, text: str) -> str:
    """Return why a date cannot stand as it was written; empty when it can."""
    year = implausible_year(text)
    if year:
        return ctx.t(
            "The year {year} cannot be right. Please check the date and send it again.", year=year
        )
    day = find_no_such_day(text)
    return ctx.t("There is no {day}. Please say which day is meant.", day=day) if day else ""


def promised(draft: Draft) -> date | None:
    """Return the last day the words promise: a promise by name, else a deadline they set themselves.

    A day on which works begin is none.
    """
    ends = [read for read in readings.dates(draft.reading) if not read.begins]
    for role in ("promise", "deadline"):
        days = [read.value for read in ends if read.role == role]
        if days:
            return max(days)
    return None


def other_promises(draft: Draft) -> tuple[date, ...]:
    """Return the days that were promised or set as well, and are not the one that is taken."""
    days = [d.value for d in readings.dates(draft.reading) if d.role in ("promise", "deadline")]
    return tuple(day for day in dict.fromkeys(days) if day != promised(draft))


def warnings_of(ctx: Context, draft: Draft, item: Item | None) -> tuple[str, ...]:
    """Return the doubts that stand above the buttons of a card."""
    if item is None:
        return ()
    found = find_doubts(readings.figures(draft.reading), item, correcting=bool(draft.corrects_id))
    words = tuple(doubt_texts.sentence(ctx.t, doubt, item) for doubt in found)
    if corrections.overtaken(ctx.tx, item.id, draft.corrects_id):
        words += (doubt_texts.overtaken(ctx.t),)
    if _done_without_figure(draft, item):
        words += (doubt_texts.not_counted_as_done(ctx.t, item),)
    day = promised(draft)
    if day is None or item.deadline is None or day <= item.deadline:
        return words
    return (*words, doubt_texts.late(ctx.t, day, item))


def _done_without_figure(draft: Draft, item: Item) -> bool:
    """Whether words say that all is done of what is counted, and the figures fall short."""
    progress = progress_of(readings.figures(draft.reading), item)
    whole = draft.kind == "完成" and draft.step_id is None
    return whole and bool(item.left) and not progress.has_figures
