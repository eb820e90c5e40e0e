"""The state as a whole, as text: totals first, then unit by unit."""

from collections.abc import Sequence

from messages.formatting import FormattedText, Words, bold, fold_rest, joined
from messages.texts import Texts
from rules.policy.tallies import Tally

MOST_LINES = 15
"""Lines under a picture: a caption holds 1,024 characters."""


def status_text(t: Texts, whole: Tally, parts: Sequence[Tally]) -> FormattedText:
    lines: list[Words] = [bold(whole.name), *_totals(t, whole)]
    troubled = [part for part in parts if part.overdue or part.due_soon]
    if troubled and len(parts) > 1:
        lines.append("")
        lines += fold_rest([_line(t, part) for part in troubled[:MOST_LINES]])
    return joined("\n", lines)


def _totals(t: Texts, whole: Tally) -> list[str]:
    return [
        t("In all {total}, done {done}, struck off {closed}, not struck off {waiting}.",
          total=whole.total, done=whole.done, closed=whole.closed,
          waiting=whole.total - whole.closed),
        t("On schedule {on_schedule}, due within 7 days {due_soon}, overdue {overdue}.",
          on_schedule=whole.on_schedule, due_soon=whole.due_soon, overdue=whole.overdue),
    ]  # fmt: skip


def _line(t: Texts, part: Tally) -> str:
    return t(
        "{name}: overdue {overdue}, due within 7 days {due_soon}, {total} in all",
        name=part.name,
        overdue=part.overdue,
        due_soon=part.due_soon,
        total=part.total,
    )
