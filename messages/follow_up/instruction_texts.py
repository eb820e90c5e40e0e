"""An instruction before it is given: a card with its item, its words and the day it is due."""

from collections.abc import Sequence
from datetime import date

from messages.follow_up.request_texts import due_line
from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.items import Item


def card(t: Texts, item: Item, words: str, due: date) -> FormattedText:
    """Show what would be passed on, and to whom."""
    number = item_link(item.code, item.id)
    lines: list[Words] = [
        bold(t("Instruction, not given yet")),
        t.formatted("Item: {code} {title}", code=number, title=item.title),
        t("To: {who}", who=f"{item.lead.name} {item.owner.name}"),
        t("Instruction: {words}", words=words),
        due_line(t, due),
    ]
    return joined("\n", lines)


def card_buttons(t: Texts, item: Item, due: date, *, may_report: bool) -> tuple[ButtonRow, ...]:
    """Offer to give the instruction, to whoever reports as well to record the words, or to drop it."""
    data = f"ig:give:{item.id}:{due:%Y%m%d}"
    give = Button(t("Give the instruction"), data, tone=Tone.POSITIVE)
    record = Button(t("It is a report"), f"ig:report:{item.id}:0")
    drop = Button(t("Cancel"), "ig:drop:0:0", tone=Tone.NEGATIVE)
    return ((give,), (record, drop)) if may_report else ((give, drop),)


def item_buttons(items: Sequence[Item]) -> tuple[ButtonRow, ...]:
    """Offer items an instruction may be about."""
    return tuple((Button(f"{i.code} {i.title}"[:60], f"ig:item:{i.id}:0"),) for i in items)
