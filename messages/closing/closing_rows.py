"""Lines of an item's card on its closing: how it was struck off, or why it came back."""

from datetime import date

from messages.texts import Texts
from rules.policy.closing import Fact


def of_closed(t: Texts, number: str, day: date, names: tuple[str, str]) -> list[tuple[str, str]]:
    """Return number, day, and who verified it and struck it off, as far as they are told."""
    verified_by, struck_off_by = names
    return [
        (t("Number of striking off"), number),
        (t("Struck off on"), t.full_day(day)),
        (t("Verifier"), verified_by),
        (t("Struck off by"), struck_off_by),
    ]


def of_taken_over(
    t: Texts, number: str, day: date | None, *, closed: bool
) -> list[tuple[str, str]]:
    """Return number and day of what was struck off or done before the ledger began here."""
    if closed:
        return [
            (t("Number of striking off"), number),
            (t("Struck off on"), t.full_day(day) if day else ""),
            (t("Before this ledger"), t("struck off when it was taken over")),
        ]
    said = t("done on {day} when it was taken over", day=t.full_day(day)) if day else ""
    return [(t("Before this ledger"), said)]


def of_return(t: Texts, fact: Fact, day: date, name: str, reason: str) -> tuple[str, str]:
    """Say who sent it back or re-opened it, when and why."""
    label = t("Re-opened") if fact is Fact.REOPENED else t("Sent back")
    return label, t("{day}, {name}: {reason}", day=t.full_day(day), name=name, reason=reason)
