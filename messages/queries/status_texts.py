"""The state of a scope on one screen: totals, lights, the worst units, what is overdue longest."""

from collections.abc import Sequence
from datetime import date

from messages.formatting import PHONE_LINE, FormattedText, Words, bold, item_link, joined, shortened
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.queries.list_texts import masked
from messages.texts import Texts
from rules.policy.items import Item, days_left
from rules.policy.standing import Dimension, LightCounts, StatusPath, StatusScreen
from rules.policy.tallies import Tally

WORST = 3
"""Units, or categories, that have most overdue."""
NAME = 14
"""Characters of a unit's name: with its counts it takes two lines on a phone."""
IN_A_ROW = 3
"""Buttons beside each other."""


def status_text(
    t: Texts, screen: StatusScreen, today: date, *, change: str = "", notes: Sequence[str] = ()
) -> FormattedText:
    """Return the screen; `change`: what has changed since an earlier day, in one line.

    `notes` are lines about whoever the items are of.
    """
    lines: list[Words] = [bold(screen.whole.name), *totals(t, screen.whole)]
    lines += [line for line in (lights(t, screen.lights), change, *notes) if line]
    own = next((part for part in screen.parts if part.name == screen.whole.name), None)
    if own is not None and own.total < screen.whole.total:
        lines.append(t("Of these it leads {own}; the others are of units below it.", own=own.total))
    if screen.left_out:
        lines.append(left_out(t, screen.left_out))
    troubled = [part for part in screen.parts if part.overdue]
    if troubled and len(screen.parts) > 1:
        heading = t("Units with most overdue:") if screen.by_unit else t("Most overdue:")
        most = WORST - 1 if notes else WORST
        lines += ["", heading, *(standing(t, part) for part in troubled[:most])]
    return joined("\n", [*lines, *longest(t, screen, today)])


def longest(t: Texts, screen: StatusScreen, today: date) -> list[Words]:
    """Name the items that are overdue longest, below their heading."""
    if not screen.oldest:
        return []
    hidden = screen.masked
    named = [in_one_line(t, item, today, hidden=item.id in hidden) for item in screen.oldest]
    return [t("Overdue longest:"), *named]


def totals(t: Texts, whole: Tally) -> list[str]:
    return [
        t("In all {total}, done {done}, struck off {closed}, not struck off {waiting}.",
          total=whole.total, done=whole.done, closed=whole.closed,
          waiting=whole.total - whole.closed),
        t("On schedule {on_schedule}, due within 7 days {due_soon}, overdue {overdue}.",
          on_schedule=whole.on_schedule, due_soon=whole.due_soon, overdue=whole.overdue),
    ]  # fmt: skip


def lights(t: Texts, counts: LightCounts) -> str:
    return t(
        "Lights of what is not struck off: 🔴 {red}, 🟡 {yellow}, 🔵 {blue}",
        red=counts.red,
        yellow=counts.yellow,
        blue=counts.blue,
    )


def left_out(t: Texts, count: int) -> str:
    """Say that sensitive items are not counted: by this they would be told of in a group."""
    return t.ngettext(
        "{count} sensitive item is not counted here.",
        "{count} sensitive items are not counted here.",
        count=count,
    )


def standing(t: Texts, part: Tally) -> str:
    """Say how one unit or category stands."""
    return t(
        "{name}: overdue {overdue}, due within 7 days {due_soon}, {total} in all",
        name=shortened(part.name, NAME),
        overdue=part.overdue,
        due_soon=part.due_soon,
        total=part.total,
    )


def in_one_line(t: Texts, item: Item, today: date, *, hidden: bool) -> FormattedText:
    """Name an overdue item so that it fits into a line of a phone."""
    left = days_left(item, today) or 0
    when = t.ngettext("{count} day overdue", "{count} days overdue", count=-left)
    room = max(4, PHONE_LINE - len(when) - len(item.code) // 2 - 2)
    title = masked(t) if hidden else shortened(item.title, room)
    return FormattedText.of(item_link(item.code, item.id), f"｜{title}｜{when}")


def called(t: Texts, dimension: Dimension) -> str:
    """Name a dimension, as on its button."""
    names = {
        Dimension.BELOW: t("Unit"),
        Dimension.COUNTY: t("By county"),
        Dimension.DEPARTMENT: t("By department"),
        Dimension.ASPECT: t("By aspect"),
        Dimension.CATEGORY: t("By category"),
        Dimension.GUARANTOR: t("By guarantor"),
        Dimension.KEY: t("Key issues"),
    }
    return names[dimension]


def status_buttons(t: Texts, path: StatusPath) -> tuple[ButtonRow, ...]:
    """Offer what a screen can be counted by, its items, and the way back."""
    offered = [Button(called(t, each), f"sd:{path}:{each}:0") for each in path.offered()]
    further = [Button(t("Items one by one"), f"si:{path}:0")]
    if path.steps and path.steps[-1].dimension is not Dimension.BELOW:
        further.append(back(t, f"st:{path.above}"))
    return (*in_rows(offered, IN_A_ROW), tuple(further))


def back(t: Texts, data: str) -> Button:
    return Button(t("Back"), data)
