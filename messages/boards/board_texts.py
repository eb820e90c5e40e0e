"""The morning board: how it stands, what changed, what waits for its reader, and when they looked."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, joined, shortened
from messages.outgoing import Button, ButtonRow
from messages.queries.status_texts import WORST, lights, longest, totals
from messages.texts import Texts
from rules.policy.boards import Board, BoardLook, BoardNeeds, BoardScope, Unread
from rules.policy.standing import StatusPath
from rules.policy.tallies import Tally

NAME = 8
"""Characters of a unit's name: with its counts it takes one line on a phone."""


def board_text(t: Texts, board: Board, zone: ZoneInfo) -> FormattedText:
    """Return a board, which fits the screen of a phone."""
    screen = board.screen
    title = t("Morning board of {scope}, {day}", scope=screen.whole.name, day=t.day(board.day))
    lines: list[Words] = [bold(title), *totals(t, screen.whole), lights(t, screen.lights)]
    lines += [line for line in (_changes(t, board), needed(t, board)) if line]
    if board.scope is BoardScope.CITY:
        lines += _worst(t, screen.parts)
    lines += longest(t, screen, board.day)
    return joined("\n", [*lines, looked(t, board.look, board.day, zone)])


def _changes(t: Texts, board: Board) -> str:
    if board.since is None:
        return ""
    changes = board.changes
    return t(
        "Since {day}: reported {reported}, done {done}, struck off {struck_off}, newly overdue {late}",
        day=t.short_day(board.since),
        reported=changes.reported,
        done=changes.done,
        struck_off=changes.struck_off,
        late=changes.late,
    )


def needed(t: Texts, board: Board) -> str:
    """Say what waits for the reader."""
    if board.needs == BoardNeeds():
        return t("Nothing waits for you.")
    waiting = needs_of_unit(t, board.needs)
    if board.scope is not BoardScope.UNIT:
        waiting = needs_of_leader(t, board.needs)
    return t("For you: {matters}", matters=t.comma().join(waiting))


def needs_of_leader(t: Texts, needs: BoardNeeds) -> list[str]:
    """Name what a leader waits for and what waits for them, where there is any."""
    counted = [
        (needs.urgent, _urgent(t, needs)),
        (needs.instructions, t("instructions not answered {count}", count=needs.instructions)),
        *_others(t, needs),
    ]
    return [words for count, words in counted if count]


def needs_of_unit(t: Texts, needs: BoardNeeds) -> list[str]:
    """Name what a unit has to answer, where there is any."""
    counted = [
        (needs.urgent, _urgent(t, needs)),
        (needs.instructions, t("instructions to answer {count}", count=needs.instructions)),
        *_others(t, needs),
    ]
    return [words for count, words in counted if count]


def _urgent(t: Texts, needs: BoardNeeds) -> str:
    return t("urgent and not settled {count}", count=needs.urgent)


def _others(t: Texts, needs: BoardNeeds) -> list[tuple[int, str]]:
    return [
        (needs.letters, t("supervised without a report since {count}", count=needs.letters)),
        (needs.blockers, t("to be coordinated {count}", count=needs.blockers)),
    ]


def _worst(t: Texts, parts: Sequence[Tally]) -> list[str]:
    late = [part for part in parts if part.overdue]
    if not late:
        return []
    named = (
        t(
            "{name}: overdue {overdue}, {total} in all",
            name=shortened(part.name, NAME),
            overdue=part.overdue,
            total=part.total,
        )
        for part in late[:WORST]
    )
    return [t("Units with most overdue:"), *named]


def looked(t: Texts, look: BoardLook, today: date, zone: ZoneInfo) -> str:
    """Say how long ago somebody last looked."""
    if look.last is None:
        return t("No board was marked as read so far.")
    days = (today - look.last.astimezone(zone).date()).days
    if days == 0:
        return t("Last read today.")
    return t.ngettext("Last read {count} day ago.", "Last read {count} days ago.", count=days)


def board_buttons(t: Texts, board: int, path: StatusPath) -> tuple[ButtonRow, ...]:
    """Offer to mark a board as read, and to see how it stands now."""
    return ((read_button(t, board), Button(t("Overview"), f"sn:{path}")),)


def read_button(t: Texts, board: int) -> Button:
    """Offer to mark a board as read."""
    return Button(t("Mark as read"), f"br:{board}")


def not_looking(t: Texts, rows: Sequence[Unread], zone: ZoneInfo) -> FormattedText:
    """Name those who have not looked at their boards for a week."""
    heading = t("Boards not read for a week: {count}", count=len(rows))
    return joined("\n", [bold(heading), *(_unread(t, row, zone) for row in rows)])


def _unread(t: Texts, row: Unread, zone: ZoneInfo) -> str:
    who = t("{unit}, {owner}", unit=row.unit, owner=row.name)
    if row.last is None:
        return t("{who}: never since {day}", who=who, day=row.since.isoformat())
    day = row.last.astimezone(zone).date().isoformat()
    return t("{who}: last on {day}", who=who, day=day)
