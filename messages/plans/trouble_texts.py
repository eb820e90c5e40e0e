"""What those hear whose plan cannot be read: one sentence, with an example."""

from messages.formatting import shortened
from messages.texts import Texts
from rules.language.plans import PlanTrouble, UnreadStep

SHOWN = 40
"""Characters of words that are quoted."""


def unread(t: Texts, found: UnreadStep) -> str:
    """Say what of a plan cannot be read."""
    said = shortened(found.words, SHOWN)
    match found.why:
        case PlanTrouble.NO_DAY:
            return t(
                "No day can be told from “{words}”; please write it like: by December 20 demolish 20 villas",
                words=said,
            )
        case PlanTrouble.WHICH_DAY:
            return t("“{words}”: please write one day for each step.", words=said)
        case PlanTrouble.NO_WORK:
            return t("“{words}”: please write what is done by then.", words=said)
        case PlanTrouble.WHICH_AMOUNT:
            return t("“{words}”: please write one amount for each step.", words=said)
    return t("Please write the steps in words, each with its day.")
