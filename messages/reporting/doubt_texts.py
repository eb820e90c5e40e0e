"""The sentences by which a card asks to look at a figure again."""

from datetime import date

from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.doubts import Doubt, DoubtReason
from rules.policy.items import Item, own_code
from rules.policy.wording import amount


def late(t: Texts, promised: date, item: Item) -> str:
    """Warn of a promise for later than the item's deadline."""
    return t(
        "{promised} is after the deadline {deadline}; to extend it, write /extend {code}.",
        promised=t.day(promised),
        deadline=t.full_day(item.deadline) if item.deadline else "",
        code=own_code(item.code),
    )


def overtaken(t: Texts) -> str:
    """Warn of a correction of a report after which there were others."""
    return t("this corrects an earlier report; where things stand, later reports still hold.")


def not_counted_as_done(t: Texts, item: Item) -> str:
    """Ask for the figure: words alone do not finish what is counted."""
    return t(
        "the ledger counts {left} still to do, and without a figure this is not counted as done; "
        "if all is done, please change the card and write the figure.",
        left=f"{amount(item.left)}{item.measure}" if item.left else "",
    )


def sentence(t: Texts, doubt: Doubt, item: Item) -> str:
    words, known = with_unit(doubt.stated, item.measure), with_unit(doubt.known, item.measure)
    match doubt.why:
        case DoubtReason.FALLS:
            return t("the last report said {known} done, this one {said}.", known=known, said=words)
        case DoubtReason.OTHER_TOTAL:
            return t("the ledger's total is {known}, here it is {said}.", known=known, said=words)
        case DoubtReason.BEYOND_TOTAL:
            return t("{said} done is more than the total of {known}.", known=known, said=words)
        case DoubtReason.DOES_NOT_ADD_UP:
            return t("done and left make {said}, the total is {known}.", known=known, said=words)
