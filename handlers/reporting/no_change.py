"""While a round is open, words that say that nothing changed are its 零报告, with their reason."""

from handlers.context import Context
from messages.outgoing import Reply
from rules.language.no_change import no_change_reason, reports_no_change
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.progress import Progress, progress_of
from rules.policy.refs import Ref, RefKind
from rules.policy.rounds import RoundEntry
from storage.follow_up import rounds
from storage.reporting import drafts, open_questions
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion, QuestionKind


def of_card(
    ctx: Context, draft: Draft, message: Progress, item: Item | None, pieces: int
) -> str | None:
    """Return why nothing changed, empty where it is not said; None where the words are no 零报告.

    Beside a picture that shows it the words are reason enough.
    """
    if item is None or draft.kind == "完成" or draft.corrects_id is not None:
        return None
    why = _reason(ctx, draft.words, message, item)
    return draft.words if why == "" and pieces else why


def _reason(ctx: Context, words: str, message: Progress, item: Item) -> str | None:
    """Return the reason; said again without one, it is the reason that was given before."""
    if not reports_no_change(words, message, item):
        return None
    waiting = rounds.waiting_of(ctx.tx, item.id, ctx.now)
    return (no_change_reason(words, item) or str(waiting[-1].reason)) if waiting else None


def asked_for(ctx: Context, reading: Reading, item: Item) -> Reply | None:
    """Ask for the reason that the words leave out; None where nothing is left out."""
    progress = progress_of(reading.figures, item)
    if reading.intent == "done" or _reason(ctx, reading.text, progress, item) != "":
        return None
    return ask(ctx, rounds.waiting_of(ctx.tx, item.id, ctx.now)[-1], item)


def asked_instead(ctx: Context, draft: Draft, item: Item, *, edits: int) -> Reply:
    """Ask for the reason in place of the card: no 零报告 without one."""
    drafts.cancel(ctx.tx, draft)
    return ask(ctx, rounds.waiting_of(ctx.tx, item.id, ctx.now)[-1], item, edits=edits)


def ask(ctx: Context, entry: RoundEntry, item: Item, *, edits: int | None = None) -> Reply:
    """Ask why nothing changed."""
    asked = OpenQuestion(QuestionKind.ROUND_REASON, Ref(RefKind.ENTRY, entry.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    text = ctx.t(
        "Item {code} {title}: why did nothing change? A reason is needed.",
        code=item.code,
        title=item.title,
    )
    return ctx.say(text, about=Ref.item(item.id), edits=edits)


def recorded(ctx: Context, item: Item, why: str) -> None:
    """Enter 零报告 in every round that runs and has not been answered for the item."""
    for entry in rounds.waiting_of(ctx.tx, item.id, ctx.now):
        rounds.unchanged(ctx.tx, entry, ctx.person.id, why, ctx.now)
