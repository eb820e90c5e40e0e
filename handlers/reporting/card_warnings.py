"""What a careful clerk would ask about, above the buttons of a card."""

from datetime import date

from handlers.context import Context
from messages.reporting import doubt_texts
from rules.policy.doubts import find_doubts
from rules.policy.items import Item
from rules.policy.progress import progress_of
from storage.reporting import corrections, readings
from storage.reporting.drafts import Draft


def promised(draft: Draft) -> date | None:
    """The day the words promise: what is called a promise, else a deadline they set themselves."""
    for role in ("promise", "deadline"):
        for read in readings.dates(draft.reading):
            if read.role == role:
                return read.value
    return None


def warnings_of(ctx: Context, draft: Draft, item: Item | None) -> tuple[str, ...]:
    if item is None:
        return ()
    found = find_doubts(readings.figures(draft.reading), item, correcting=bool(draft.corrects_id))
    said = tuple(doubt_texts.sentence(ctx.t, doubt, item) for doubt in found)
    if corrections.overtaken(ctx.tx, item.id, draft.corrects_id):
        said += (doubt_texts.overtaken(ctx.t),)
    if _done_without_figure(draft, item):
        said += (doubt_texts.not_counted_as_done(ctx.t, item),)
    day = promised(draft)
    if day is None or item.deadline is None or day <= item.deadline:
        return said
    return (*said, doubt_texts.late(ctx.t, day, item))


def _done_without_figure(draft: Draft, item: Item) -> bool:
    """Words say that all is done of what is counted, and the figures fall short."""
    said = progress_of(readings.figures(draft.reading), item)
    whole = draft.kind == "完成" and draft.step_id is None
    return whole and bool(item.left) and not said.has_figures
