"""While a round is open, words that say that nothing changed are its 零报告, with their reason."""

from typing import Any

from handlers.context import Desk
from messages.outgoing import Spoken
from rules.language.no_change import is_unchanged, reason_in
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.progress import Progress, progress_of
from storage.follow_up import rounds
from storage.reporting import drafts, open_questions
from storage.reporting.drafts import Draft

REASON = "round_reason"


def of_card(desk: Desk, draft: Draft, said: Progress, item: Item | None, pieces: int) -> str | None:
    """Why nothing changed, empty where it is not said; None where the words are no 零报告.

    Beside a picture that shows it the words are reason enough.
    """
    if item is None or draft.kind == "完成" or draft.corrects_id is not None:
        return None
    why = _reason(desk, draft.words, said, item)
    return draft.words if why == "" and pieces else why


def _reason(desk: Desk, words: str, said: Progress, item: Item) -> str | None:
    """Said again without a reason, it is the reason that was given before."""
    if not is_unchanged(words, said, item):
        return None
    waiting = rounds.waiting_of(desk.tx, item.id, desk.now)
    return (reason_in(words, item) or str(waiting[-1].reason)) if waiting else None


def asked_for(desk: Desk, reading: Reading, item: Item) -> Spoken | None:
    """The question for the reason that the words leave out; None where nothing is left out."""
    said = progress_of(reading.figures, item)
    if reading.intent == "done" or _reason(desk, reading.text, said, item) != "":
        return None
    return ask(desk, rounds.waiting_of(desk.tx, item.id, desk.now)[-1], item)


def asked_instead(desk: Desk, draft: Draft, item: Item, *, edits: int) -> Spoken:
    """No 零报告 without its reason: the question takes the place of the card."""
    drafts.cancel(desk.tx, draft)
    return ask(desk, rounds.waiting_of(desk.tx, item.id, desk.now)[-1], item, edits=edits)


def ask(desk: Desk, entry: Any, item: Item, *, edits: int | None = None) -> Spoken:
    """Why did nothing change?"""
    asked = open_questions.Asked(REASON, f"entry:{entry.id}", {})
    open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
    text = desk.t(
        "Item {code} {title}: why did nothing change? A reason is needed.",
        code=item.code,
        title=item.title,
    )
    return desk.say(text, about=f"item:{item.id}", edits=edits)


def recorded(desk: Desk, item: Item, why: str) -> None:
    """In every round that runs and has not been answered for the item."""
    for entry in rounds.waiting_of(desk.tx, item.id, desk.now):
        rounds.unchanged(desk.tx, entry, desk.person.id, why, desk.now)
