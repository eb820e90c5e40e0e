"""The monthly report in the chat: its two papers, and what is left to fill in."""

from messages.formatting import FormattedText, bold, joined
from messages.texts import Texts
from rules.policy.monthly import MonthlyReport
from rules.policy.papers import PaperKind


def which_month(t: Texts) -> str:
    return t("Please name a month that has begun, for example: /monthly 2026年10月")


def not_known(t: Texts, month: str) -> str:
    return t("The ledger cannot tell how it stood at the end of {month}.", month=month)


def made(
    t: Texts, report: MonthlyReport, kind: PaperKind, number: str, *, again: bool
) -> FormattedText:
    """Say which paper was made, for which days, and what the office has to see to."""
    total = report.total
    lines = [
        t("Counted from {first} to {last}", first=report.first.isoformat(), last=report.last.isoformat()),
        t("Items: {total}, done: {done}, struck off: {closed}, overdue: {overdue}",
          total=total.total, done=total.done, closed=total.closed, overdue=total.overdue),
    ]  # fmt: skip
    if again:
        lines.append(t("It was issued before with the same facts, and gets no further number."))
    if kind is PaperKind.PROVINCE:
        lines.append(
            t("The ledger has no data on environmental quality: please fill in that section.")
        )
    return joined("\n", [bold(number), *lines, t("Please check, seal and send it.")])
