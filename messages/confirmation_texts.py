"""The card of what was written in answer to a question, before it is recorded."""

from messages.formatting import FormattedText, Words, bold, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts


def card(t: Texts, words: Words) -> FormattedText:
    """Show what would be recorded, and that it is not yet."""
    heading = bold(t("Please check; nothing has been handed in yet:"))
    return joined("\n", [heading, words])


def buttons(t: Texts, number: int) -> tuple[ButtonRow, ...]:
    """Offer to confirm, to write anew, to drop; `number` is of the words that are held."""
    return (
        (
            Button(t("Confirm"), f"wc:{number}:ok", tone=Tone.POSITIVE),
            Button(t("Change"), f"wc:{number}:ed"),
            Button(t("Cancel"), f"wc:{number}:no", tone=Tone.NEGATIVE),
        ),
    )
