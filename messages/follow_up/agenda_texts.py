"""The list for the next dispatch meeting: what is to be coordinated, and late instructions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.formatting import FormattedText, Words, bold, fold_beyond, item_link, joined
from messages.texts import Texts
from rules.policy.requests import TrackedRequest

LINES = 8
"""Lines of a phone that a part shows before its rest is folded: two parts fit on a screen."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting on a day has before it: open blockers, instructions past their day."""

    day: date
    blockers: Sequence[TrackedRequest]
    instructions: Sequence[TrackedRequest]

    @property
    def is_empty(self) -> bool:
        return not (self.blockers or self.instructions)

    @property
    def late(self) -> int:
        """Return how many blockers are past their day."""
        return sum(_is_late(self, row) for row in self.blockers)


def title(t: Texts) -> str:
    return t("Agenda of the dispatch meeting")


def message(t: Texts, found: Agenda) -> FormattedText:
    """Say what is on the agenda; all but the first entries of each part are folded."""
    if found.is_empty:
        return joined("\n", [bold(title(t)), t("Nothing waits for a meeting.")])
    lines: list[Words] = [bold(title(t))]
    for heading, rows in _parts(t, found):
        if rows:
            lines += [heading, *_shown(t, found, rows)]
    return joined("\n", lines)


def _shown(t: Texts, found: Agenda, rows: Sequence[TrackedRequest]) -> list[Words]:
    """Return the rows of a part; both parts together stand on one screen before they are unfolded."""
    return fold_beyond([_row(t, found, *each) for each in enumerate(rows, 1)], LINES)


def _parts(t: Texts, found: Agenda) -> tuple[tuple[str, Sequence[TrackedRequest]], ...]:
    return (
        (
            t(
                "To be coordinated: {count}, overdue: {late}",
                count=len(found.blockers),
                late=found.late,
            ),
            found.blockers,
        ),
        (
            t("Instructions not answered in time: {count}", count=len(found.instructions)),
            found.instructions,
        ),
    )


def headings(t: Texts, found: Agenda) -> list[str]:
    """Return the headings of both parts."""
    return [heading for heading, _ in _parts(t, found)]


def _row(t: Texts, found: Agenda, place: int, row: TrackedRequest) -> FormattedText:
    number = item_link(row.code, row.item_id)
    due = _due(t, found, row)
    return FormattedText.of(f"{place}. ", number, f"｜{row.title}｜{due}｜{row.words}")


def _is_late(found: Agenda, row: TrackedRequest) -> bool:
    return row.due is not None and row.due < found.day


def _due(t: Texts, found: Agenda, row: TrackedRequest) -> str:
    day = t.short_day(row.due) if row.due is not None else ""
    return t("{day}, overdue", day=day) if _is_late(found, row) else t("until {day}", day=day)


def columns(t: Texts) -> list[str]:
    """Return the headings of the document's tables."""
    return [t("Order"), t("Item"), t("Raised by"), t("Matter"), t("Waits for"), t("Due")]


def cells(t: Texts, found: Agenda, place: int, row: TrackedRequest) -> list[str]:
    """Return a row of the document's tables."""
    whom = row.asked_unit or ""
    person = f"{whom} {row.asked}".strip() if row.asked else whom
    return [
        str(place),
        f"{row.code} {row.title}",
        f"{row.raiser_unit} {row.raiser}",
        row.words,
        person or t("the office"),
        _due(t, found, row),
    ]
