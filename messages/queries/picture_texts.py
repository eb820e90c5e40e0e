"""What stands under a picture: what matters about it, and not what it shows anyway."""

from collections.abc import Sequence

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.keyboards import turning
from messages.outgoing import Button, ButtonRow
from messages.queries.list_texts import masked, when_due
from messages.reporting import light_texts
from messages.texts import Texts
from rules.policy.items import days_left, is_open
from rules.policy.pictures import (
    BurnDown,
    ItemProgress,
    OverdueTable,
    PictureKind,
    UnitLights,
    sum_lights,
)

WORST = 3
"""Units that are named."""


def title(t: Texts, kind: PictureKind, scope: str) -> str:
    """Return the heading of a picture: its name, and of what it is."""
    return f"{_called(t, kind)}｜{scope}"


def _called(t: Texts, kind: PictureKind) -> str:
    match kind:
        case PictureKind.BOARD:
            return t("Board of lights")
        case PictureKind.BURN_DOWN:
            return t("Burn-down")
        case PictureKind.OVERDUE:
            return t("Overdue chart")


def board(t: Texts, heading: str, rows: Sequence[UnitLights]) -> FormattedText:
    """Name the units with the most red lights."""
    whole = sum_lights("", rows)
    red = [row for row in rows if row.red]
    lines: list[Words] = [
        bold(heading),
        t("Not done {count} of {total}.", count=whole.total - whole.done, total=whole.total),
        t("Red lights: {count}.", count=whole.red) if red else t("No red light."),
    ]
    if red and len(rows) > 1:
        lines.append(t("Most red lights: {units}", units=_most(t, red)))
    return joined("\n", lines)


def _most(t: Texts, red: Sequence[UnitLights]) -> str:
    return t.comma().join(
        t("{unit} ({count})", unit=row.name, count=row.red) for row in red[:WORST]
    )


def burn_down(t: Texts, heading: str, seen: BurnDown) -> FormattedText:
    """Say how far behind the deadlines it is, and how long is left."""
    lines: list[Words] = [bold(heading), _against_plan(t, seen)]
    if seen.has_mark:
        lines.append(_to_the_mark(t, seen))
    lines.append(t("Done in the last 30 days: {count}", count=seen.lately))
    if seen.undated:
        words = t.ngettext(
            "{count} item was done on a day that is not known, and counts from the beginning.",
            "{count} items were done on days that are not known, and count from the beginning.",
            count=seen.undated,
        )
        lines.append(words)
    return joined("\n", lines)


def _against_plan(t: Texts, seen: BurnDown) -> str:
    counts = {"left": seen.left_today, "planned": seen.planned_today}
    behind = seen.left_today - seen.planned_today
    if behind > 0:
        return t("Left: {left}. By plan: {planned}. Behind: {number}.",
                 number=behind, **counts)  # fmt: skip
    if behind < 0:
        return t("Left: {left}. By plan: {planned}. Ahead: {number}.",
                 number=-behind, **counts)  # fmt: skip
    return t("Left: {left}, as planned.", left=seen.left_today)


def _to_the_mark(t: Texts, seen: BurnDown) -> str:
    days = (seen.until - seen.today).days
    day = seen.until.isoformat()
    if days < 0:
        return t.ngettext(
            "The half-year mark ({day}) was {count} day ago.",
            "The half-year mark ({day}) was {count} days ago.",
            day=day,
            count=-days,
        )
    return t.ngettext(
        "{count} day to the half-year mark ({day}).",
        "{count} days to the half-year mark ({day}).",
        day=day,
        count=days,
    )


def progress(t: Texts, seen: ItemProgress) -> FormattedText:
    """Say when it is due, and why it has its light."""
    item = seen.item
    lines: list[Words] = [
        bold(f"{item.code}｜{item.title}"),
        when_due(t, item, seen.today),
    ]
    if is_open(item):
        lines.append(light_texts.line(t, seen.forecast, item))
    return joined("\n", lines)


def overdue_heading(t: Texts, words: str, seen: OverdueTable) -> str:
    """Return the heading of the list of the same items: of what, and how many."""
    count = t("Overdue: {count}", count=seen.total)
    return f"{words}｜{count}" if words else count


def overdue(t: Texts, heading: str, seen: OverdueTable) -> FormattedText:
    """Say which is the oldest."""
    lines: list[Words] = [bold(heading)]
    oldest = seen.items[0]
    days = -(days_left(oldest, seen.today) or 0)
    what = masked(t) if oldest.id in seen.masked else oldest.title
    longest = t.ngettext("Longest, {count} day", "Longest, {count} days", count=days)
    lines.append(
        FormattedText.of(longest, t.colon(), item_link(oldest.code, oldest.id), f"｜{what}")
    )
    return joined("\n", lines)


def item_rows(t: Texts, item: int, *, drawable: bool) -> tuple[ButtonRow, ...]:
    """Offer the picture of an item of which there is anything to draw."""
    return ((Button(t("Progress chart"), f"pg:{item}"),),) if drawable else ()


def board_pages(t: Texts, page: int, pages: int) -> tuple[ButtonRow, ...]:
    """Offer the boards of the units before and after."""
    row = turning(t, "pb", page, pages)
    return (row,) if row else ()


def other_pictures(t: Texts, shown: PictureKind) -> tuple[ButtonRow, ...]:
    """Offer the other pictures of the same items."""
    others = (kind for kind in PictureKind if kind != shown)
    return (tuple(Button(_called(t, kind), f"pc:{kind}") for kind in others),)
