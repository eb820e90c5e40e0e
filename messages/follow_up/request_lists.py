"""Lists of blockers and instructions that wait for an answer, with buttons to answer them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from messages.follow_up.request_texts import answer_data, to_whom
from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.requests import TrackedRequest

LATEST = 30
"""Requests in one message; the rest are counted."""


def answer_buttons(t: Texts, rows: Sequence[TrackedRequest]) -> tuple[ButtonRow, ...]:
    """Offer to answer each of a list, also where its letter went to another before the reader."""
    return tuple(
        (Button(t("Answer on item {code}", code=row.code), answer_data(row)),)
        for row in rows[:LATEST]
    )


def blocker_buttons(t: Texts, rows: Sequence[TrackedRequest]) -> tuple[ButtonRow, ...]:
    """Offer to answer each of a list of blockers."""
    return tuple(
        (Button(t("Answer no. {number}", number=row.id), answer_data(row)),)
        for row in rows[:LATEST]
    )


def open_blockers(t: Texts, rows: Sequence[TrackedRequest], zone: ZoneInfo) -> Words:
    """List what the next dispatch meeting has to settle."""
    if not rows:
        return t("Nothing waits to be coordinated.")
    lines: list[Words] = [bold(t("To be coordinated: {count}", count=len(rows)))]
    for row in rows:
        lines += ["", *_open_blocker(t, row, zone)]
    return joined("\n", lines)


def _open_blocker(t: Texts, row: TrackedRequest, zone: ZoneInfo) -> list[Words]:
    return [
        t.formatted(
            "No. {number}, {day}, {code}｜{title}",
            number=str(row.id),
            day=_day(row, zone),
            code=item_link(row.code, row.item_id),
            title=row.title,
        ),
        t(
            "{who} needs from {whom}: {words}",
            who=f"{row.raiser_unit} {row.raiser}",
            whom=to_whom(t, row),
            words=row.words,
        ),
    ]


def open_instructions(t: Texts, rows: Sequence[TrackedRequest], zone: ZoneInfo) -> Words:
    """List the instructions that wait for an answer."""
    if not rows:
        return t("Every instruction has been answered.")
    lines: list[Words] = [bold(t("Instructions not answered yet: {count}", count=len(rows)))]
    for row in rows:
        lines += ["", _dated(row, zone), f"{row.raiser}：{row.words}"]
    return joined("\n", lines)


def _dated(row: TrackedRequest, zone: ZoneInfo) -> FormattedText:
    number = item_link(row.code, row.item_id)
    return FormattedText.of(f"{_day(row, zone)}　", number, f"｜{row.title}")


def _day(row: TrackedRequest, zone: ZoneInfo) -> str:
    return row.at.astimezone(zone).date().isoformat()
