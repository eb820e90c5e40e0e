"""Questions without an answer: what is said of them, and the office's list."""

from collections.abc import Sequence

from messages.formatting import FormattedText, bold, fold_rest, joined
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts

MOST, LONGEST = 20, 50
"""Questions in one message, and characters shown of one."""


def not_understood(t: Texts) -> str:
    """Say that a question has no answer here."""
    return t(
        "This question cannot be answered from the ledger. "
        "It is kept for the office; nothing was recorded as a report."
    )


def choices(t: Texts, question: int, names: Sequence[str]) -> tuple[ButtonRow, ...]:
    """Offer what a name that is not there may mean, one a row."""
    return tuple(
        (Button(t("Did you mean {name}?", name=name), f"qs:{question}:{number}"),)
        for number, name in enumerate(names)
    )


def questions(number: int, offered: Sequence[str]) -> tuple[ButtonRow, ...]:
    """Offer questions that the one of this number may have meant, one a row."""
    return tuple(
        (Button(question, f"qs:{number}:{place}"),) for place, question in enumerate(offered)
    )


def of_leaders(t: Texts, rows: Sequence[tuple[str, int]]) -> FormattedText:
    """List questions with how often they were asked."""
    if not rows:
        return FormattedText(t("Every question of a leader was answered."))
    heading = t("Questions of leaders without an answer: {count}", count=len(rows))
    lines = [_line(t, words, times) for words, times in rows[:MOST]]
    if len(rows) > MOST:
        lines.append(t("… and {count} more", count=len(rows) - MOST))
    return joined("\n", [bold(heading), *fold_rest(lines)])


def _line(t: Texts, words: str, times: int) -> str:
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return t.ngettext(
        "“{words}”, {count} time", "“{words}”, {count} times", words=shown, count=times
    )
